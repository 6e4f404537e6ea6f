import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  arrivedOf,
  codeDigits,
  codeIn,
  costOfCount,
  costOfSent,
  isCode,
  isWhole,
  named,
  nothingCame,
  recount,
  startCounts,
  wayOf,
} from '../../../client/vendor/later/sourcing/count.ts'
import { counted } from '../../../src/domain/orders/counting.ts'
import { LINE_PROBLEMS, ORDER_STATES, type OrderLine } from '../../../src/domain/orders/order.ts'

const rupees = (amount: number) => ({ amount, currency: 'INR' as const })

const line = (item: string, accepted: number, unitPrice = 84_000) => ({
  item,
  accepted,
  arrived: null as number | null,
  problem: null,
  unit_price: rupees(unitPrice),
})

const MILK = line('itm_milk', 6)
const CUPS = line('itm_cups', 2, 110_000)
const LINES = [MILK, CUPS]

describe('a count', () => {
  it('begins with everything that was sent', ({ expect }) => {
    const counts = startCounts(LINES, null)
    expect(counts).toEqual([
      { item: 'itm_milk', arrived: 6, problem: null },
      { item: 'itm_cups', arrived: 2, problem: null },
    ])
    expect(isWhole(LINES, counts)).toBe(true)
    expect(costOfCount(LINES, counts)).toBe(724_000)
    expect(costOfSent(LINES)).toBe(724_000)
  })

  it('takes the sum along, and asks what is wrong with the rest', ({ expect }) => {
    const counts = recount(startCounts(LINES, null), MILK, 5)
    expect(counts[0]).toEqual({ item: 'itm_milk', arrived: 5, problem: 'short' })
    expect(costOfCount(LINES, counts)).toBe(640_000)
    expect(named(counts, 'itm_milk', 'damaged')[0]?.problem).toBe('damaged')
    // Back at all of it there is nothing wrong any more.
    expect(recount(counts, MILK, 6)[0]?.problem).toBeNull()
  })

  it('keeps what was said when the number changes again', ({ expect }) => {
    const damaged = named(recount(startCounts(LINES, null), MILK, 5), 'itm_milk', 'damaged')
    expect(recount(damaged, MILK, 4)[0]?.problem).toBe('damaged')
  })

  it('is never more than was sent, nor less than nothing', ({ expect }) => {
    const counts = startCounts(LINES, null)
    expect(arrivedOf(recount(counts, MILK, 7), MILK)).toBe(6)
    expect(arrivedOf(recount(counts, MILK, -1), MILK)).toBe(0)
    expect(costOfCount(LINES, nothingCame(LINES))).toBe(0)
  })

  it('outlives the scan of a code, and nothing else that was stored', ({ expect }) => {
    const counts = named(recount(startCounts(LINES, null), CUPS, 1), 'itm_cups', 'wrong')
    expect(startCounts(LINES, JSON.parse(JSON.stringify(counts)))).toEqual(counts)
    for (const stored of [
      'x',
      {},
      [null],
      [{ item: 'itm_cups', arrived: 9 }],
      [{ item: 'itm_cups', arrived: -1 }],
      [{ item: 'itm_cups', arrived: '1' }],
      [{ item: 'itm_other', arrived: 1 }],
    ]) {
      expect(isWhole(LINES, startCounts(LINES, stored)), JSON.stringify(stored)).toBe(true)
    }
    const odd = [{ item: 'itm_cups', arrived: 1, problem: 'stolen' }]
    expect(startCounts(LINES, odd)[1]).toEqual({ item: 'itm_cups', arrived: 1, problem: 'short' })
  })

  it('is one that the book takes, whatever is tapped', ({ expect }) => {
    const taps = fc.array(
      fc.record({
        at: fc.nat(1),
        step: fc.integer({ min: -3, max: 3 }),
        problem: fc.constantFrom(...LINE_PROBLEMS),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(taps, (all) => {
        let counts = startCounts(LINES, null)
        for (const { at, step, problem } of all) {
          const one = at === 0 ? MILK : CUPS
          counts = recount(counts, one, arrivedOf(counts, one) + step)
          if (arrivedOf(counts, one) < one.accepted) counts = named(counts, one.item, problem)
        }
        expect(counted(LINES as unknown as OrderLine[], counts)).not.toBeNull()
        expect(costOfCount(LINES, counts)).toBeLessThanOrEqual(costOfSent(LINES))
      }),
    )
  })
})

describe('what may be said about a count', () => {
  it('is anything with the driver’s code', ({ expect }) => {
    for (const state of ORDER_STATES) {
      expect(wayOf(state, { isWhole: false, hasCode: true })).toBe('confirm')
    }
  })

  it('needs the code while the driver is there', ({ expect }) => {
    expect(wayOf('out_for_delivery', { isWhole: true, hasCode: false })).toBe('code_missing')
    expect(wayOf('out_for_delivery', { isWhole: false, hasCode: false })).toBe('code_missing')
  })

  it('is that everything came, or else the supplier has to be told', ({ expect }) => {
    expect(wayOf('delivered', { isWhole: true, hasCode: false })).toBe('confirm')
    expect(wayOf('delivered', { isWhole: false, hasCode: false })).toBe('tell')
    expect(wayOf('disputed', { isWhole: true, hasCode: false })).toBe('confirm')
    expect(wayOf('disputed', { isWhole: false, hasCode: false })).toBe('code_missing')
  })
})

describe('the driver’s code', () => {
  it('comes out of the fragment of the QR’s address', ({ expect }) => {
    expect(codeIn('#code=012345')).toBe('012345')
    for (const hash of [
      '',
      '#code=',
      '#code=12345',
      '#code=1234567',
      '#code=12345a',
      '#x=123456',
    ]) {
      expect(codeIn(hash), hash).toBeNull()
    }
  })

  it('is six digits, however they were typed', ({ expect }) => {
    expect(codeDigits('12 34-56')).toBe('123456')
    expect(codeDigits('1234567')).toBe('123456')
    expect(isCode('12345')).toBe(false)
    expect(isCode('123456')).toBe(true)
  })
})
