import { describe, it } from 'vitest'
import { doorOf, isOutdated } from '../../../client/vendor/first/credit-door.ts'
import type { Credit, CreditLine, Line, Offer } from '../../../client/vendor/first/wire.ts'

const rupees = (amount: number) => ({ amount, currency: 'INR' as const })
const NOBODY: ReadonlySet<string> = new Set()

/** Only what the door looks at. */
function credit(part: { remaining?: number; days?: number | null; offers?: string[] }): Credit {
  const { remaining, days = 12, offers = [] } = part
  const progress = days === null ? null : { elapsed_days: days }
  const line =
    remaining === undefined
      ? null
      : ({ remaining: rupees(remaining), progress } as unknown as CreditLine)
  return {
    object: 'credit',
    meter: null,
    offers: offers.map((id) => ({ id }) as Offer),
    line,
    appeals: [],
    consents: [],
  }
}

const row = (seq: number, part: Partial<Line> = {}): Line =>
  ({ seq, kind: 'payment', state: 'posted', holdback: null, ...part }) as Line
const sale = (seq: number, holdback: number): Line => row(seq, { holdback: rupees(holdback) })

describe('the door on the keypad', () => {
  it('is not there without an offer or a debt', ({ expect }) => {
    expect(doorOf({ credit: credit({}), asOfSeq: 5 }, [], NOBODY)).toBeNull()
    expect(doorOf({ credit: credit({ remaining: 0 }), asOfSeq: 5 }, [], NOBODY)).toBeNull()
  })

  it('speaks of an offer until it was shown once', ({ expect }) => {
    const known = { credit: credit({ offers: ['ofr_1', 'ofr_2'] }), asOfSeq: 5 }
    expect(doorOf(known, [], new Set(['ofr_1']))).toEqual({ kind: 'offer' })
    expect(doorOf(known, [], new Set(['ofr_1', 'ofr_2']))).toBeNull()
  })

  it('says what is left to repay, counting the sales since', ({ expect }) => {
    const known = { credit: credit({ remaining: 412_000 }), asOfSeq: 5 }
    const lines = [sale(7, 1481), row(6), sale(5, 9999)]
    expect(doorOf(known, lines, NOBODY)).toEqual({
      kind: 'line',
      remaining: rupees(410_519),
      days: 12,
    })
  })

  it('does not count a sale that was not paid', ({ expect }) => {
    const known = { credit: credit({ remaining: 412_000, days: null }), asOfSeq: 5 }
    const declined = row(6, { state: 'declined', holdback: rupees(500) })
    expect(doorOf(known, [declined], NOBODY)).toMatchObject({
      remaining: rupees(412_000),
      days: null,
    })
  })

  it('goes with the last of the debt', ({ expect }) => {
    const known = { credit: credit({ remaining: 1000 }), asOfSeq: 5 }
    expect(doorOf(known, [sale(6, 1000)], NOBODY)).toBeNull()
  })
})

describe('asking again', () => {
  const known = { credit: credit({ remaining: 412_000 }), asOfSeq: 5 }

  it('is not needed for sales', ({ expect }) => {
    const lines = [sale(7, 1481), row(6)]
    expect(isOutdated(known, { lines, lastSeq: 7 })).toBe(false)
    expect(isOutdated(known, { lines: [], lastSeq: 5 })).toBe(false)
  })

  for (const kind of ['refund', 'draw', 'repayment', 'payoff', 'write_off'] as const) {
    it(`is needed after a ${kind}`, ({ expect }) => {
      expect(isOutdated(known, { lines: [row(6, { kind })], lastSeq: 6 })).toBe(true)
    })
  }

  it('is needed when the debt ends, when rows are missing, and for another book', ({ expect }) => {
    expect(isOutdated(known, { lines: [sale(6, 412_000)], lastSeq: 6 })).toBe(true)
    expect(isOutdated(known, { lines: [row(90)], lastSeq: 90 })).toBe(true)
    expect(isOutdated(known, { lines: [], lastSeq: 2 })).toBe(true)
  })

  it('is not needed for a refund of a stall without credit', ({ expect }) => {
    const none = { credit: credit({}), asOfSeq: 5 }
    expect(isOutdated(none, { lines: [row(6, { kind: 'refund' })], lastSeq: 6 })).toBe(false)
  })
})
