import type { CreditLine } from '../../first/wire.ts'
import { c } from './words.ts'

/** Minor units of the open draws: repaid so far, and in all. */
export function repaidOf({ draws, remaining }: CreditLine): { repaid: number; total: number } {
  const total = draws
    .filter(({ state }) => state === 'open')
    .reduce((sum, { principal, fee }) => sum + principal.amount + fee.amount, 0)
  return { repaid: Math.max(0, total - remaining.amount), total }
}

export function progressWords(status: NonNullable<CreditLine['progress']>['status']): string {
  return c(`status.${status}`)
}
