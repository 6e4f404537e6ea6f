import { describe, it } from 'vitest'
import { LOCALES } from '../../../src/domain/i18n/i18n.ts'
import { inspectEn, type InspectKey } from '../../../src/domain/i18n/pages/inspect-en.ts'
import { INSPECT_CATALOGUES, inspectFiles } from '../../../src/domain/i18n/pages/inspect-words.ts'
import { QR_PROBLEM_CODES } from '../../../src/domain/qr/problems.ts'

const keys = Object.keys(inspectEn) as InspectKey[]

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted()
}

describe.for(LOCALES)('texts about payment codes in %s', (locale) => {
  const catalogue = INSPECT_CATALOGUES[locale]

  it('have the keys and the placeholders of English, and no padding', ({ expect }) => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...keys].toSorted())
    for (const key of keys) {
      expect(placeholders(catalogue[key]), key).toEqual(placeholders(inspectEn[key]))
      expect(catalogue[key].length, key).toBeGreaterThan(0)
      expect(catalogue[key], key).toBe(catalogue[key].trim())
    }
  })

  it('have a sentence of its own for every problem', ({ expect }) => {
    const sentences = QR_PROBLEM_CODES.map((code) => catalogue[`problem.${code}`])
    expect(new Set(sentences).size).toBe(QR_PROBLEM_CODES.length)
    for (const sentence of sentences) expect(sentence).toMatch(/[.।。]$/)
  })
})

it.for([
  ['hi', /\p{Script=Devanagari}/u],
  ['zh-CN', /\p{Script=Han}/u],
] as const)('are written in the script of %s', ([locale, script], { expect }) => {
  for (const key of keys) expect(INSPECT_CATALOGUES[locale][key], key).toMatch(script)
})

it('are written to files as they are, for every language but English', ({ expect }) => {
  const files = new Map(inspectFiles())
  expect([...files.keys()]).toEqual(['/words/inspect-hi.json', '/words/inspect-zh-cn.json'])
  expect(JSON.parse(files.get('/words/inspect-hi.json') ?? '')).toEqual(INSPECT_CATALOGUES.hi)
})
