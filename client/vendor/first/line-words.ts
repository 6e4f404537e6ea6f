import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { t } from './language.ts'
import type { Line } from './wire.ts'

/** Rows of the stall's credit. */
const CREDIT_KINDS: Partial<Record<Line['kind'], AppKey>> = {
  draw: 'line.draw',
  purchase: 'line.purchase',
  repayment: 'line.repayment',
  payoff: 'line.payoff',
  write_off: 'line.write_off',
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
  const refunded = line.refunded?.amount ?? 0
  if (refunded > 0) {
    return refunded < line.amount.amount ? t('line.part_refunded') : t('line.refunded')
  }
  return line.payment_request === null ? t('line.sticker') : t('line.request')
}

function otherKind({ kind, state }: Line): string {
  const word = t(CREDIT_KINDS[kind] ?? 'line.other')
  if (state === 'posted') return word
  return `${word} · ${t(state === 'pending' ? 'line.pending' : 'line.declined')}`
}

/** True for a row of the stall's credit. */
export function isCredit({ kind }: Line): boolean {
  return Object.hasOwn(CREDIT_KINDS, kind)
}
