/** Money: whole minor units beside an ISO 4217 currency. The one module that parses, formats and bounds it. */

/** ISO 4217 currencies that a book may be kept in, with the number of decimals of the standard. */
export const CURRENCIES = {
  BDT: 2,
  BRL: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  GHS: 2,
  HKD: 2,
  IDR: 2,
  INR: 2,
  JPY: 0,
  KES: 2,
  KHR: 2,
  KRW: 0,
  KWD: 3,
  LKR: 2,
  MXN: 2,
  MYR: 2,
  NGN: 2,
  NPR: 2,
  PHP: 2,
  PKR: 2,
  SGD: 2,
  THB: 2,
  TND: 3,
  TZS: 2,
  UGX: 0,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const satisfies Record<string, number>

export type Currency = keyof typeof CURRENCIES

export interface Money {
  /** Minor units: paise, fen, cents. A safe integer. */
  amount: number
  currency: Currency
}

/** Most that one movement may carry, in minor units: a thousand crore paise, and still 90,000 times below 2^53. */
export const AMOUNT_MAX_MINOR = 100_000_000_000

export function isCurrency(value: string): value is Currency {
  return Object.hasOwn(CURRENCIES, value)
}

/** Decimals of a currency: 2 for INR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: Currency): number {
  return CURRENCIES[currency]
}

/** True for an amount that may move: a whole number of minor units, from 1 to {@link AMOUNT_MAX_MINOR}. */
export function isPayable(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0 && amount <= AMOUNT_MAX_MINOR
}

export type AmountProblem =
  | 'empty'
  | 'not_a_number'
  | 'too_many_decimals'
  | 'zero'
  | 'negative'
  | 'too_large'

export type ParsedAmount = { ok: true; amount: number } | { ok: false; reason: AmountProblem }

/**
 * Reads an amount that a person typed in major units ("12.5") into minor units (1250).
 *
 * Only the digits 0-9 and one point are read. Grouping commas, exponents and digits of other scripts are
 * refused rather than guessed, because a wrong guess moves money.
 */
export function parseAmount(text: string, currency: Currency): ParsedAmount {
  const typed = text.trim()
  if (typed === '') return { ok: false, reason: 'empty' }
  if (/^-\d*\.?\d+$/.test(typed)) return { ok: false, reason: 'negative' }
  const match = /^(\d*)(?:\.(\d*))?$/.exec(typed)
  if (match === null || typed === '.') return { ok: false, reason: 'not_a_number' }
  const whole = (match[1] ?? '').replace(/^0+/, '')
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  const exponent = exponentOf(currency)
  if (fraction.length > exponent) return { ok: false, reason: 'too_many_decimals' }
  // Compared by length first: past 16 digits Number() would round in silence.
  if (whole.length > 15) return { ok: false, reason: 'too_large' }
  const amount = Number(whole + fraction.padEnd(exponent, '0'))
  if (amount === 0) return { ok: false, reason: 'zero' }
  if (amount > AMOUNT_MAX_MINOR) return { ok: false, reason: 'too_large' }
  return { ok: true, amount }
}

/** Minor units as plain text in major units without grouping, as {@link parseAmount} reads it: 1250 → "12.50". */
export function amountToText(money: Money): string {
  const exponent = exponentOf(money.currency)
  const digits = String(Math.abs(money.amount)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = money.amount < 0 ? '-' : ''
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-exponent)}`
}

const formatters = new Map<string, Intl.NumberFormat>()

/**
 * Money for a person, in the grouping and symbol of a locale, always with digits 0-9: the keypad, the
 * sticker and the bank app show those, and an amount must look the same in all three.
 */
export function formatMoney(money: Money, locale: string): string {
  const exponent = exponentOf(money.currency)
  const cacheKey = `${locale} ${money.currency}`
  let formatter = formatters.get(cacheKey)
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      currencyDisplay: 'narrowSymbol',
      numberingSystem: 'latn',
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    })
    formatters.set(cacheKey, formatter)
  }
  // A decimal string keeps every digit; a float division would not promise that.
  return formatter.format(amountToText(money) as Intl.StringNumericLiteral)
}
