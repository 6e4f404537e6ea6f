import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { t } from './language.ts'
import type { Line } from './wire.ts'

/** Rows of the stall's credit and of its stock. */
const STOCK_KINDS: Partial<Record<Line['kind'], AppKey>> = {
  draw: 'line.draw',
  purchase: 'line.purchase',
  repayment: 'line.repayment',
  payoff: 'line.payoff',
  write_off: 'line.write_off',
  order: 'line.order',
  order_release: 'line.order_release',
  credit_note: 'line.credit_note',
  jar_move: 'line.jar_move',
  payout: 'line.payout',
}

/** What a row is, in two words. */
export function tKind(line: Line): string {
  if (line.kind === 'refund') {
    if (line.state === 'posted') return t('line.refund')
    return line.state === 'pending' ? t('line.refund_pending') : t('line.refund_void')
  }
  if (line.kind !== 'payment') return otherKind(line)
  if (line.state === 'declined' || line.state === 'voided') return t('line.declined')
  if (line.state === 'pending') return t('line.pending')
  if (line.rail !== 'bank_qr') return paidKind(line)
  // Without a sale it may have come by the bank's poster or by itself: nobody knows.
  const isBare = line.payment_request === null && (line.refunded?.amount ?? 0) === 0
  return isBare ? t('line.bank') : `${t('line.bank')} · ${paidKind(line)}`
}

/** True for a payment that only the vendor has seen, and that nobody has proved. */
export function isUnconfirmed({ rail, confirmed }: Line): boolean {
  return rail !== null && !confirmed
}

function paidKind(line: Line): string {
  const refunded = line.refunded?.amount ?? 0
  if (refunded > 0) {
    return refunded < line.amount.amount ? t('line.part_refunded') : t('line.refunded')
  }
  return line.payment_request === null ? t('line.sticker') : t('line.request')
}

function otherKind({ kind, state }: Line): string {
  const word = t(STOCK_KINDS[kind] ?? 'line.other')
  if (state === 'posted') return word
  return `${word} · ${t(state === 'pending' ? 'line.pending' : 'line.declined')}`
}

/** True for a row of the stall's credit or of its stock. */
export function isStock({ kind }: Line): boolean {
  return Object.hasOwn(STOCK_KINDS, kind)
}
