/** Whether the laws would notice: each broken rule must be found out. */
import { it } from 'vitest'
import { CORE } from './core.ts'
import { MUTANTS } from './mutants.ts'

/** The rarest of them shows once in a few hundred cases. */
const CASES = 20_000

it.for(MUTANTS)('finds out a rule that $does', ({ law, core }, { expect }) => {
  expect(law({ ...CORE, ...core }, { numRuns: CASES, seed: 8 })).not.toBeNull()
})
