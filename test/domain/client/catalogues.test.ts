import { describe, it } from 'vitest'
import { type AppKey, en } from '../../../src/domain/i18n/app/en.ts'
import { hi } from '../../../src/domain/i18n/app/hi.ts'
import { zhCn } from '../../../src/domain/i18n/app/zh-cn.ts'

const KEYS = Object.keys(en) as AppKey[]
const OTHERS = { hi, 'zh-CN': zhCn }

/** Keys that are the same word in every language, or a mark of ours. */
const SAME: ReadonlySet<AppKey> = new Set<AppKey>(['brand'])

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe.for(Object.entries(OTHERS))('the vendor app in %s', ([, texts]) => {
  it('has the keys of English and no other', ({ expect }) => {
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted())
  })

  it('keeps every placeholder', ({ expect }) => {
    for (const key of KEYS) expect(placeholders(texts[key]), key).toEqual(placeholders(en[key]))
  })

  it('is translated, and nothing is empty', ({ expect }) => {
    for (const key of KEYS) {
      expect(texts[key].trim(), key).not.toBe('')
      if (!SAME.has(key)) expect(texts[key], key).not.toBe(en[key])
    }
  })
})

describe('the words on buttons', () => {
  it('are short enough for two beside each other on a small phone', ({ expect }) => {
    const narrow: AppKey[] = ['charge.cancel', 'charge.share', 'sticker.a6', 'sticker.a4']
    for (const texts of [en, hi, zhCn]) {
      for (const key of narrow) expect([...texts[key]].length, texts[key]).toBeLessThanOrEqual(14)
    }
  })
})
