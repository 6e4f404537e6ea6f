/** What becomes of a draw in the simulated market. */
import { holdbackFor } from '../../../src/domain/credit/line.ts'
import { WRITE_OFF_DAYS } from '../../../src/domain/credit/progress.ts'
import { principalOut } from '../loans.ts'
import type { AdvanceTerms } from '../loans.ts'
import { WORLD } from '../world/params.ts'
import type { Vendor } from '../world/vendor.ts'
import { leavesOn } from '../world/world.ts'
import type { Subject } from '../world/world.ts'

/** What is harder than usual. */
export interface Stress {
  /** Part of sales that is left in some days after the decision. */
  shock?: { fromDay: number; days: number; keeps: number }
  strategicTimes?: number
  exitTimes?: number
}

export interface Repayment {
  /** Days until all was repaid; null when it never was within 180. */
  days: number | null
  /** Unpaid part of principal and fee after 150 days, and whether that makes the draw bad. */
  isBad: boolean
  principalLost: number
  /** What each day repaid, until the end. */
  paid: Float64Array
}

/** Labels are read at 150 days: more than a twentieth of what is owed is unpaid then. */
const LABEL_DAYS = 150
const BAD_PART = 0.05

/** What of its sales a vendor with a draw sends through the platform on a day. */
export function flowAfterDraw(
  { vendor, asOfDay }: Subject,
  stress: Stress,
  isSecond = false,
): (day: number) => number {
  const { lift } = WORLD.afterDraw
  const gone = leavesOn(vendor, stress)
  const turned = turnOf(vendor, stress, isSecond)
  const { shock } = stress
  return (day) => {
    if (day >= gone) return 0
    const since = day - asOfDay
    const kept = since >= turned.fromDay ? turned.keeps : 1
    const isShock =
      shock !== undefined && since >= shock.fromDay && since < shock.fromDay + shock.days
    return lift * kept * (isShock ? shock.keeps : 1)
  }
}

/** From which day after the draw on a vendor keeps only a part of its sales on the platform. */
export function turnOf(
  vendor: Vendor,
  { strategicTimes = 1 }: Stress,
  isSecond = false,
): { fromDay: number; keeps: number } {
  const { fraud, turnsAfterDays: fromDay } = vendor
  if (fraud !== null) return { fromDay: 0, keeps: WORLD.fraud.keeps[1] * vendor.strategicLuck }
  const luck = isSecond ? vendor.strategicLuckAgain : vendor.strategicLuck
  if (luck < vendor.strategicChance * strategicTimes)
    return { fromDay, keeps: vendor.strategicKeeps }
  // The sales of a partial diverter are in the history of a second draw already.
  return vendor.isPartial && !isSecond
    ? { fromDay, keeps: vendor.partialKeeps }
    : { fromDay: 0, keeps: 1 }
}

export function repay(
  subject: Subject,
  terms: AdvanceTerms,
  about: { holdbackBp: number; stress?: Stress; isSecond?: boolean },
): Repayment {
  const { history, asOfDay } = subject
  const flow = flowAfterDraw(subject, about.stress ?? {}, about.isSecond)
  const owed = terms.principal + terms.fee
  const paid = new Float64Array(WRITE_OFF_DAYS)
  let settled = 0
  let isBad = false
  for (let i = 0; i < WRITE_OFF_DAYS; i += 1) {
    const day = asOfDay + i
    const sold = Math.floor((history.sales[day - history.startDay] ?? 0) * flow(day))
    const share = holdbackFor(sold, about.holdbackBp, owed - settled)
    paid[i] = share
    settled += share
    if (settled >= owed)
      return { days: i + 1, isBad: false, principalLost: 0, paid: paid.subarray(0, i + 1) }
    if (i === LABEL_DAYS - 1) isBad = owed - settled > owed * BAD_PART
  }
  return { days: null, isBad, principalLost: principalOut(terms, settled), paid }
}
