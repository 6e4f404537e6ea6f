import { describe, it } from 'vitest'
import { calibrationOf, flatIsBad } from '../../../scripts/credit/sim/calibration.ts'
import { judgePolicy } from '../../../scripts/credit/sim/judge.ts'
import { repay } from '../../../scripts/credit/sim/repay.ts'
import { auc, ks, psi, quantile } from '../../../scripts/credit/sim/stats.ts'
import { GENERATOR_HASH } from '../../../scripts/credit/world/params.ts'
import { createWorld } from '../../../scripts/credit/world/world.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'

const STATE = { policy: EXAMPLE_POLICY, model: CURRENT_MODEL, headroom: 1e15 }

it('has the parameters that the calibration was made with', ({ expect }) => {
  // They change only together with the calibration checks and the figures of docs/credit-simulator.md.
  expect(GENERATOR_HASH).toBe('0133e3a4a4c900c9e9ab5f8108bb8320d3a37e44cea8cd5b3442daf649b94dcb')
})

it('makes the same world of the same seed, and another of another', ({ expect }) => {
  const inputsOf = (seed: number) =>
    JSON.stringify(createWorld(seed, 40).subjects.map(({ inputs }) => inputs))
  expect(inputsOf(1)).toBe(inputsOf(1))
  expect(inputsOf(1)).not.toBe(inputsOf(2))
})

it('changes nothing before the decision when what comes later is harder', ({ expect }) => {
  const usual = createWorld(3, 60)
  const harder = createWorld(3, 60, { strategicAt: 2 })
  expect(harder.subjects.map(({ inputs }) => inputs)).toEqual(
    usual.subjects.map(({ inputs }) => inputs),
  )
})

describe('a small market', () => {
  const world = createWorld(5, 1200)
  const labels = world.subjects.map((subject) => flatIsBad(subject))

  it('looks like the sources', ({ expect }) => {
    const figures = calibrationOf(world, labels)
    const within: Record<string, [least: number, most: number]> = {
      C1: [0.07, 0.18],
      C2: [0.05, 0.12],
      C3: [0.65, 1.05],
      C5: [0.66, 0.86],
      'marginal.monthP50': [20_000, 40_000],
      'marginal.weeklyCvP50': [0.22, 0.38],
      'marginal.dailyCvP50': [0.65, 0.95],
      'marginal.zeroDays': [0.12, 0.24],
      'marginal.silentAfter270Days': [0.1, 0.2],
    }
    for (const [name, [least, most]] of Object.entries(within)) {
      expect(figures[name], name).toBeGreaterThan(least)
      expect(figures[name], name).toBeLessThan(most)
    }
  })

  it('holds whole amounts only', ({ expect }) => {
    for (const { inputs, history } of world.subjects) {
      expect(inputs.features.weeks.every((week) => Number.isSafeInteger(week))).toBe(true)
      expect(history.sales.every((sold) => Number.isSafeInteger(sold))).toBe(true)
    }
  })

  it('never takes back more than is owed, and loses what was not repaid', ({ expect }) => {
    const terms = { principal: 100_000, fee: 4500, expectedDays: 60 }
    for (const subject of world.subjects) {
      const { days, paid, principalLost } = repay(subject, terms, { holdbackBp: 1200 })
      const settled = paid.reduce((sum, part) => sum + part, 0)
      expect(settled).toBeLessThanOrEqual(104_500)
      expect(days === null).toBe(settled < 104_500)
      expect(principalLost > 0).toBe(days === null)
    }
  })

  it('approves most, and loses less than it would without the rules', ({ expect }) => {
    const { metrics } = judgePolicy({ world, labels, state: STATE })
    expect(metrics['approval']).toBeGreaterThan(0.5)
    expect(metrics['loss']).toBeLessThan(0.08)
    const open = { ...STATE, model: { ...CURRENT_MODEL, gates: [] } }
    const { metrics: ungated } = judgePolicy({ world, labels, state: open })
    expect(ungated['loss']).toBeGreaterThan(metrics['loss'] ?? 1)
  })
})

it('reckons AUC, KS, PSI and quantiles as textbooks do', ({ expect }) => {
  const rows = [1, 2, 2, 3].map((score, i) => ({ score, isBad: i < 2 }))
  // Of four pairs of a bad and a good one, three are in order and one is a tie.
  expect(auc(rows)).toBe(3.5 / 4)
  expect(ks(rows)).toBe(0.5)
  expect(psi([1, 2, 3, 4], [1, 2, 3, 4])).toBeCloseTo(0)
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
})
