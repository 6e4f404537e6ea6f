import { createHmac, randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import type { Bank, BankPayment, SaleRequest } from '../../../client/vendor/first/wire.ts'
import { bankEn } from '../../../src/domain/i18n/app/bank-en.ts'
import { translator } from '../../../src/domain/i18n/i18n.ts'
import { newId } from '../../../src/platform/ids.ts'
import { at, id, rupees } from './sourcing.ts'
import { operatorPost } from './stalls.ts'

/** What the screens of bank accounts say. */
export const bankText = translator(bankEn, 'en')

/** What an acquirer tells of money at a bank. */
export interface Credit {
  account: string
  /** Minor units of rupees. */
  amount: number
  reference?: string
  bookedAt?: Date
  payer?: string
}

export interface Acquirer {
  /** Reports money; resolves with what it is to the vendor. */
  report: (credit: Credit) => Promise<string>
}

/** An acquirer with a key and a secret of its own. Signed by the words of Standard Webhooks 1.0, not by our code. */
export async function openAcquirer(): Promise<Acquirer> {
  const acquirer = { id: newId('partner', Date.now()), kind: 'acquirer', currency: 'INR' }
  const body = { partners: [{ ...acquirer, name: 'Aravalli Payments' }] }
  const { partners } = (await operatorPost('/demo/partners', body)) as {
    partners: { api_key: string }[]
  }
  const key = partners[0]?.api_key ?? ''
  const { secret } = (await call(key, '/v1/acquirer/secret', '{}')) as { secret: string }
  return {
    report: async ({ account, amount, reference, payer, bookedAt = new Date() }) => {
      const notice = JSON.stringify({
        event_id: randomUUID(),
        scheme: 'upi',
        account,
        amount: rupees(amount),
        reference: reference ?? null,
        ...(payer === undefined ? {} : { payer: { label: payer } }),
        bank_txn_id: `UTR-${randomUUID()}`,
        booked_at: bookedAt.toISOString(),
      })
      const signed = signatureOf(notice, secret)
      const answer = (await call(key, '/v1/acquirer/credits', notice, signed)) as {
        outcome: string
      }
      return answer.outcome
    },
  }
}

function signatureOf(body: string, secret: string): Record<string, string> {
  const webhookId = randomUUID()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const raw = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${webhookId}.${timestamp}.${body}`
  const signature = createHmac('sha256', raw).update(content).digest('base64')
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
}

async function call(
  key: string,
  path: string,
  body: string,
  signed: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(`${inject('baseUrl')}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      ...signed,
    },
    body,
  })
  if (!response.ok) throw new Error(`${path} gave ${response.status}: ${await response.text()}`)
  return await response.json()
}

export const ACCOUNT_ID = id('rcv', 'ACC0')
export const REQUEST_ID = id('prq', 'REQ0')

export const NO_BANK: Bank = {
  object: 'bank',
  schemes: [
    { scheme: 'upi', is_open: true, required: ['account', 'name'], optional: [] },
    { scheme: 'bharatqr', is_open: false, required: ['payload'], optional: ['name'] },
    { scheme: 'emvco', is_open: false, required: ['payload'], optional: ['name'] },
  ],
  accounts: [],
  waiting: [],
}

const HOUR_MS = 60 * 60 * 1000
const upi = {
  id: ACCOUNT_ID,
  scheme: 'upi' as const,
  name: 'ASHA SHANKAR DESHPANDE',
  account: '••••rt@okhdfcbank',
  is_fixed: false,
  poster_url: `/q/7K3M92QD/bank-poster?account=${ACCOUNT_ID}`,
  added_at: at(-40 * HOUR_MS),
}
const fixed = {
  ...upi,
  id: id('rcv', 'ACC1'),
  scheme: 'bharatqr' as const,
  name: 'आशा चाय',
  account: '••••4321',
  is_fixed: true,
}

const waiting = (key: string, part: Partial<Bank['waiting'][number]>): Bank['waiting'][number] => ({
  id: `prt_1 ${key}`,
  outcome: 'unmatched',
  amount: rupees(4_500),
  asked: null,
  payer: null,
  reference: null,
  attempt: null,
  at: at(-HOUR_MS),
  ...part,
})

export const BANK: Bank = {
  ...NO_BANK,
  accounts: [upi, fixed],
  waiting: [
    waiting('1', {
      outcome: 'underpaid',
      asked: rupees(5_000),
      payer: 'R*** K***',
      reference: '01KAVJ4S3QG8M7N2T5V9',
      attempt: id('att', 'ATT0'),
    }),
    waiting('2', { outcome: 'second_payment', asked: rupees(4_500), amount: rupees(9_999_950) }),
    waiting('3', { payer: 'राधा किशन' }),
    waiting('4', { outcome: 'wrong_currency', amount: null }),
  ],
}

export const REQUEST = {
  object: 'payment_request',
  id: REQUEST_ID,
  state: 'open',
  amount: rupees(4_500),
  note: 'Two teas',
  items: [],
  payment: null,
  created_at: at(-10_000),
  expires_at: at(9 * 60_000),
} as unknown as SaleRequest

export const PAYMENT: BankPayment = {
  id: id('att', 'ATT0'),
  account: upi,
  payload:
    'upi://pay?pa=ashart@okhdfcbank&pn=ASHA%20SHANKAR%20DESHPANDE&am=45.00&cu=INR&tr=01KAVJ4S3QG8M7N2T5V9&tn=Two%20teas',
  copy: 'ashart@okhdfcbank',
}

/** Rows of a book of bank payments: reported by a bank, and on the vendor's word. */
export const BANK_LINES = [line(2, { confirmed: false }), line(1, { note: 'Two teas' })]

function line(seq: number, part: object) {
  return {
    object: 'entry',
    vendor_id: id('vnd', 'STA11'),
    seq,
    id: id('pay', `PAY${seq}`),
    kind: 'payment',
    amount: rupees(4_500),
    tip: null,
    direction: 'none',
    state: 'posted',
    decline_reason: null,
    balance: { available: rupees(0), pending: rupees(0) },
    counterparty: null,
    corrects: null,
    refunded: rupees(0),
    holdback: null,
    alert_code: '7K3M',
    note: null,
    payment_request: REQUEST_ID,
    rail: 'bank_qr',
    confirmed: true,
    at: at(-2 * HOUR_MS),
    effective_at: at(-3 * HOUR_MS),
    ...part,
  }
}
