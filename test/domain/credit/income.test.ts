import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import { steadyWeekly100 } from '../../../src/domain/credit/income.ts'
import { weeksAround } from './cases.ts'
import { CASES } from './examine.ts'
import { steadier } from './laws.ts'

const TIMEOUT_MS = 60_000

const steady = (weeks: readonly number[]) => steadyWeekly100(weeks.map(BigInt))
const week8 = (older: readonly number[], newer: readonly number[]) => [...older, ...newer]

it('measures eight weeks as the underwriting design does', ({ expect }) => {
  const rows: [weeks: number[], steady100: bigint][] = [
    [week8([100, 100, 100, 100], [100, 100, 100, 100]), 10_000n],
    [week8([50, 150, 50, 150], [50, 150, 50, 150]), 7700n],
    [week8([100, 100, 100, 100], [100, 100, 300, 300]), 11_800n],
    [week8([100, 100, 100, 100], [300, 300, 300, 300]), 15_400n],
    [week8([100, 100, 300, 300], [300, 300, 300, 300]), 21_200n],
    [week8([140, 130, 120, 110], [100, 90, 80, 70]), 8040n],
    [week8([0, 0, 0, 0], [100, 100, 100, 100]), 2700n],
    // The newest four weeks alone decide for a stall that is fading.
    [week8([100, 100, 100, 100], [0, 0, 0, 0]), 0n],
    [week8([0, 0, 0, 0], [0, 0, 0, 0]), 0n],
  ]
  for (const [weeks, steady100] of rows) expect(steady(weeks), weeks.join()).toBe(steady100)
})

it('never lets four weeks of threefold sales raise the income by more than 60 percent', ({
  expect,
}) => {
  const before = steady([100, 100, 100, 100, 100, 100, 100, 100])
  const inflated = steady([100, 100, 100, 100, 300, 300, 300, 300])
  expect(inflated * 100n).toBeLessThanOrEqual(before * 160n)
})

/** Weeks from nothing to far beyond what a double multiplies exactly. */
function anyWeeks(random: Random): number[] {
  return weeksAround(10 ** (random.float() * 13), random)
}

it(
  'rises with every week, falls with spread and grows with scale',
  { timeout: TIMEOUT_MS },
  ({ expect }) => {
    const random = createRandom(2)
    const broken: string[] = []
    const counts = { more: 0, steadier: 0, larger: 0 }
    while (counts.steadier < CASES) {
      const weeks = anyWeeks(random)
      const before = steady(weeks)
      const place = random.int(0, 7)
      const more = weeks.with(place, (weeks[place] ?? 0) + random.int(1, 1_000_000))
      counts.more += 1
      if (steady(more) < before) broken.push(`more: ${weeks.join()} to ${more.join()}`)
      const even = steadier(weeks, random)
      if (even !== null) {
        counts.steadier += 1
        if (steady(even) < before) broken.push(`steadier: ${weeks.join()} to ${even.join()}`)
      }
      const times = random.int(1, 90)
      counts.larger += 1
      if (steady(weeks.map((week) => week * times)) !== before * BigInt(times))
        broken.push(`larger: ${weeks.join()} times ${times}`)
    }
    expect(broken.slice(0, 3)).toEqual([])
    expect(Math.min(...Object.values(counts))).toBeGreaterThanOrEqual(CASES)
  },
)

it('takes money that moves from the newest weeks to older ones for a decline, however even', ({
  expect,
}) => {
  expect(steady([0, 300, 300, 300, 100, 100, 100, 100])).toBe(10_000n)
  expect(steady([50, 300, 300, 300, 100, 100, 100, 50])).toBe(8000n)
})
