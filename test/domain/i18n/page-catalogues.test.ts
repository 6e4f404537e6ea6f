import { describe, it } from 'vitest'
import { LOCALES } from '../../../src/domain/i18n/i18n.ts'
import { type PageKey, en } from '../../../src/domain/i18n/pages/en.ts'
import { PAGE_CATALOGUES, pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import { PAYMENT_DECLINES } from '../../../src/domain/ledger/entry.ts'

const keys = Object.keys(en) as PageKey[]

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted()
}

describe.for(LOCALES)('page texts in %s', (locale) => {
  const catalogue = PAGE_CATALOGUES[locale]

  it('have exactly the keys of English', ({ expect }) => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...keys].toSorted())
  })

  it('have the same placeholders and no stray brace', ({ expect }) => {
    for (const key of keys) {
      expect(placeholders(catalogue[key]), key).toEqual(placeholders(en[key]))
      expect(catalogue[key].replaceAll(/\{\w+\}/g, ''), key).not.toMatch(/[{}]/)
    }
  })

  it('are neither empty nor padded', ({ expect }) => {
    for (const key of keys) {
      expect(catalogue[key].length, key).toBeGreaterThan(0)
      expect(catalogue[key], key).toBe(catalogue[key].trim())
    }
  })

  it('have every plural category of the language', ({ expect }) => {
    const stems = keys.filter((key) => key.endsWith('.other')).map((key) => key.slice(0, -6))
    expect(stems.length).toBeGreaterThan(0)
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    for (const stem of stems) {
      for (const category of categories) expect(catalogue).toHaveProperty([`${stem}.${category}`])
    }
  })

  it('say something for every reason of a refusal, and each something else', ({ expect }) => {
    const sentences = PAYMENT_DECLINES.map((reason) => catalogue[`decline.${reason}`])
    expect(new Set(sentences).size).toBe(PAYMENT_DECLINES.length)
  })
})

// The name of the product, and texts that are only a sign or a placeholder.
const SAME_IN_ALL: ReadonlySet<PageKey> = new Set(['brand'])

describe.for([
  ['hi', /\p{Script=Devanagari}/u],
  ['zh-CN', /\p{Script=Han}/u],
] as const)('texts in %s', ([locale, script]) => {
  it('are written in its script, so that none was left in English', ({ expect }) => {
    for (const key of keys.filter((one) => !SAME_IN_ALL.has(one))) {
      expect(PAGE_CATALOGUES[locale][key], key).toMatch(script)
    }
  })
})

it('keeps one translator per language', ({ expect }) => {
  expect(pageTranslator('hi')).toBe(pageTranslator('hi'))
  expect(pageTranslator('hi')('pay.submit')).not.toBe(pageTranslator('en')('pay.submit'))
})
