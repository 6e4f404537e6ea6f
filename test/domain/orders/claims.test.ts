import { it } from 'vitest'
import {
  creditedOf,
  credited,
  declineClaim,
  openClaim,
  paidOf,
  refuseCredit,
} from '../../../src/domain/orders/claims.ts'
import type { CreditNote, Order } from '../../../src/domain/orders/order.ts'
import { ORDER_STATES } from '../../../src/domain/orders/order.ts'
import { CORE } from './core.ts'
import { CLAIM_LAWS, claimEnd, JAR_LAWS } from './money-laws.ts'
import { inState, NOW } from './samples.ts'

const CASES = 100_000
const TIMEOUT_MS = 60_000

for (const [name, law] of Object.entries({ ...CLAIM_LAWS, ...JAR_LAWS })) {
  it(name, { timeout: TIMEOUT_MS }, ({ expect }) => {
    expect(law(CORE, { numRuns: CASES })).toBeNull()
  })
}

function claimed(order: Order, amount: number, id = 'clm_1', nowMs = order.updatedAtMs): Order {
  const opened = openClaim(order, { id, note: 'weevils', amount }, nowMs)
  if (!opened.ok) throw new Error(opened.reason)
  return opened.order
}

function noteOf(amount: number, claim: string | null): CreditNote {
  return { id: 'crn_1', atMs: NOW, amount, note: 'sorry', claim }
}

it('takes claims on settled orders alone, to the last moment of the week', ({ expect }) => {
  const claim = { id: 'clm_1', note: 'weevils', amount: 100 }
  for (const state of ORDER_STATES.filter((one) => one !== 'settled')) {
    expect(openClaim(inState(state), claim, NOW), state).toEqual({
      ok: false,
      reason: 'not_settled',
    })
    expect(refuseCredit(inState(state), noteOf(1, null)), state).toBe('not_settled')
  }
  const order = inState('settled')
  expect(openClaim(order, claim, claimEnd(order))).toMatchObject({ ok: true })
  expect(openClaim(order, claim, claimEnd(order) + 1)).toEqual({
    ok: false,
    reason: 'claim_too_late',
  })
})

it('opens a claim once, and tells what became of it', ({ expect }) => {
  const order = inState('settled')
  const open = claimed(order, 100)
  expect(open).toMatchObject({
    version: order.version + 1,
    claims: [{ state: 'open', answer: null }],
  })
  expect(open.events.at(-1)).toMatchObject({ by: 'vendor', what: 'claim', note: 'weevils' })
  expect(openClaim(open, { id: 'clm_1', note: 'other', amount: 7 }, NOW)).toEqual({
    ok: true,
    order: open,
  })
  const no = declineClaim(open, { claim: 'clm_1', note: 'too late' }, NOW)
  expect(no).toMatchObject({
    ok: true,
    order: { claims: [{ state: 'declined', answer: 'too late' }] },
  })
  const declined = no.ok ? no.order : open
  expect(declineClaim(declined, { claim: 'clm_1', note: 'too late' }, NOW)).toEqual({
    ok: true,
    order: declined,
  })
  const over = { ok: false, reason: 'claim_over' }
  expect(declineClaim(declined, { claim: 'clm_1', note: 'or not' }, NOW)).toEqual(over)
  expect(declineClaim(open, { claim: 'clm_2', note: 'no' }, NOW)).toEqual({
    ok: false,
    reason: 'claim_unknown',
  })
  const paid = credited(open, noteOf(60, 'clm_1'))
  expect(paid).toMatchObject({ claims: [{ state: 'credited', answer: 'sorry' }] })
  expect([creditedOf(paid), paidOf(paid)]).toEqual([60, 118_000])
  expect(declineClaim(paid, { claim: 'clm_1', note: 'no' }, NOW)).toEqual(over)
  expect(refuseCredit(paid, noteOf(1, 'clm_1'))).toBe('claim_over')
  expect(refuseCredit(open, noteOf(1, 'clm_2'))).toBe('claim_unknown')
})

it('adds claims and what came back up to what was paid, and not a unit further', ({ expect }) => {
  const order = inState('settled')
  const tooLarge = { ok: false, reason: 'claim_too_large' }
  const second = { id: 'clm_2', note: '', amount: 18_001 }
  const open = claimed(order, 100_000)
  expect(openClaim(open, second, NOW)).toEqual(tooLarge)
  expect(openClaim(open, { ...second, amount: 18_000 }, NOW)).toMatchObject({ ok: true })
  const back = credited(order, noteOf(100_000, null))
  expect(openClaim(back, second, NOW)).toEqual(tooLarge)
  expect(refuseCredit(back, noteOf(18_001, null))).toBe('credit_too_large')
  expect(refuseCredit(back, noteOf(18_000, null))).toBeNull()
})

it('takes ten claims of an order and no more', ({ expect }) => {
  let order = inState('settled')
  for (let n = 1; n <= 10; n += 1) order = claimed(order, 1, `clm_${n}`)
  expect(openClaim(order, { id: 'clm_11', note: '', amount: 1 }, NOW)).toEqual({
    ok: false,
    reason: 'claims_too_many',
  })
})
