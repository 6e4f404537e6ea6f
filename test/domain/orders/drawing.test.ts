import { it } from 'vitest'
import { CORE } from './core.ts'
import { DRAWING_LAWS } from './drawing-laws.ts'

/** Fewer than of the other laws: each case looks for a price by halving. */
const CASES = 10_000
const TIMEOUT_MS = 60_000

for (const [name, law] of Object.entries(DRAWING_LAWS)) {
  it(name, { timeout: TIMEOUT_MS }, ({ expect }) => {
    expect(law(CORE, { numRuns: CASES })).toBeNull()
  })
}
