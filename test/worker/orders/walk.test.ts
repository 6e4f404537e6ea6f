/**
 * Goal: whatever happens to orders, in whatever order, no money is made or lost. Method: random walks over a few stalls,
 * a lender and two suppliers; after every step all the books are compared with each other, with the orders and with D1.
 */
import { it } from 'vitest'
import { EVERYTHING, walkMarket } from './walking.ts'

const SEEDS = [1, 2, 3]
/** Each walk goes on where the last one stopped. */
const WALKS = 5
const STEPS = 25

const tally = new Map<string, number>()

for (const seed of SEEDS) {
  it(`keeps every minor unit over ${WALKS} walks of seed ${seed}`, async ({ expect }) => {
    const walks = { seed, walks: WALKS, steps: STEPS, moves: EVERYTHING }
    expect(await walkMarket(walks, tally)).toEqual([])
  })
}

it('has been everywhere: paid, given back, disputed, expired, cancelled', ({ expect }) => {
  const times = (what: string) => tally.get(what) ?? 0
  expect(times('settled')).toBeGreaterThan(5)
  expect(Math.min(times('cancelled'), times('expired'))).toBeGreaterThan(0)
  expect(times('dispute by vendor in delivered: disputed')).toBeGreaterThan(0)
  expect(times('credit note posted')).toBeGreaterThan(0)
})
