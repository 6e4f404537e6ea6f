import { it } from 'vitest'
import { parseTakings } from '../../../scripts/credit/backtest/csv.ts'
import { formatDay } from '../../../scripts/credit/backtest/day.ts'
import { figuresOf, median } from '../../../scripts/credit/backtest/metrics.ts'
import { HEADROOM, medianMonth, runBacktest } from '../../../scripts/credit/backtest/run.ts'
import type { Backtest } from '../../../scripts/credit/backtest/run.ts'
import { seriesOf } from '../../../scripts/credit/backtest/series.ts'
import type { Series } from '../../../scripts/credit/backtest/series.ts'
import { takingsInputs } from '../../../scripts/credit/backtest/takings-inputs.ts'
import { trackOf, underEnds, walk } from '../../../scripts/credit/backtest/walk.ts'
import type { Lender } from '../../../scripts/credit/backtest/walk.ts'
import { REFERENCE_TAKINGS, scaledPolicy } from '../../../scripts/credit/policy.ts'
import { createRandom } from '../../../scripts/demo/random.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'

const FIRST = 19_000

function seriesFrom(vendors: Record<string, readonly number[]>, from = FIRST): Series[] {
  const rows = Object.entries(vendors).flatMap(([vendor, amounts]) =>
    amounts.map((amount, i) => `${vendor},${formatDay(from + i)},${amount}`),
  )
  return seriesOf(parseTakings(['vendor,date,amount', ...rows].join('\n')))
}

function flat(days: number, amount = 100_000): number[] {
  return Array.from({ length: days }, () => amount)
}

/** Stalls with weekdays, noise and now and then a closed day; every fifth one ends before the file does. */
function market(vendors: number, days: number): Record<string, number[]> {
  const random = createRandom(7)
  return Object.fromEntries(
    Array.from({ length: vendors }, (_, v) => {
      const length = v % 5 === 0 ? random.int(120, days) : days
      const size = 50_000 * Math.exp(random.normal())
      const amounts = Array.from({ length }, (_, day) =>
        random.chance(0.1)
          ? 0
          : Math.round(size * (day % 7 < 5 ? 1 : 1.4) * Math.exp(0.4 * random.normal())),
      )
      return [`stall ${v}`, amounts]
    }),
  )
}

function backtest(series: readonly Series[], followUpDays: number | null = null): Backtest {
  const state = { policy: EXAMPLE_POLICY, model: CURRENT_MODEL, headroom: HEADROOM }
  return runBacktest(series, { state, schedule: { every: 28 }, followUpDays })
}

/** Lends 1,200.00 free of charge, which sales of 1,000.00 a day repay in ten days at twelve percent. */
const TEN_DAYS: Lender = {
  historyDaysMin: 0,
  remembers: true,
  waitDays: 0,
  decide: () => ({ principal: 120_000, fee: 0, expectedDays: 10, band: 'X' }),
}

function walkOf(amounts: readonly number[], slots: readonly number[]) {
  const [series] = seriesFrom({ v: amounts })
  if (series === undefined) throw new Error('no series')
  const days = slots.map((slot) => FIRST + slot)
  return walk(trackOf(series, days, 1200), TEN_DAYS)
}

it('repays from the day of the offer on, and decides again only when nothing is out', ({
  expect,
}) => {
  const { advances, decisions } = walkOf(flat(100), [10, 19, 20, 30])
  expect(advances.map(({ day, days, outcome }) => [day - FIRST, days, outcome])).toEqual([
    [10, 10, 'repaid'],
    [20, 10, 'repaid'],
    [30, 10, 'repaid'],
  ])
  expect(decisions).toBe(3)
})

it('counts a day without sales as a day', ({ expect }) => {
  const amounts = [...flat(12), 0, 0, 0, ...flat(40)]
  expect(walkOf(amounts, [10]).advances[0]?.days).toBe(13)
})

it('loses what is unpaid when the series ends, or leaves it out', ({ expect }) => {
  const done = walkOf(flat(25), [20])
  const [closed] = underEnds(done, 'closure', FIRST + 24).advances
  expect(closed).toMatchObject({ outcome: 'closed', days: 5, principalOut: 60_000 })
  const censored = underEnds(done, 'censor', FIRST + 24).advances
  expect(censored[0]).toMatchObject({ outcome: 'censored', principalOut: 60_000 })
  expect(
    figuresOf(
      [closed].flatMap((one) => one ?? []),
      { vendors: 1, decisions: 1 },
    ),
  ).toMatchObject({
    principalLent: 120_000,
    principalLost: 60_000,
    lossRate: 0.5,
    shareWithin1_5x: 0,
  })
  expect(figuresOf(censored, { vendors: 1, decisions: 1 })).toMatchObject({
    principalLent: 60_000,
    principalLost: 0,
    principalCensored: 60_000,
    shareWithin1_5x: null,
  })
})

it('charges off after 180 days', ({ expect }) => {
  const amounts = [...flat(15), ...flat(300, 1000)]
  const [advance] = walkOf(amounts, [10]).advances
  // Five days of 120.00 and 175 of 1.20.
  const out = 120_000 - 5 * 12_000 - 175 * 120
  expect(advance).toMatchObject({ outcome: 'charged_off', days: 180, principalOut: out })
})

it('lends to a steady stall what the policy says, to the last unit', ({ expect }) => {
  const [series] = seriesFrom({ v: flat(400) })
  if (series === undefined) throw new Error('no series')
  expect(medianMonth([series])).toBe(3_000_000)
  const state = {
    policy: scaledPolicy(EXAMPLE_POLICY, 3_000_000 / REFERENCE_TAKINGS),
    model: CURRENT_MODEL,
    headroom: HEADROOM,
  }
  const { advances, treatments } = runBacktest([series], {
    state,
    schedule: { days: [FIRST + 100, FIRST + 200] },
    followUpDays: null,
  })
  // Band B: 22 percent of 30,000.00, of which a stall that showed one period of seven gets 8/14, in steps of 120.00.
  // Band A: 24 percent, of which three periods make 10/14.
  expect(advances.map(({ band, principal }) => [band, principal])).toEqual([
    ['B', Math.floor((660_000 * 8) / 14 / 12_000) * 12_000],
    ['A', Math.floor((720_000 * 10) / 14 / 12_000) * 12_000],
  ])
  expect(treatments.closure.overall).toMatchObject({
    vendors: 1,
    offers: 2,
    principalLent: advances.reduce((sum, { principal }) => sum + principal, 0),
    principalLost: 0,
    lossRate: 0,
    medianActualOverExpectedDays: 1,
    shareWithin1_5x: 1,
  })
  expect(treatments.closure.bands['B']?.offers).toBe(1)
})

it('has no figures for an empty file, and lends nothing to stalls without sales', ({ expect }) => {
  expect(backtest([]).treatments.closure.overall).toMatchObject({ offers: 0, lossRate: null })
  const none = backtest(seriesFrom({ v: flat(400, 0) }))
  expect(none.treatments.closure.overall).toMatchObject({ vendors: 1, offers: 0 })
})

it('decides from days before the decision alone', ({ expect }) => {
  const before = market(20, 420)
  const cut = 260
  const after = Object.fromEntries(
    Object.entries(before).map(([vendor, amounts]) => [
      vendor,
      amounts.map((amount, day) => (day < cut ? amount : (amount * 7 + day * 1000) % 90_000)),
    ]),
  )
  const offersUntil = (vendors: Record<string, number[]>) =>
    backtest(seriesFrom(vendors))
      .advances.filter(({ day }) => day <= FIRST + cut)
      .map(({ vendor, day, band, principal, fee, expectedDays }) => [
        vendor,
        day,
        band,
        principal,
        fee,
        expectedDays,
      ])
  const offers = offersUntil(before)
  expect(offers.length).toBeGreaterThan(10)
  // A later decision may fall away or appear by when the one before was repaid; the first of each vendor may not.
  const firsts = (all: (string | number)[][]) =>
    all.filter((one, i) => all.findIndex(([vendor]) => vendor === one[0]) === i)
  expect(firsts(offersUntil(after))).toEqual(firsts(offers))
  const [series] = seriesFrom(before)
  const [changed] = seriesFrom(after)
  if (series === undefined || changed === undefined) throw new Error('no series')
  const about = { loans: NO_LOANS, windowRule: null }
  expect(takingsInputs(changed, FIRST + cut, about)).toEqual(
    takingsInputs(series, FIRST + cut, about),
  )
})

it('leaves out what takings cannot tell', ({ expect }) => {
  const [series] = seriesFrom({ v: flat(200) })
  if (series === undefined) throw new Error('no series')
  const { inputs } = takingsInputs(series, FIRST + 150, { loans: NO_LOANS, windowRule: null })
  expect(inputs.features).toMatchObject({
    payers28: null,
    loyalPayers56: null,
    refundBp56: null,
    tenureDays: 150,
    activeDays56: 56,
  })
  expect(Object.keys(inputs.signals)).toEqual(['F06'])
})

it('lends the same principal under the baselines', ({ expect }) => {
  const { treatments } = backtest(seriesFrom(market(60, 500)))
  const { overall, baselines } = treatments.closure
  expect(overall.offers).toBeGreaterThan(50)
  for (const [name, figures] of Object.entries(baselines)) {
    const gap = Math.abs(figures.principalLent - overall.principalLent) / overall.principalLent
    expect(gap, name).toBeLessThan(name.endsWith('Spread') ? 0.02 : 1e-6)
    const { principalLent, principalLost, lossRate } = figures
    expect(principalLost / principalLent).toBeCloseTo(lossRate ?? -1, 5)
  }
})

it('gives the same figures for the same rows, whatever their order', ({ expect }) => {
  const vendors = market(15, 400)
  const turned = Object.fromEntries(Object.entries(vendors).toReversed())
  const one = backtest(seriesFrom(vendors))
  expect(JSON.stringify(backtest(seriesFrom(turned)))).toBe(JSON.stringify(one))
})

it('takes the middle of what it knows, and none when the middle never comes', ({ expect }) => {
  expect(median([])).toBeNull()
  expect(median([3, 1, 2])).toBe(2)
  expect(median([1, 2, Infinity, Infinity])).toBeNull()
  expect(median([4, 1, 2, 3])).toBe(2.5)
})
