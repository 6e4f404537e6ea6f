/** Payments from bank apps on the wire: what the vendor app and acquirers send. */
import { z } from '@hono/zod-openapi'
import { RECEIVING_SCHEMES } from '../domain/payments/receiving-schemes.ts'
import type { ReceivingScheme } from '../domain/payments/receiving-schemes.ts'
import { idField, noteField, payableField, textField, timeField } from './fields.ts'
import { listOf } from './list.ts'
import { money, payableMoney } from './money.ts'
import { passkeyBody } from './vendor-app.ts'

const SCHEMES = Object.keys(RECEIVING_SCHEMES) as [ReceivingScheme, ...ReceivingScheme[]]
/** A bank's own id of a movement: UTR, end-to-end id, FT number. */
const TXN_CHARS_MAX = 70
/** No code of any scheme that leads to an account is longer: a Swiss bill has 997 characters. */
const PAYLOAD_CHARS_MAX = 1000

const scheme = z.enum(SCHEMES)
const confirmation = passkeyBody.optional()

export const newAccountBody = z.union([
  z.strictObject({
    scheme,
    account: textField(140),
    name: textField(70),
    city: textField(70).nullish(),
    details: z.record(z.string().max(20), z.string().max(140)).optional(),
    confirmation,
  }),
  z.strictObject({
    payload: z.string().min(1).max(PAYLOAD_CHARS_MAX),
    name: textField(70).nullish(),
    confirmation,
  }),
])

export const removeAccountBody = z.strictObject({ confirmation })

export const newBankPaymentBody = z.strictObject({
  id: idField('attempt'),
  account: idField('receivingAccount'),
})

export const resolveCreditBody = z.strictObject({
  credit: z.string().min(1).max(200),
  is_sale: z.boolean(),
})

export const seenBody = z.strictObject({
  id: idField('payment'),
  amount: payableField,
  note: noteField.nullish(),
  request: idField('paymentRequest').nullish(),
})

// Acquirers

const EXAMPLE = {
  event_id: 'evt-20261128-000017',
  scheme: 'upi' as const,
  account: 'asha@okbank',
  amount: { amount: 12_000, currency: 'INR' as const },
  reference: '01KAVJ4S3QG8M7N2T5V9',
  payer: { label: 'R*** K***', id: 'b1946ac92492d234' },
  bank_txn_id: 'UTR633212345678',
  booked_at: '2026-11-28T06:20:00.000Z',
}

export const creditBody = z
  .strictObject({
    event_id: z.string().min(1).max(100).openapi({
      description: 'Of this notice; another one may come for the same movement.',
    }),
    scheme,
    account: z.string().min(1).max(140).openapi({
      description:
        'Where the money went, as the scheme’s banks write it; a VietQR account as BIN/account.',
    }),
    amount: payableMoney,
    reference: z.string().max(140).nullish().openapi({
      description: 'What the code carried; left out when the payment has none.',
    }),
    payer: z
      .strictObject({
        label: textField(80)
          .nullish()
          .openapi({ description: 'Masked, as the vendor may see it.' }),
        id: z.string().min(1).max(100).nullish().openapi({
          description: 'The same for the same payer: a hash, never an account.',
        }),
      })
      .nullish(),
    bank_txn_id: z.string().min(1).max(TXN_CHARS_MAX).openapi({
      description: 'The bank’s own id of the movement. The same again is the same credit.',
    }),
    booked_at: timeField,
  })
  .openapi('AcquirerCredit', { example: EXAMPLE })

export const CREDIT_OUTCOMES = [
  'paid',
  'paid_late',
  'sticker',
  'underpaid',
  'overpaid',
  'second_payment',
  'wrong_currency',
  'unmatched',
  'wrong_account',
] as const

const outcome = z.enum(CREDIT_OUTCOMES).openapi('CreditOutcome', {
  description:
    'What the credit is to the vendor. `paid`, `paid_late`, `sticker`: in the ledger. `wrong_account`: no vendor has the ' +
    'account. All others wait for the vendor’s word.',
})

export const credited = z
  .strictObject({
    object: z.literal('acquirer_credit'),
    bank_txn_id: z.string(),
    outcome,
    vendor: idField('vendor').nullable(),
    payment: idField('payment').nullable(),
    amount: money,
    reference: z.string().nullable(),
    booked_at: timeField,
    received_at: timeField,
  })
  .openapi('CreditedByAcquirer', {
    example: {
      object: 'acquirer_credit',
      bank_txn_id: EXAMPLE.bank_txn_id,
      outcome: 'paid',
      vendor: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      payment: 'pay_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: EXAMPLE.amount,
      reference: EXAMPLE.reference,
      booked_at: EXAMPLE.booked_at,
      received_at: '2026-11-28T06:20:02.000Z',
    },
  })

export const creditList = listOf(credited, 'AcquirerCreditList')

export const acquirerSecret = z
  .strictObject({
    object: z.literal('acquirer_secret'),
    secret: z.string().openapi({ description: 'Shown only in this answer.' }),
  })
  .openapi('AcquirerSecret', {
    example: { object: 'acquirer_secret', secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' },
  })
