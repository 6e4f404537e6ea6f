import { t } from './language.ts'
import type { Line } from './wire.ts'

/** What a row is, in two words. */
export function tKind(line: Line): string {
  if (line.kind === 'refund') {
    if (line.state === 'posted') return t('line.refund')
    return line.state === 'pending' ? t('line.refund_pending') : t('line.refund_void')
  }
  if (line.kind !== 'payment') return t('line.other')
  if (line.state === 'declined' || line.state === 'voided') return t('line.declined')
  if (line.state === 'pending') return t('line.pending')
  const refunded = line.refunded?.amount ?? 0
  if (refunded > 0) {
    return refunded < line.amount.amount ? t('line.part_refunded') : t('line.refunded')
  }
  return line.payment_request === null ? t('line.sticker') : t('line.request')
}
