import { describe, it } from 'vitest'
import {
  LOCALES,
  type Locale,
  direction,
  formatDate,
  formatDateTime,
  formatTime,
  intlLocale,
  isolate,
  negotiateLocale,
  parseLocale,
  translator,
} from '../../../src/domain/i18n/i18n.ts'
import { formatMoney } from '../../../src/domain/money/money.ts'

const texts = {
  hello: 'Hello {name}, {count} new',
  plain: 'Pay',
  'sale.one': '{count} sale',
  'sale.other': '{count} sales',
} as const
type Key = keyof typeof texts
const AT_MS = Date.UTC(2026, 10, 21, 8, 35)

describe('the language of a request', () => {
  const cases: [header: string | null, expected: Locale][] = [
    [null, 'en'],
    ['', 'en'],
    ['hi-IN,hi;q=0.9,en;q=0.8', 'hi'],
    ['en-US,en;q=0.9', 'en'],
    ['zh-TW,zh;q=0.9', 'zh-CN'],
    ['zh-Hans-CN', 'zh-CN'],
    ['de-DE,de;q=0.9,hi;q=0.3', 'hi'],
    ['en;q=0.4, zh-CN;q=0.9', 'zh-CN'],
    ['hi;q=0, en', 'en'],
    ['fr, *;q=0.5', 'en'],
    ['HI', 'hi'],
    ['ar-XB', 'en'],
    ['hi;q=nonsense', 'hi'],
    ['hi;q=0.5;level=1', 'hi'],
    [',,;;q=1,', 'en'],
  ]
  for (const [header, expected] of cases) {
    it(`reads "${header}" as ${expected}`, ({ expect }) => {
      expect(negotiateLocale(header, 'en')).toBe(expected)
    })
  }

  it('takes the fallback of the stall when the browser asks for nothing we have', ({ expect }) => {
    expect(negotiateLocale('de', 'hi')).toBe('hi')
  })

  it('looks at the first ranges of an endless header only', ({ expect }) => {
    expect(negotiateLocale(`${'de,'.repeat(50_000)}hi`, 'en')).toBe('en')
  })
})

describe('a language asked for by name', () => {
  it('is found exactly, by language, or not at all', ({ expect }) => {
    expect(parseLocale('zh-cn')).toBe('zh-CN')
    expect(parseLocale('zh')).toBe('zh-CN')
    expect(parseLocale('en-IN')).toBe('en')
    expect(parseLocale('ar-xb')).toBe('ar-XB')
    expect(parseLocale('xx')).toBeNull()
    expect(parseLocale(undefined)).toBeNull()
    expect(parseLocale(`en-${'a'.repeat(100)}`)).toBeNull()
  })
})

describe('t', () => {
  const t = translator<Key>(texts, 'en')

  it('fills placeholders, numbers in the grouping of the language', ({ expect }) => {
    expect(t('hello', { name: 'Asha', count: 12_345 })).toBe('Hello Asha, 12,345 new')
    expect(translator<Key>(texts, 'hi')('hello', { name: '', count: 123_456 })).toContain(
      '1,23,456',
    )
  })

  it('leaves a placeholder in sight when nothing fills it, inherited names included', ({
    expect,
  }) => {
    expect(t('hello', { count: 1 })).toBe('Hello {name}, 1 new')
    const odd = translator({ odd: '{toString}' } as const, 'en')
    expect(odd('odd', {})).toBe('{toString}')
  })

  it('does not fill what a person typed into another placeholder', ({ expect }) => {
    expect(t('hello', { name: '{count}', count: 7 })).toBe('Hello {count}, 7 new')
  })

  it('chooses the plural of the language', ({ expect }) => {
    expect(t.plural('sale', 1)).toBe('1 sale')
    expect(t.plural('sale', 0)).toBe('0 sales')
    // Hindi counts zero as one: CLDR, plural rules of hi.
    expect(translator<Key>(texts, 'hi').plural('sale', 0)).toBe('0 sale')
    expect(translator<Key>(texts, 'zh-CN').plural('sale', 1)).toBe('1 sales')
  })

  it('cuts a text at its placeholders for elements', ({ expect }) => {
    expect(t.parts('hello')).toEqual([
      { text: 'Hello ' },
      { placeholder: 'name' },
      { text: ', ' },
      { placeholder: 'count' },
      { text: ' new' },
    ])
  })
})

describe('pseudo-languages', () => {
  it('make every text longer and accented, and keep placeholders', ({ expect }) => {
    const t = translator<Key>(texts, 'en-XA')
    expect(t('plain')).toBe('[Þáý o]')
    expect(t('hello', { name: 'Asha', count: 1 })).toMatch(/^\[Ĥéļļó Asha, 1 ñéŵ one.*\]$/)
  })

  it('turn every word around and keep placeholders', ({ expect }) => {
    const t = translator<Key>(texts, 'ar-XB')
    expect(t('plain')).toBe('\u200F\u202EPay\u202C\u200F')
    expect(t('hello', { name: 'Asha', count: 1 })).toContain(' Asha')
    expect(t.direction).toBe('rtl')
  })

  it('are the only right-to-left language so far', ({ expect }) => {
    expect(LOCALES.map(direction)).toEqual(['ltr', 'ltr', 'ltr'])
  })
})

describe('times and money', () => {
  it('are told at the stall, not at the server', ({ expect }) => {
    expect(formatTime(AT_MS, 'en', 'Asia/Kolkata')).toBe('14:05')
    expect(formatTime(AT_MS, 'zh-CN', 'Asia/Shanghai')).toBe('16:35')
    expect(formatDate(AT_MS, 'en', 'Asia/Kolkata')).toBe('21 Nov 2026')
    expect(formatDateTime(AT_MS, 'en', 'Asia/Kolkata')).toBe('21 Nov 2026, 14:05')
    expect(() => formatTime(AT_MS, 'en', 'Mars/Olympus')).toThrow(RangeError)
  })

  it('use the digits 0 to 9 in every language', ({ expect }) => {
    for (const locale of [...LOCALES, 'en-XA', 'ar-XB'] as const) {
      expect(formatDateTime(AT_MS, locale, 'Asia/Kolkata')).toMatch(/2026/)
      expect(intlLocale(locale)).toContain('-u-nu-latn')
    }
  })

  it('group rupees in lakh for the English reader too, and other money in thousands', ({
    expect,
  }) => {
    const rupees = { amount: 12_345_600, currency: 'INR' } as const
    const yuan = { amount: 12_345_600, currency: 'CNY' } as const
    expect(formatMoney(rupees, intlLocale('en', 'INR'))).toBe('₹1,23,456.00')
    expect(formatMoney(rupees, intlLocale('en-XA', 'INR'))).toBe('₹1,23,456.00')
    expect(formatMoney(yuan, intlLocale('en', 'CNY'))).toBe('¥123,456.00')
    expect(formatMoney(yuan, intlLocale('zh-CN', 'CNY'))).toBe('¥123,456.00')
  })
})

it('isolates a name that stands where no element can', ({ expect }) => {
  expect(isolate('Asha')).toBe('\u2068Asha\u2069')
})
