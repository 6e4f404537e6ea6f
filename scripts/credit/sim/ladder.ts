/** The second loan of those who repaid the first. */
import { assess } from '../../../src/domain/credit/decision.ts'
import { createLoanBook } from '../loans.ts'
import { laterSubject, leavesOn } from '../world/world.ts'
import type { Subject } from '../world/world.ts'
import type { Case, Judged } from './judge.ts'
import { sumsOf } from './lending.ts'
import type { Lent } from './lending.ts'
import { repay, turnOf } from './repay.ts'
import type { Metrics } from './summary.ts'

const PACES = [1, 1.3, 1.7, Infinity]
const PACE_NAMES = ['upTo1', 'upTo1.3', 'upTo1.7', 'above1.7']

interface Second extends Lent {
  pace: number
}

/** A second loan on the day after the first was repaid, from what is known by then. */
export function ladder({ world, state }: Case, { lent }: Judged): Metrics {
  const repaid = lent.filter(({ repayment }) => repayment.days !== null)
  let eligible = 0
  const flat: Second[] = []
  const offered: Second[] = []
  for (const first of repaid) {
    const { subject, loan, repayment } = first
    const days = repayment.days ?? 0
    const asOfDay = subject.asOfDay + days + 1
    if (leavesOn(subject.vendor, {}) <= asOfDay) continue
    const later = secondSubject(first, asOfDay, world)
    const { disclosure, outcome } = assess(later.inputs, state)
    const pace = days / loan.expectedDays
    const holdbackBp = state.policy.holdback_bp.default
    const about = { holdbackBp, isSecond: true }
    // Every one who repaid gets the first amount again: how pace tells, without the policy's own choice.
    flat.push({ subject: later, loan, repayment: repay(later, loan, about), pace })
    if (outcome === 'none' || disclosure === null) continue
    eligible += 1
    const { principal, fee, expected_days: expectedDays } = disclosure
    const again = { principal, fee, expectedDays, band: '' }
    offered.push({ subject: later, loan: again, repayment: repay(later, again, about), pace })
  }
  const sums = sumsOf(offered)
  return {
    'second.repaidFirst': repaid.length / lent.length,
    'second.offered': eligible / repaid.length,
    'second.loss': sums.lossRate,
    'second.bad': sums.badRate,
    ...byPace('second.flatBad', flat),
  }
}

function secondSubject(first: Lent, asOfDay: number, world: Case['world']): Subject {
  const { subject, loan, repayment } = first
  const { fromDay, keeps } = turnOf(subject.vendor, {})
  const book = createLoanBook()
  book.repaid(loan, subject.asOfDay, repayment.days ?? 0)
  return laterSubject(subject, {
    calendar: world.calendar,
    asOfDay,
    turned: { fromDay: subject.asOfDay + fromDay, keeps },
    loans: book.historyOn(asOfDay),
  })
}

function byPace(prefix: string, seconds: readonly Second[]): Metrics {
  const metrics: Metrics = {}
  for (const [i, most] of PACES.entries()) {
    const least = PACES[i - 1] ?? 0
    const group = seconds.filter(({ pace }) => pace > least && pace <= most)
    const bads = group.filter(({ repayment }) => repayment.isBad).length
    const name = PACE_NAMES[i] ?? ''
    if (group.length > 0) metrics[`${prefix}.${name}`] = bads / group.length
    metrics[`${prefix}.${name}.count`] = group.length
  }
  return metrics
}
