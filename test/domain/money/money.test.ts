import fc from 'fast-check'
import { it } from 'vitest'
import {
  AMOUNT_MAX_MINOR,
  amountToText,
  CURRENCIES,
  exponentOf,
  formatMoney,
  isPayable,
  parseAmount,
} from '../../../src/domain/money/money.ts'
import type { Currency } from '../../../src/domain/money/money.ts'

const currencies = fc.constantFrom(...(Object.keys(CURRENCIES) as Currency[]))

it('reads back every amount that it writes, in every currency', ({ expect }) => {
  fc.assert(
    fc.property(currencies, fc.integer({ min: 1, max: AMOUNT_MAX_MINOR }), (currency, amount) => {
      expect(parseAmount(amountToText({ amount, currency }), currency)).toEqual({
        ok: true,
        amount,
      })
    }),
  )
})

it('reads what people type and says what is wrong with the rest', ({ expect }) => {
  const rows: [string, Currency, ReturnType<typeof parseAmount>][] = [
    ['12.5', 'INR', { ok: true, amount: 1250 }],
    [' 12 ', 'INR', { ok: true, amount: 1200 }],
    ['.5', 'INR', { ok: true, amount: 50 }],
    ['5.', 'INR', { ok: true, amount: 500 }],
    ['007', 'INR', { ok: true, amount: 700 }],
    ['12.500', 'INR', { ok: true, amount: 1250 }],
    ['120', 'JPY', { ok: true, amount: 120 }],
    ['1.005', 'KWD', { ok: true, amount: 1005 }],
    ['1000000000.00', 'INR', { ok: true, amount: AMOUNT_MAX_MINOR }],
    ['', 'INR', { ok: false, reason: 'empty' }],
    ['  ', 'INR', { ok: false, reason: 'empty' }],
    ['0', 'INR', { ok: false, reason: 'zero' }],
    ['0.00', 'INR', { ok: false, reason: 'zero' }],
    ['-1', 'INR', { ok: false, reason: 'negative' }],
    ['1.005', 'INR', { ok: false, reason: 'too_many_decimals' }],
    ['1.5', 'JPY', { ok: false, reason: 'too_many_decimals' }],
    ['1000000000.01', 'INR', { ok: false, reason: 'too_large' }],
    ['10000000000000000', 'INR', { ok: false, reason: 'too_large' }],
    ['9'.repeat(400), 'INR', { ok: false, reason: 'too_large' }],
    ['1e400', 'INR', { ok: false, reason: 'not_a_number' }],
    ['１２', 'INR', { ok: false, reason: 'not_a_number' }],
    ['१२', 'INR', { ok: false, reason: 'not_a_number' }],
    ['1,250', 'INR', { ok: false, reason: 'not_a_number' }],
    ['0x10', 'INR', { ok: false, reason: 'not_a_number' }],
    ['.', 'INR', { ok: false, reason: 'not_a_number' }],
    ['1.2.3', 'INR', { ok: false, reason: 'not_a_number' }],
    ['₹12', 'INR', { ok: false, reason: 'not_a_number' }],
    ['Infinity', 'INR', { ok: false, reason: 'not_a_number' }],
  ]
  for (const [text, currency, expected] of rows) {
    expect(parseAmount(text, currency), text).toEqual(expected)
  }
})

it('shows an amount with the digits 0-9, the grouping of the language and every decimal', ({
  expect,
}) => {
  expect(formatMoney({ amount: 12345650, currency: 'INR' }, 'hi')).toBe('₹1,23,456.50')
  expect(formatMoney({ amount: 1250, currency: 'CNY' }, 'zh-CN')).toBe('¥12.50')
  expect(formatMoney({ amount: 1500, currency: 'JPY' }, 'en')).toBe('¥1,500')
  expect(formatMoney({ amount: 1005, currency: 'KWD' }, 'en')).toContain('1.005')
  expect(formatMoney({ amount: 9007199254740991, currency: 'INR' }, 'en')).toBe(
    '₹90,071,992,547,409.91',
  )
  expect(formatMoney({ amount: 5, currency: 'BDT' }, 'bn-BD')).toContain('0.05')
})

it('lets only whole amounts within the limit move', ({ expect }) => {
  expect([1, 1250, AMOUNT_MAX_MINOR].every(isPayable)).toBe(true)
  expect([0, -1, 1.5, NaN, Infinity, AMOUNT_MAX_MINOR + 1, 2 ** 53].some(isPayable)).toBe(false)
  expect(exponentOf('JPY')).toBe(0)
})
