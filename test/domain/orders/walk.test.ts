import fc from 'fast-check'
import { it } from 'vitest'
import { ORDER_STATES } from '../../../src/domain/orders/order.ts'
import { CORE } from './core.ts'
import { life, live, WALK_LAWS } from './walk-laws.ts'

/** Each of them a life of five to twenty commands. */
const LIVES = 10_000
const TIMEOUT_MS = 60_000

for (const [name, law] of Object.entries(WALK_LAWS)) {
  it(name, { timeout: TIMEOUT_MS }, ({ expect }) => {
    expect(law(CORE, { numRuns: LIVES })).toBeNull()
  })
}

it('lives through every state, and not only the first ones', ({ expect }) => {
  const lives = fc.sample(life, { numRuns: 2_000, seed: 4 })
  const seen = lives.flatMap((one) => [...new Set(live(CORE, one).map(({ after }) => after.state))])
  const often = Object.fromEntries(
    ORDER_STATES.map((state) => [state, seen.filter((one) => one === state).length]),
  )
  expect(Object.entries(often).filter(([, times]) => times < 20)).toEqual([])
  expect(often['settled']).toBeGreaterThan(200)
})
