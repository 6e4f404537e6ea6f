/** Laws of what comes back: claims, credit notes, and the jar after a refund. Amounts in minor units. */
import fc from 'fast-check'
import { ZERO_BALANCES } from '../../../src/domain/ledger/accounts.ts'
import { credited, declineClaim, paidOf } from '../../../src/domain/orders/claims.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { law } from './core.ts'
import { DAY_MS, inState, newOrder, NOW } from './samples.ts'

type Word =
  | { does: 'claim'; amount: number }
  | { does: 'decline'; claim: number }
  | { does: 'credit'; amount: number; claim: number | null }

const amount = fc.integer({ min: 1, max: 120_000 })
const word: fc.Arbitrary<Word> = fc.oneof(
  fc.record({ does: fc.constant('claim' as const), amount }),
  fc.record({ does: fc.constant('decline' as const), claim: fc.nat({ max: 5 }) }),
  fc.record({
    does: fc.constant('credit' as const),
    amount,
    claim: fc.option(fc.nat({ max: 5 })),
  }),
)

interface Told {
  order: Order
  words: Word[]
}

/** A settled order, some of it on credit and perhaps with a discount, and what is said about it afterwards. */
const told: fc.Arbitrary<Told> = fc
  .record({
    onCredit: fc.nat({ max: 118_000 }),
    discountBp: fc.constantFrom(0, 100, 333),
    words: fc.array(word, { maxLength: 12 }),
  })
  .map(({ onCredit, discountBp, words }) => {
    const discount = Math.floor((onCredit * discountBp) / 10_000)
    const plan = { jar: 0, available: 118_000 - onCredit, credit: onCredit - discount, discount }
    return { order: inState('settled', newOrder({ plan, discountBp })), words }
  })

const claimId = (n: number) => `clm_${n}`

export const CLAIM_LAWS = {
  'never gives back more than was paid, and never claims more': law(
    told,
    ({ openClaim, refuseCredit }, { order, words }) => {
      let now = order
      for (const [n, one] of words.entries()) {
        if (one.does === 'claim') {
          const opened = openClaim(now, { id: claimId(n), note: '', amount: one.amount }, NOW)
          now = opened.ok ? opened.order : now
        } else if (one.does === 'decline') {
          const declined = declineClaim(now, { claim: claimId(one.claim), note: 'no' }, NOW)
          now = declined.ok ? declined.order : now
        } else {
          const claim = one.claim === null ? null : claimId(one.claim)
          const note = { id: `crn_${n}`, atMs: NOW, amount: one.amount, note: '', claim }
          if (refuseCredit(now, note) === null) now = credited(now, note)
        }
        const back = now.creditNotes.reduce((sum, note) => sum + note.amount, 0)
        if (back > paidOf(order)) return `${back} of ${paidOf(order)} came back`
        const asked = now.claims.filter(({ state }) => state === 'open')
        const claimed = asked.reduce((sum, claim) => sum + claim.amount, 0)
        if (claimed > paidOf(order)) return `${claimed} of ${paidOf(order)} is claimed`
        const answered = now.creditNotes.flatMap(({ claim }) => claim ?? [])
        if (new Set(answered).size !== answered.length) return 'a claim was answered twice'
      }
      return null
    },
  ),

  'repays the credit with no more than was drawn, however the credit notes are cut': law(
    told,
    ({ creditPartOf }, { order, words }) => {
      let [back, repaid] = [0, 0]
      for (const { does, ...one } of words) {
        const given = 'amount' in one ? Math.min(one.amount, paidOf(order) - back) : 0
        if (does !== 'credit' || given === 0) continue
        back += given
        const part = creditPartOf(order, given)
        if (part < 0 || part > given) return `${part} of ${given}`
        repaid += part
        if (repaid > creditPartOf(order, back)) return 'more than in one'
      }
      const { credit } = order.plan
      if (creditPartOf(order, paidOf(order)) !== credit) return 'not all of the draw'
      return repaid <= credit ? null : `${repaid} of ${credit}`
    },
  ),
}

interface Refunded {
  amount: number
  tip: number
  bp: number
  /** What of the sale repays a credit line. */
  repaid: number
  /** What is in the jar besides. */
  before: number
  parts: number[]
}

const refunded: fc.Arbitrary<Refunded> = fc
  .record({
    amount: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 10_000_000 })),
    tipShare: fc.nat({ max: 100 }),
    bp: fc.constantFrom(0, 500, 1_000, 2_000, 3_000),
    repaidShare: fc.nat({ max: 20 }),
    before: fc.oneof(fc.constant(0), fc.nat({ max: 1_000 })),
    cuts: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 6 }),
    isWhole: fc.boolean(),
  })
  .map(({ amount: sale, tipShare, bp, repaidShare, before, cuts, isWhole }) => {
    const tip = Math.floor((sale * tipShare) / 100)
    const at = cuts.map((cut) => Math.floor((sale * cut) / 1_000)).toSorted((a, b) => a - b)
    const ends = isWhole ? [...at, sale] : at
    const parts = ends.map((end, i) => end - (ends[i - 1] ?? 0)).filter((part) => part > 0)
    const repaid = Math.floor(((sale - tip) * repaidShare) / 100)
    return { amount: sale, tip, bp, repaid, before, parts }
  })

/** A jar with so much in it. */
function jarWith(minor: number) {
  const totals = { debitsPosted: 0, creditsPosted: minor, debitsPending: 0, creditsPending: 0 }
  return { ...ZERO_BALANCES, jar: totals }
}

export const JAR_LAWS = {
  'puts the share of a sale into the jar, and never what repays the credit or the tip': law(
    refunded,
    ({ jarLegs }, { amount: sale, tip, bp, repaid }) => {
      const net = sale - tip
      const legs = jarLegs({ sale: net, left: net - repaid, bp })
      const kept = legs.reduce((sum, leg) => sum + leg.amount, 0)
      const share = Number((BigInt(net) * BigInt(bp)) / 10_000n)
      if (legs.some(({ amount: part }) => part <= 0)) return 'a leg of nothing'
      return kept === Math.min(share, net - repaid) ? null : `${kept} of ${net} at ${bp}`
    },
  ),

  'takes out what a refund is of the sale, to the unit, however it is cut': law(
    refunded,
    ({ jarLegs, jarReversalLegs }, { amount: sale, tip, bp, repaid, before, parts }) => {
      const net = sale - tip
      const legs = jarLegs({ sale: net, left: net - repaid, bp })
      const kept = legs.reduce((sum, leg) => sum + leg.amount, 0)
      let [jar, done] = [before + kept, 0]
      for (const now of parts) {
        const back = jarReversalLegs(jarWith(jar), { amount: sale, legs }, { before: done, now })
        jar -= back.reduce((sum, leg) => sum + leg.amount, 0)
        done += now
        if (jar < 0) return 'the jar is below nothing'
      }
      const taken = before + kept - jar
      const due = Number((BigInt(kept) * BigInt(done)) / BigInt(sale))
      return taken === due ? null : `${taken} of ${kept} for ${done} of ${sale}`
    },
  ),

  'takes no more out than is in, and leaves alone what other sales put there': law(
    refunded,
    ({ jarLegs, jarReversalLegs }, { amount: sale, tip, bp, before }) => {
      const net = sale - tip
      const legs = jarLegs({ sale: net, left: net, bp })
      const kept = legs.reduce((sum, leg) => sum + leg.amount, 0)
      // The jar was used since: `before` is all that is in it.
      const refund = { before: 0, now: sale }
      const back = jarReversalLegs(jarWith(before), { amount: sale, legs }, refund)
      const taken = back.reduce((sum, leg) => sum + leg.amount, 0)
      return taken === Math.min(kept, before) ? null : `${taken} of ${before}`
    },
  ),
}

/** The last moment in which a claim may be opened. */
export function claimEnd(order: Order): number {
  return (order.settledAtMs ?? 0) + 7 * DAY_MS
}
