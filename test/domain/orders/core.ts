/** The rules that the laws beside are about, in one place, so that broken ones can be put in their stead. */
import fc from 'fast-check'
import { openClaim, creditPartOf, refuseCredit } from '../../../src/domain/orders/claims.ts'
import { drawTermsOf } from '../../../src/domain/orders/drawing.ts'
import { planOf, shrunk } from '../../../src/domain/orders/funding.ts'
import { jarLegs, jarReversalLegs } from '../../../src/domain/orders/jar.ts'
import { closePool, joinPool, leavePool } from '../../../src/domain/orders/pool.ts'
import { transition } from '../../../src/domain/orders/states.ts'

export const CORE = {
  planOf,
  shrunk,
  drawTermsOf,
  joinPool,
  leavePool,
  closePool,
  jarLegs,
  jarReversalLegs,
  openClaim,
  refuseCredit,
  creditPartOf,
  transition,
}
export type Core = typeof CORE

export interface Trial {
  numRuns: number
  /** Left out, the cases are others each time, and a failure says which. */
  seed?: number
}

/** A law tried on cases by chance: null when it holds, else what fast-check has to say of the smallest broken case. */
export type Law = (core: Core, trial: Trial) => string | null

/** @param wrong what is wrong with a case, or null */
export function law<Case>(
  cases: fc.Arbitrary<Case>,
  wrong: (core: Core, one: Case) => string | null,
): Law {
  return (core, trial) => {
    const details = fc.check(
      fc.property(cases, (one) => {
        const sentence = wrong(core, one)
        if (sentence !== null) throw new Error(sentence)
      }),
      trial,
    )
    return details.failed ? (fc.defaultReportMessage(details) ?? 'failed') : null
  }
}
