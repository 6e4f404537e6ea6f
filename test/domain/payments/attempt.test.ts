/** The rules of the rail port, as laws over arbitrary words about arbitrary attempts. */
import fc from 'fast-check'
import { it } from 'vitest'
import { advanced, attemptAt, judge } from '../../../src/domain/payments/attempt.ts'
import type { Attempt, Outcome } from '../../../src/domain/payments/attempt.ts'
import { EVIDENCE } from '../../../src/domain/payments/rail.ts'
import type { Observation } from '../../../src/domain/payments/rail.ts'

const RUNS = 100_000
const MINUTE_MS = 60_000
const START_MS = 1_800_000_000_000

const attempts: fc.Arbitrary<Attempt[]> = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 1, max: 5 }),
      atMin: fc.integer({ min: 0, max: 60 }),
      state: fc.constantFrom('open', 'paid', 'expired', 'cancelled' as const),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ amount, atMin, state }, i) => ({
      id: `att_${i}`,
      rail: 'bank_qr' as const,
      ref: `REF${i}`,
      account: 'upi:asha@okbank',
      amount,
      currency: 'INR' as const,
      request: null,
      createdAtMs: START_MS + atMin * MINUTE_MS,
      expiresAtMs: START_MS + (atMin + 15) * MINUTE_MS,
      state: state,
      paidBy: state === 'paid' ? `bank-${i}` : null,
    })),
  )

const words: fc.Arbitrary<Observation> = fc.record({
  ourRef: fc.constantFrom(null, 'REF0', 'REF1', 'REF2', 'STICKER', 'FOREIGN'),
  railRef: fc.constantFrom('bank-0', 'bank-1', 'bank-9'),
  state: fc.constantFrom('paid', 'paid', 'paid', 'pending', 'failed', 'unknown' as const),
  money: fc.option(
    fc.record({
      amount: fc.integer({ min: 1, max: 5 }),
      currency: fc.constantFrom('INR', 'INR', 'EUR' as const),
    }),
    { nil: null, freq: 10 },
  ),
  account: fc.constantFrom('upi:asha@okbank', 'upi:asha@okbank', 'upi:asha@other'),
  payer: fc.constant({ label: null, hash: null }),
  atMs: fc.integer({ min: -60, max: 180 }).map((min) => START_MS + min * MINUTE_MS),
  evidence: fc.constantFrom(...EVIDENCE),
  declined: fc.constant(null),
}) as fc.Arbitrary<Observation>

const STICKERS = ['STICKER']

function law(check: (all: Attempt[], seen: Observation, outcome: Outcome) => boolean): void {
  fc.assert(
    fc.property(attempts, words, (all, seen) => check(all, seen, judge(all, seen, STICKERS))),
    { numRuns: RUNS },
  )
}

const attemptOf = (all: readonly Attempt[], outcome: Outcome) =>
  'attempt' in outcome ? all.find(({ id }) => id === outcome.attempt) : undefined

it('never lets an unsigned word move anything', () => {
  law((_, { evidence }, { outcome }) => (evidence === 'unsigned') === (outcome === 'ask'))
})

it('calls paid only what has the same account, currency and amount, and the same reference or a unique amount', () => {
  law((all, seen, outcome) => {
    if (outcome.outcome !== 'paid' && outcome.outcome !== 'paid_late') return true
    const attempt = attemptOf(all, outcome)
    const rivals = all.filter((one) => one.amount === seen.money?.amount && one.state !== 'paid')
    const isNamed = seen.ourRef === attempt?.ref
    return (
      attempt?.amount === seen.money?.amount &&
      attempt?.currency === seen.money?.currency &&
      attempt?.account === seen.account &&
      (isNamed || (seen.ourRef === null && rivals.includes(attempt)))
    )
  })
})

it('never drops money that arrived', () => {
  law((_, { state, money, evidence }, { outcome }) => {
    const hasArrived = state === 'paid' && money !== null && evidence !== 'unsigned'
    return !hasArrived || (outcome !== 'nothing' && outcome !== 'ask')
  })
})

it('names too little, too much, twice and too late, and never calls them paid', () => {
  law((all, seen, outcome) => {
    const attempt = attemptOf(all, outcome)
    if (attempt === undefined || seen.money === null) return true
    const { amount } = seen.money
    switch (outcome.outcome) {
      case 'underpaid':
        return amount < attempt.amount
      case 'overpaid':
        return amount > attempt.amount
      case 'second_payment':
        return attempt.state === 'paid' && attempt.paidBy !== seen.railRef
      case 'wrong_account':
        return seen.account !== attempt.account
      case 'paid_late':
        return attempt.state === 'cancelled' || seen.atMs > attempt.expiresAtMs
      case 'wrong_currency':
        return seen.money.currency !== attempt.currency
      case 'paid':
        return seen.atMs <= attempt.expiresAtMs + 2 * MINUTE_MS
      case 'sticker':
      case 'unmatched':
      case 'ask':
      case 'nothing':
        return false
    }
  })
})

it('leaves to a person what two open attempts of the same amount could be', () => {
  law((all, seen, { outcome }) => {
    if (seen.ourRef !== null || seen.state !== 'paid' || seen.evidence === 'unsigned') return true
    const same = all.filter(
      ({ amount, state, createdAtMs, expiresAtMs }) =>
        amount === seen.money?.amount &&
        seen.account === 'upi:asha@okbank' &&
        seen.money.currency === 'INR' &&
        state !== 'paid' &&
        seen.atMs >= createdAtMs - 2 * MINUTE_MS &&
        seen.atMs <= expiresAtMs + 30 * MINUTE_MS,
    )
    return same.length < 2 || outcome === 'unmatched'
  })
})

it('only ever advances an attempt, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(attempts, fc.array(words, { maxLength: 8 }), (all, seen) => {
      let now = all
      for (const one of seen) {
        const outcome = judge(now, one, STICKERS)
        const next = now.map((attempt) => advanced(attempt, outcome, one.railRef ?? ''))
        for (const [i, attempt] of now.entries()) {
          if (attempt.state === 'paid' && next[i]?.paidBy !== attempt.paidBy) return false
        }
        now = next
      }
      return true
    }),
    { numRuns: RUNS / 4 },
  )
})

it('expires an open attempt by the clock alone', ({ expect }) => {
  const [attempt] =
    fc.sample(
      attempts.filter((all) => all.length > 0),
      1,
    )[0] ?? []
  if (attempt === undefined) throw new Error('there is an attempt')
  const open = { ...attempt, state: 'open' as const, paidBy: null }
  expect(attemptAt(open, open.expiresAtMs - 1).state).toBe('open')
  expect(attemptAt(open, open.expiresAtMs).state).toBe('expired')
  expect(attemptAt({ ...open, state: 'paid' }, open.expiresAtMs).state).toBe('paid')
})

it('finds out rules that are broken', ({ expect }) => {
  const trusting = (all: Attempt[], seen: Observation) =>
    judge(all, { ...seen, evidence: 'signed' }, STICKERS)
  const generous = (all: Attempt[], seen: Observation) => {
    const outcome = judge(all, seen, STICKERS)
    return outcome.outcome === 'overpaid' ? { ...outcome, outcome: 'paid' as const } : outcome
  }
  const forgetful = (all: Attempt[], seen: Observation) => {
    const outcome = judge(all, seen, STICKERS)
    return outcome.outcome === 'unmatched' ? { outcome: 'nothing' as const } : outcome
  }
  const laws = (broken: typeof trusting) =>
    fc.check(
      fc.property(attempts, words, (all, seen) => {
        const outcome = broken(all, seen)
        if ((seen.evidence === 'unsigned') !== (outcome.outcome === 'ask')) return false
        const attempt = attemptOf(all, outcome)
        if (outcome.outcome === 'paid' && attempt?.amount !== seen.money?.amount) return false
        const hasArrived = seen.state === 'paid' && seen.money !== null
        return !hasArrived || outcome.outcome !== 'nothing'
      }),
    ).failed
  expect([trusting, generous, forgetful].map(laws)).toEqual([true, true, true])
})
