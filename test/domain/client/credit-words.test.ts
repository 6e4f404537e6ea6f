import { describe, it } from 'vitest'
import { daysRange } from '../../../client/vendor/later/credit/days-range.ts'
import {
  type Formats,
  RAISES,
  REASONS,
  ruleOf,
  sayMeasured,
  sayRaise,
  sayReason,
} from '../../../client/vendor/later/credit/reasons.ts'
import type { ReasonCode } from '../../../src/domain/credit/decision.ts'
import { GATE_CODES } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'
import { EXPECTED_DAYS_MAX } from '../../../src/domain/credit/pricing.ts'
import { creditEn, type CreditKey } from '../../../src/domain/i18n/app/credit-en.ts'
import { creditHi } from '../../../src/domain/i18n/app/credit-hi.ts'
import { creditZhCn } from '../../../src/domain/i18n/app/credit-zh-cn.ts'
import { translator } from '../../../src/domain/i18n/i18n.ts'

const KEYS = Object.keys(creditEn) as CreditKey[]
const ALL = { en: creditEn, hi: creditHi, 'zh-CN': creditZhCn }
const SCRIPTS = { hi: /\p{Script=Devanagari}/u, 'zh-CN': /\p{Script=Han}/u }

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

const FORMATS: Formats = {
  days: (count) => `${count} days`,
  money: (minor) => `₹${minor / 100}`,
  percent: (bp) => `${bp / 100}%`,
  times: (bp) => String(bp / 10_000),
}

describe.for(['hi', 'zh-CN'] as const)('the credit screens in %s', (locale) => {
  const texts = ALL[locale]

  it('have the texts of English, with every placeholder', ({ expect }) => {
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted())
    for (const key of KEYS)
      expect(placeholders(texts[key]), key).toEqual(placeholders(creditEn[key]))
  })

  it('are written in its script', ({ expect }) => {
    for (const key of KEYS) expect(texts[key], key).toMatch(SCRIPTS[locale])
  })
})

/** Every code that a decision can give, from the model itself. */
const CODES = [
  'E01',
  'E02',
  'E03',
  'E04',
  ...CURRENT_MODEL.cards.map(({ code }) => code),
  'S07',
  'L01',
  'L02',
  'L03',
  'L04',
  'L05',
  'L06',
  'P01',
  ...GATE_CODES.map((gate) => `H${gate.slice(1)}`),
] as ReasonCode[]

describe('the reasons of a decision', () => {
  it('have a sentence with its numbers in every language', ({ expect }) => {
    expect(Object.keys(REASONS)).toEqual(expect.arrayContaining(CODES))
    for (const [locale, texts] of Object.entries(ALL)) {
      const t = translator<CreditKey>(texts, locale as keyof typeof ALL)
      const sentences = CODES.map((code) => {
        const { key, params } = sayReason({ code, value: 2500, target: 5600 }, FORMATS)
        expect(key).not.toBe('reason.other')
        const sentence = t(key, params)
        expect(sentence, code).not.toMatch(/[{}]/)
        return sentence
      })
      // In English at least each says something of its own.
      if (locale === 'en') expect(new Set(sentences).size).toBe(CODES.length)
    }
  })

  it('fill every number that their sentence asks for', ({ expect }) => {
    // What the domain leaves out must not be a gap in the sentence.
    const given = (code: string) => ({
      value: code === 'E03' || code === 'L06' || code === 'P01' ? null : 1200,
      target: /^[SL]0[1-57]$|^S06$|^E03$/.test(code) ? null : 5600,
    })
    for (const code of CODES) {
      const { key, params } = sayReason({ code, ...given(code) }, FORMATS)
      expect(placeholders(creditEn[key]), code).toEqual(
        Object.keys(params)
          .map((name) => `{${name}}`)
          .toSorted(),
      )
    }
  })

  it('tell a first credit apart from a slow one', ({ expect }) => {
    const none = sayReason({ code: 'S07', value: null, target: null }, FORMATS)
    expect(none.key).toBe('reason.S07_none')
    const slow = sayReason({ code: 'S07', value: 14_500, target: null }, FORMATS)
    expect(slow).toEqual({ key: 'reason.S07', params: { value: '145%' } })
  })

  it('write each number as what it counts', ({ expect }) => {
    const params = (code: ReasonCode, value: number, target: number | null) =>
      sayReason({ code, value, target }, FORMATS).params
    expect(params('E01', 40, 56)).toEqual({ value: '40 days', target: '56 days' })
    expect(params('E02', 21, 28)).toEqual({ value: 21, target: 28 })
    expect(params('H06', 27_300, 22_000)).toEqual({ value: '2.73', target: '2.2' })
    expect(params('L04', 1_500_000, null)).toEqual({ value: '₹15000' })
  })

  it('of a later version of the server are named by their code', ({ expect }) => {
    for (const code of ['H99', 'constructor'] as ReasonCode[]) {
      expect(sayReason({ code, value: 1, target: 2 }, FORMATS)).toEqual({
        key: 'reason.other',
        params: { code },
      })
    }
  })

  it('lead to an appeal when a rule holds the stall, and only then', ({ expect }) => {
    expect(ruleOf('H06')).toBe('F06')
    expect(ruleOf('H13')).toBe('F13')
    expect(ruleOf('S03')).toBeNull()
    expect(ruleOf('L01')).toBeNull()
  })
})

describe('what would raise an offer', () => {
  it('is a sentence with its numbers for every change that the domain looks for', ({ expect }) => {
    const codes = [...CURRENT_MODEL.cards.map(({ code }) => code), 'E01', 'E02', 'weekly', 'repay']
    expect(Object.keys(RAISES)).toEqual(expect.arrayContaining(codes))
    for (const [locale, texts] of Object.entries(ALL)) {
      const t = translator<CreditKey>(texts, locale as keyof typeof ALL)
      for (const code of Object.keys(RAISES)) {
        const limit = { amount: 480_000, currency: 'INR' as const }
        const said = sayRaise({ code, from: 22, to: 30, limit }, FORMATS)
        const sentence = said === null ? '{}' : t(said.key, said.params)
        expect(sentence, code).not.toMatch(/[{}]/)
        expect(sentence, code).toContain('₹4800')
      }
    }
  })

  it('is left out when this app does not know it', ({ expect }) => {
    const limit = { amount: 1, currency: 'INR' as const }
    expect(sayRaise({ code: 'Q01', from: 1, to: 2, limit }, FORMATS)).toBeNull()
  })
})

describe('the lines of the meter', () => {
  it('say what was measured', ({ expect }) => {
    for (const { code } of [...CURRENT_MODEL.cards, { code: 'S07' }]) {
      const { key, params } = sayMeasured({ code, value: 51, points: 20, best: 28 }, FORMATS)
      expect(key).toBe(`meter.${code}`)
      expect(Object.keys(params)).toEqual(['value'])
    }
  })

  it('say what is not there without blaming anybody for it', ({ expect }) => {
    const absent = { code: 'S04', value: null, points: null, best: 20 }
    expect(sayMeasured(absent, FORMATS).key).toBe('meter.absent')
    const first = { code: 'S07', value: null, points: 0, best: 60 }
    expect(sayMeasured(first, FORMATS).key).toBe('meter.S07_none')
    expect(sayMeasured({ code: 'S42', value: 1, points: 1, best: 1 }, FORMATS).key).toBe(
      'meter.other',
    )
  })
})

describe('the days until it is repaid', () => {
  it('are a range, the shorter first, in either order', ({ expect }) => {
    expect(daysRange(46, 38)).toEqual({ from: 38, to: 46 })
    expect(daysRange(38, 46)).toEqual({ from: 38, to: 46 })
    expect(daysRange(38, 38)).toEqual({ from: 38, to: 38 })
  })

  it('have no end where the income says nothing', ({ expect }) => {
    expect(daysRange(38, EXPECTED_DAYS_MAX)).toEqual({ from: 38, to: null })
  })
})
