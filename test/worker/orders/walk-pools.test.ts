/** As in `walk.test.ts`, where neighbours mostly buy together: pools open, fill, close, and people leave them. */
import { it } from 'vitest'
import { POOLS, walkMarket } from './walking.ts'

const SEEDS = [11, 12, 13]
/** Each walk goes on where the last one stopped. */
const WALKS = 5
const STEPS = 25

const tally = new Map<string, number>()

for (const seed of SEEDS) {
  it(`keeps every minor unit over ${WALKS} walks of seed ${seed}`, async ({ expect }) => {
    const walks = { seed, walks: WALKS, steps: STEPS, moves: POOLS }
    expect(await walkMarket(walks, tally)).toEqual([])
  })
}

it('has been everywhere: joined, left, closed, paid', ({ expect }) => {
  const times = (what: string) => tally.get(what) ?? 0
  expect(times('settled')).toBeGreaterThan(5)
  expect(times('order placed')).toBeGreaterThan(30)
  expect(times('1 pools ended')).toBeGreaterThan(5)
})
