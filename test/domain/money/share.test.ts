import fc from 'fast-check'
import { it } from 'vitest'
import { shareOut } from '../../../src/domain/money/share.ts'

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
  minLength: 1,
  maxLength: 50,
})
const amounts = fc.integer({ min: 0, max: 100_000_000_000 })

it('gives out all of an amount, each part within a unit of its exact share', ({ expect }) => {
  fc.assert(
    fc.property(amounts, weights, (amount, weights) => {
      const whole = weights.reduce((sum, weight) => sum + weight, 0)
      fc.pre(whole > 0)
      const parts = shareOut(amount, weights)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      for (const [i, part] of parts.entries()) {
        const off = BigInt(part) * BigInt(whole) - BigInt(amount) * BigInt(weights[i] ?? 0)
        expect(off < BigInt(whole) && off > -BigInt(whole)).toBe(true)
        if (amount <= whole) expect(part).toBeLessThanOrEqual(weights[i] ?? 0)
      }
    }),
  )
})

it('gives the odd units to those that lost most, among equals to the earlier', ({ expect }) => {
  expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(shareOut(5, [50, 30, 20])).toEqual([3, 1, 1])
  expect(shareOut(2, [5, 1, 1, 1])).toEqual([2, 0, 0, 0])
  expect(shareOut(7, [0, 3, 0])).toEqual([0, 7, 0])
  expect(shareOut(0, [0, 0])).toEqual([0, 0])
  expect(shareOut(99_999_999_999, [99_999_999_999, 1])).toEqual([99_999_999_998, 1])
})

it('does not share something out over nothing', ({ expect }) => {
  expect(() => shareOut(1, [0, 0])).toThrow('shared out over something')
  expect(() => shareOut(1, [])).toThrow('shared out over something')
})
