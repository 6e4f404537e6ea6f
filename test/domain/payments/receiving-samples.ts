import fc from 'fast-check'
import type { Currency } from '../../../src/domain/money/money.ts'
import type {
  OpenScheme,
  ReceivingAccount,
  ReceivingProblem,
} from '../../../src/domain/payments/receiving-schemes.ts'
import {
  readReceivingAccount,
  type ReceivingInput,
} from '../../../src/domain/payments/receiving.ts'
import {
  ascii,
  cnpj,
  cpf,
  digits,
  email,
  from,
  iban,
  thaiId,
  UPPER,
  vpa,
  word,
} from '../qr/arbitraries.ts'

/** 1 June 2026, 12:00 UTC. */
export const NOW_MS = 1_780_315_200_000
/** Times of a payment: a quarter of an hour. */
export const TIMES = { createdAtMs: NOW_MS, expiresAtMs: NOW_MS + 900_000 }

const MONEY: Record<string, Currency> = {
  pix: 'BRL',
  promptpay: 'THB',
  paynow: 'SGD',
  sgqr: 'SGD',
  vietqr: 'VND',
  hkfps: 'HKD',
  khqr: 'KHR',
  epc: 'EUR',
  swissqr: 'EUR',
  emvco: 'CNY',
  qris: 'IDR',
  duitnow: 'MYR',
  qrph: 'PHP',
}

/** Money of a vendor who would use a scheme. */
export const moneyOf = (scheme: string): Currency => MONEY[scheme] ?? 'INR'

type Typed = Extract<ReceivingInput, { account: string }>

/** An account that must be taken. */
export function added(input: ReceivingInput, currency: Currency): Omit<ReceivingAccount, 'id'> {
  const read = readReceivingAccount(input, currency, NOW_MS)
  if (!read.ok) throw new Error(`${JSON.stringify(read.problems)} of ${JSON.stringify(input)}`)
  return read.account
}

/** Problems of one that must not be. */
export function problems(input: ReceivingInput, currency: Currency): ReceivingProblem[] {
  const read = readReceivingAccount(input, currency, NOW_MS)
  if (read.ok) throw new Error(`taken: ${JSON.stringify(read.account)}`)
  return read.problems
}

export const typed = (scheme: OpenScheme, account: string, others: Partial<Typed> = {}): Typed => ({
  scheme,
  account,
  name: 'Chai Point',
  ...(scheme === 'pix' && { city: 'Recife' }),
  ...(scheme === 'vietqr' && { details: { bin: '970422' } }),
  ...others,
})

/** An account as a form has it, in the money of its vendor. */
export interface Sample {
  input: Typed
  currency: Currency
}

function sample(
  scheme: OpenScheme,
  currencies: Currency[],
  account: fc.Arbitrary<string>,
  others: fc.Arbitrary<Partial<Typed>> = fc.constant({}),
): fc.Arbitrary<Sample> {
  return fc
    .tuple(fc.constantFrom(...currencies), account, ascii(25), others)
    .map(([currency, text, name, more]) => ({
      currency,
      input: typed(scheme, text, { name, ...more }),
    }))
}

/** Any account of every scheme that can be typed in. */
export const samples: Record<OpenScheme, fc.Arbitrary<Sample>> = {
  pix: sample(
    'pix',
    ['BRL'],
    fc.oneof(
      cpf,
      cnpj,
      email.map((text) => text.toLowerCase()),
      fc.uuid(),
      digits(11).map((phone) => `+55${phone}`),
    ),
    fc.record({ city: ascii(15) }),
  ),
  promptpay: sample(
    'promptpay',
    ['THB'],
    fc.oneof(
      digits(9).map((rest) => `0${rest}`),
      thaiId,
      digits(15),
    ),
  ),
  paynow: sample(
    'paynow',
    ['SGD'],
    fc.oneof(
      digits(8).map((rest) => `+65${rest}`),
      fc.tuple(digits(8, 9), from(UPPER, 1)).map((parts) => parts.join('')),
    ),
  ),
  vietqr: sample(
    'vietqr',
    ['VND'],
    word(1, 19),
    fc.record({
      details: fc.record({ bin: digits(6), kind: fc.constantFrom('account', 'card') }),
    }),
  ),
  hkfps: sample(
    'hkfps',
    ['HKD', 'CNY'],
    fc.oneof(
      digits(7),
      digits(9),
      digits(8).map((rest) => `+852-${rest}`),
      email,
    ),
  ),
  khqr: sample(
    'khqr',
    ['KHR', 'USD'],
    vpa,
    fc.record({ city: fc.oneof(fc.constant(null), ascii(15)) }),
  ),
  upi: sample(
    'upi',
    ['INR'],
    vpa.map((text) => text.toLowerCase()),
  ),
  epc: sample(
    'epc',
    ['EUR'],
    fc.oneof(iban('DE', digits(18)), iban('BE', digits(12))),
    fc.constantFrom({}, { details: { bic: 'BHBLDEHHXXX' } }),
  ),
}

export const anySample = fc.oneof(...Object.values(samples))
