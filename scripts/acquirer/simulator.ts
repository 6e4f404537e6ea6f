/**
 * An acquirer for tests and demonstrations: reads a payment code as a bank app does, and tells Pushcart that the money
 * arrived, signed with a secret of its own. It can be late, say things twice, in another order, not at all, or be tampered
 * with on the way. Signs by the words of Standard Webhooks 1.0, and shares nothing with the code that checks.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { parseAmount } from '../../src/domain/money/money.ts'
import type { Currency } from '../../src/domain/money/money.ts'
import { decodeQr } from '../../src/domain/qr/codec.ts'

/** A credit as it goes over the wire. */
export interface Notice {
  event_id: string
  scheme: string
  account: string
  amount: { amount: number; currency: string }
  reference: string | null
  payer: { label: string; id: string }
  bank_txn_id: string
  booked_at: string
}

/** What goes wrong between the bank and us. */
export interface Chaos {
  /** Minor units more (or less) than the code asks. */
  moreMinor?: number
  /** The bank booked it so much later. */
  lateMs?: number
  /** Leaves the reference out. */
  forgetsReference?: boolean
}

export interface Signed {
  body: string
  headers: Record<string, string>
}

/** What a payer's bank app reads in a code of one payment; throws for a code that it cannot pay. */
export function readCode(
  payload: string,
  currency: Currency,
): { scheme: string; account: string; amount: number | null; reference: string | null } {
  const read = decodeQr(payload)
  if (!read.ok) throw new Error(`a bank app cannot read this code: ${read.errors[0]?.code}`)
  if (read.scheme !== 'upi' && read.scheme !== 'epc' && read.scheme !== 'pix')
    throw new Error(`this bank does not know ${read.scheme}`)
  const minor = (text: string | undefined) => {
    if (text === undefined) return null
    const amount = parseAmount(text.replace(/^EUR/, ''), currency)
    if (!amount.ok) throw new Error(`a bank app cannot read the amount ${text}`)
    return amount.amount
  }
  if (read.scheme === 'upi')
    return {
      scheme: 'upi',
      account: read.pa,
      amount: minor(read.am),
      reference: read.tr ?? null,
    }
  if (read.scheme === 'epc')
    return {
      scheme: 'epc',
      account: read.iban,
      amount: minor(read.amount),
      reference: read.remittanceText ?? null,
    }
  const [account] = read.merchantAccounts
  const key = account !== undefined && 'fields' in account ? account.fields['01'] : undefined
  return {
    scheme: 'pix',
    account: key ?? '',
    amount: minor(read.amount),
    reference: read.additionalData?.['05'] ?? null,
  }
}

let movements = 0

/** The bank moves money and writes the notice of it. */
export function pay(
  payload: string,
  currency: Currency,
  { amount, nowMs = Date.now(), ...chaos }: { amount?: number; nowMs?: number } & Chaos = {},
): Notice {
  const asked = readCode(payload, currency)
  const paid = (amount ?? asked.amount ?? 0) + (chaos.moreMinor ?? 0)
  if (paid <= 0) throw new Error('type an amount: the code has none')
  movements += 1
  return {
    event_id: randomUUID(),
    scheme: asked.scheme,
    account: asked.account,
    amount: { amount: paid, currency },
    reference: chaos.forgetsReference === true ? null : asked.reference,
    payer: { label: 'R*** K***', id: 'b1946ac92492d234' },
    bank_txn_id: `SIM${nowMs}${String(movements).padStart(4, '0')}`,
    booked_at: new Date(nowMs + (chaos.lateMs ?? 0)).toISOString(),
  }
}

/** Signs a notice. With `tampered` somebody changes the amount on the way. */
export function sign(
  notice: Notice,
  {
    secret,
    nowMs = Date.now(),
    tampered = false,
  }: { secret: string; nowMs?: number; tampered?: boolean },
): Signed {
  const body = JSON.stringify(notice)
  const id = notice.event_id
  const timestamp = String(Math.floor(nowMs / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const more = { ...notice, amount: { ...notice.amount, amount: notice.amount.amount * 10 } }
  return {
    body: tampered ? JSON.stringify(more) : body,
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    },
  }
}
