import { describe, it } from 'vitest'
import { type BankFacts, standingOf } from '../../../src/domain/payments/standing.ts'

const facts: BankFacts = {
  attempt: { state: 'open' },
  credit: null,
  request: null,
  hasAccount: true,
}
const PAYMENT = 'pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N'

type Credit = NonNullable<BankFacts['credit']>

function ofCredit(
  outcome: Credit['outcome'],
  state: Credit['state'],
  payment: string | null = null,
) {
  return standingOf({ ...facts, credit: { outcome, state, payment } })
}

describe('a payment from a bank app', () => {
  it('is waited for while it is open, of a request that is open, into an account of the stall', ({
    expect,
  }) => {
    expect(standingOf(facts)).toEqual({ name: 'waiting' })
    expect(standingOf({ ...facts, request: 'open' })).toEqual({ name: 'waiting' })
  })

  it('is over when nobody should pay it any more, and says why', ({ expect }) => {
    const over = (change: Partial<BankFacts>) => standingOf({ ...facts, ...change })
    expect(over({ attempt: { state: 'expired' } })).toEqual({ name: 'over', why: 'expired' })
    expect(over({ attempt: { state: 'cancelled' } })).toEqual({ name: 'over', why: 'cancelled' })
    expect(over({ request: 'expired' })).toEqual({ name: 'over', why: 'expired' })
    expect(over({ request: 'cancelled' })).toEqual({ name: 'over', why: 'cancelled' })
    expect(over({ request: 'paid' })).toEqual({ name: 'over', why: 'request_paid' })
    expect(over({ hasAccount: false })).toEqual({ name: 'over', why: 'account_gone' })
  })

  it('is paid only by money that stands in the vendor’s book', ({ expect }) => {
    const paid = (how: string) => ({ name: 'paid', payment: PAYMENT, how })
    expect(ofCredit('paid', 'booked', PAYMENT)).toEqual(paid('in_time'))
    expect(ofCredit('paid_late', 'booked', PAYMENT)).toEqual(paid('late'))
    expect(ofCredit('underpaid', 'booked', PAYMENT)).toEqual(paid('judged'))
    for (const state of ['booked', 'waiting', 'dismissed'] as const) {
      expect(ofCredit('paid', state, null).name).not.toBe('paid')
    }
    expect(standingOf({ ...facts, attempt: { state: 'paid' } }).name).not.toBe('paid')
  })

  it('is held with its reason while a person looks, and not a sale when the person says so', ({
    expect,
  }) => {
    for (const why of ['underpaid', 'overpaid', 'second_payment', 'wrong_currency'] as const) {
      expect(ofCredit(why, 'waiting')).toEqual({ name: 'held', why })
      expect(ofCredit(why, 'dismissed')).toEqual({ name: 'dismissed' })
    }
  })

  it('goes by its money and not by the clock, the request or the account once money came', ({
    expect,
  }) => {
    const credit = { outcome: 'paid_late', state: 'booked', payment: PAYMENT } as const
    for (const state of ['open', 'expired', 'cancelled', 'paid'] as const) {
      for (const request of ['open', 'paid', 'expired', 'cancelled', null] as const) {
        const all = { attempt: { state }, credit, request, hasAccount: false }
        expect(standingOf(all).name).toBe('paid')
      }
    }
  })
})
