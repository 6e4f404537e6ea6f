/** Laws 1 to 7 of the underwriting design, over vendors and policies by chance; the others are in the files beside. */
import { it } from 'vitest'
import { examine, holding } from './examine.ts'
import { betterPaceNeverHurts, LAWS } from './laws.ts'
import { MUTANTS } from './mutants.ts'

const TIMEOUT_MS = 120_000
/** Only vendors who repaid a draw and get an offer have a pace: fewer of them. */
const PACES = 20_000
/** The rarest mutant shows once in a few hundred cases. */
const MUTANT_CASES = 20_000

it('keeps every law in a hundred thousand cases each', { timeout: TIMEOUT_MS }, ({ expect }) => {
  expect(examine(LAWS, { seed: 1 })).toEqual(holding(LAWS))
})

it('never gives less to a vendor who repaid sooner', { timeout: TIMEOUT_MS }, ({ expect }) => {
  const laws = { betterPaceNeverHurts }
  expect(examine(laws, { seed: 61, count: PACES })).toEqual(holding(laws, PACES))
})

it.for(MUTANTS)('finds out a core that $does', ({ law, core }, { expect }) => {
  expect(examine({ law }, { seed: 8, count: MUTANT_CASES, core }).law.broken).not.toEqual([])
})
