import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import {
  lastingWeekly100,
  provenWeekly100,
  steadyWeekly100,
} from '../../../src/domain/credit/income.ts'
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

const lasting = (periods: readonly number[]) => lastingWeekly100(periods.map(BigInt))

it('measures a year by its worse periods', ({ expect }) => {
  const rows: [periods: number[], lasting100: bigint | null][] = [
    [[], null],
    [[800], 10_000n],
    [[800, 800, 800, 800, 800, 800, 800], 10_000n],
    // Three quarters of the worse one and a quarter of the better one.
    [[0, 800], 2500n],
    [[800, 0], 2500n],
    // A third of the year closed: 13 + 11 + … + 1 is 49, and the best five weigh 9 + 7 + 5 + 3 + 1.
    [[800, 800, 0, 0, 800, 800, 800], (25n * 10_000n) / 49n],
  ]
  for (const [periods, lasting100] of rows)
    expect(lasting(periods), periods.join()).toBe(lasting100)
})

it('takes eight weeks for as much as a year bears out', ({ expect }) => {
  const year = (count: number, sales: number) => Array.from({ length: count }, () => BigInt(sales))
  expect(provenWeekly100(14_000n, year(7, 1120))).toBe(14_000n)
  // What was not shown yet counts half: of one period in seven, eight fourteenths.
  expect([0, 1, 2, 6].map((count) => provenWeekly100(14_000n, year(count, 1120)))).toEqual([
    7000n,
    8000n,
    9000n,
    13_000n,
  ])
  // A year that brought less; one that brought more; more than a year.
  expect(provenWeekly100(14_000n, year(7, 800))).toBe(10_000n)
  expect(provenWeekly100(14_000n, year(7, 2000))).toBe(14_000n)
  expect(provenWeekly100(14_000n, year(9, 1120))).toBe(14_000n)
})

it('measures a year by the same laws as eight weeks', { timeout: TIMEOUT_MS }, ({ expect }) => {
  const random = createRandom(3)
  const broken: string[] = []
  for (let i = 0; i < CASES; i += 1) {
    const periods = anyWeeks(random).slice(random.int(1, 6))
    const before = lasting(periods) ?? 0n
    const [one, other] = [random.int(0, periods.length - 1), random.int(0, periods.length - 1)]
    const more = periods.with(one, (periods[one] ?? 0) + random.int(1, 1_000_000))
    if ((lasting(more) ?? 0n) < before) broken.push(`more: ${periods.join()} to ${more.join()}`)
    const moved = Math.floor(((periods[one] ?? 0) - (periods[other] ?? 0)) / 2)
    if (moved < 1) continue
    const even = periods
      .with(one, (periods[one] ?? 0) - moved)
      .with(other, (periods[other] ?? 0) + moved)
    if ((lasting(even) ?? 0n) < before) broken.push(`steadier: ${periods.join()} to ${even.join()}`)
  }
  expect(broken.slice(0, 3)).toEqual([])
})
