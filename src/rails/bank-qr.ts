/**
 * A bank app that scans a national QR and sends the money straight to the vendor's own account. The platform never holds
 * it; an acquirer tells us that it arrived, with a signature (Standard Webhooks in reverse).
 */
import { isCurrency } from '../domain/money/money.ts'
import type { Observation, Presentation, Rail, StatementLine } from '../domain/payments/rail.ts'
import type { ReceivingAccount } from '../domain/payments/receiving-schemes.ts'
import { bankCode } from '../domain/payments/receiving.ts'
import { isSigned } from '../platform/webhook-signature.ts'

export interface BankQrConfig {
  /** The account that is paid into; null where only notifications are opened. */
  account: Omit<ReceivingAccount, 'id'> | null
  /** Secrets of the acquirer, the newest first. */
  secrets: readonly string[]
  /** What the acquirer has told us of an attempt or of a day. */
  seen(of: { ref: string } | { day: string }): Promise<Observation[]>
}

/** A credit as an acquirer sends it. */
export interface CreditNotice {
  event_id: string
  account: string
  amount: { amount: number; currency: string }
  reference?: string | null | undefined
  payer?: { label?: string | null | undefined; id?: string | null | undefined } | null | undefined
  bank_txn_id: string
  booked_at: string
}

/** Symbols of a reference: it fits the shortest field of any scheme, and is read aloud without mistakes. */
const REF_CHARS = 20

export const bankQrRail: Rail<BankQrConfig> = {
  id: 'bank_qr',
  caps: {
    presentations: ['qr'],
    expiry: { minS: 60, maxS: 24 * 60 * 60, defaultS: 15 * 60 },
    notify: 'signed',
    query: true,
    cancel: true,
    refund: { mode: 'manual', partial: true },
    settlement: 'vendor_direct',
  },
  // The id without its prefix has 26 symbols; the last twenty are random enough to be unique in a book.
  ref: (attemptId) => attemptId.slice(-REF_CHARS),
  create: async ({ account }, { ref, money, note, createdAtMs, expiresAtMs }) => {
    if (account === null) throw new Error('a bank code needs an account')
    const times = { createdAtMs, expiresAtMs }
    const show = shownFor(account, { amount: money, reference: ref, note, times })
    return { show, observations: [] }
  },
  query: async (acquirers, { ref }) => acquirers.seen({ ref }),
  // Nobody holds the payer's money, so there is nobody to ask: what comes after the end is late.
  cancel: async () => [],
  open: async ({ secrets }, notification, nowMs) => {
    if (!(await isSigned(secrets, notification, nowMs))) return null
    const notice = JSON.parse(notification.body) as CreditNotice
    return { observations: [observedOf(notice)], dedupeKeys: [notice.bank_txn_id] }
  },
  acknowledge: (outcome) => (outcome === 'accepted' ? 200 : outcome === 'retry' ? 503 : 401),
  statement: async (acquirers, day) =>
    (await acquirers.seen({ day })).flatMap(({ railRef, money, atMs }): StatementLine[] =>
      railRef === null || money === null ? [] : [{ railRef, money, atMs }],
    ),
}

/** What a bank app is shown for a payment into an account. */
export function shownFor(
  account: Omit<ReceivingAccount, 'id'>,
  payment: Parameters<typeof bankCode>[1],
): Extract<Presentation, { kind: 'qr' }> {
  const { payload, copyText, deepLink, carriesAmount } = bankCode(account, payment)
  return { kind: 'qr', payload, copy: copyText, deepLink, carriesAmount }
}

/** A notice as what it proves. Its account is a key of `accountKey`, which whoever reads it made. */
export function observedOf({
  account,
  amount,
  reference,
  payer,
  bank_txn_id: railRef,
  booked_at: bookedAt,
}: CreditNotice): Observation {
  const { currency } = amount
  return {
    ourRef: normalReference(reference),
    railRef,
    state: 'paid',
    money: isCurrency(currency) ? { amount: amount.amount, currency } : null,
    account,
    payer: { label: payer?.label ?? null, hash: payer?.id ?? null },
    atMs: timeOf(bookedAt),
    evidence: 'signed',
    declined: null,
  }
}

/** Banks upper-case, pad and punctuate; nothing of ours does. */
function normalReference(reference: string | null | undefined): string | null {
  const plain = (reference ?? '').toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return plain === '' ? null : plain
}

function timeOf(text: string): number {
  return Date.parse(text)
}
