import { it } from 'vitest'
import {
  CHECK_DAYS,
  checksBy,
  countsForRamp,
  elapsedDays,
  isInTime,
  paceBp,
  progressOf,
} from '../../../src/domain/credit/progress.ts'
import { at, drawn } from './draws.ts'

it('tells how a draw is getting on, by its checks and its age', ({ expect }) => {
  // Day, what was settled at each check, what is settled now → status.
  const rows: [number, number[], number, string][] = [
    [0, [], 0, 'on_track'],
    [13, [], 0, 'on_track'],
    // Half of 36,400 is 18,200.
    [14, [], 18_199, 'behind'],
    [14, [], 18_200, 'on_track'],
    [20, [18_199], 18_199, 'behind'],
    [20, [18_200], 18_200, 'on_track'],
    // The second fortnight is judged by what came in it: another 18,200.
    [28, [36_400, 36_400], 36_400, 'behind'],
    [28, [10_000, 28_200], 36_400, 'on_track'],
    [28, [10_000, 28_199], 36_400, 'near_breach'],
    // The last twelve days of the plan are 31,200.
    [42, [10_000, 20_000, 35_600], 52_000, 'on_track'],
    [42, [10_000, 20_000, 35_599], 52_000, 'near_breach'],
    // At one and a half times the days it must be two fifths: 41,600 of 104,000.
    [59, [0, 20_000, 41_599, 41_599], 41_599, 'behind'],
    [60, [0, 20_000, 41_599, 41_599], 41_599, 'breach'],
    [60, [0, 20_000, 41_600, 41_600], 41_600, 'behind'],
  ]
  for (const [day, checks, settled, status] of rows) {
    const position = at(settled, drawn({ checks }))
    expect(progressOf(position, 1000 + day, []).status, `day ${day}: ${settled}`).toBe(status)
  }
  expect(progressOf(at(5_000), 1010, [])).toEqual({
    elapsedDays: 10,
    expectedDays: 40,
    planned: 26_000,
    minimum: 13_000,
    settled: 5_000,
    status: 'on_track',
  })
  expect(progressOf(at(5_000), 1200, [])).toMatchObject({ planned: 104_000, minimum: 52_000 })
  // A draw that waits for an earlier one is never late.
  expect(progressOf(at(0, drawn({ clockDay: null })), 1900, [])).toMatchObject({
    elapsedDays: 0,
    status: 'on_track',
  })
})

it('stops the clock while a pause lasts, wherever it begins and ends', ({ expect }) => {
  const pauses = (...list: [number, number][]) =>
    list.map(([fromDay, toDay]) => ({ fromDay, toDay }))
  expect(elapsedDays(1000, 1020, [])).toBe(20)
  expect(elapsedDays(1000, 1020, pauses([1005, 1010]))).toBe(15)
  expect(elapsedDays(1000, 1007, pauses([1005, 1010]))).toBe(5)
  expect(elapsedDays(1000, 1020, pauses([990, 1003], [1018, 1040]))).toBe(15)
  expect(elapsedDays(1000, 1020, pauses([900, 990], [1020, 1040]))).toBe(20)
  expect(elapsedDays(1000, 990, [])).toBe(0)
  const position = at(0)
  expect(progressOf(position, 1020, []).status).toBe('behind')
  expect(progressOf(position, 1020, pauses([1006, 1020])).status).toBe('on_track')
  expect(checksBy(position, 1000 + 2 * CHECK_DAYS, [])).toEqual([0, 0])
  expect(checksBy(position, 1000 + 2 * CHECK_DAYS, pauses([1001, 1002]))).toEqual([0])
  // What a check found stays, whatever came later.
  expect(checksBy(at(50_000, drawn({ checks: [7] })), 1028, [])).toEqual([7, 50_000])
  expect(checksBy(at(50_000, drawn({ checks: [7], clockDay: null })), 1900, [])).toEqual([7])
})

it('spreads what was repaid over the checks that nobody made', ({ expect }) => {
  const steady = at(88_560)
  expect(checksBy(steady, 1042, [])).toEqual([29_520, 59_040, 88_560])
  expect(checksBy(at(10_000, drawn({ checks: [4_000] })), 1056, [])).toEqual([
    4_000, 6_000, 8_000, 10_000,
  ])
  // A refund had given some back; nothing at all was repaid.
  expect(checksBy(at(1_000, drawn({ checks: [4_000] })), 1042, [])).toEqual([4_000, 2_500, 1_000])
  expect(checksBy(at(0), 1042, [])).toEqual([0, 0, 0])
  const status = (settled: number) => {
    const position = at(settled)
    const checks = checksBy(position, 1042, [])
    return progressOf(at(settled, drawn({ checks })), 1042, []).status
  }
  // By then half of all 104,000 is due, and 15,600 came in the last two weeks or it was too little.
  expect([88_560, 52_000, 51_999, 46_800, 46_797, 0].map(status)).toEqual([
    'on_track',
    'on_track',
    'behind',
    'behind',
    'near_breach',
    'near_breach',
  ])
})

it('lets only a draw that was out for a while say something about the next', ({ expect }) => {
  const closed = (days: number, expected: number) =>
    drawn({ closedDay: 1000 + days }, { expected_days: expected })
  expect(paceBp(drawn(), [])).toBeNull()
  expect(paceBp(closed(40, 40), [])).toBe(10_000)
  expect(paceBp(closed(0, 40), [])).toBe(250)
  expect(paceBp(closed(60, 40), [{ fromDay: 1010, toDay: 1018 }])).toBe(13_000)
  expect([13_000, 13_001].map(isInTime)).toEqual([true, false])
  expect(countsForRamp(drawn(), [])).toBe(false)
  expect(countsForRamp(closed(0, 40), [])).toBe(false)
  expect([13, 14].map((days) => countsForRamp(closed(days, 40), []))).toEqual([false, true])
  expect([4, 5].map((days) => countsForRamp(closed(days, 9), []))).toEqual([false, true])
  expect(countsForRamp(closed(20, 40), [{ fromDay: 1003, toDay: 1010 }])).toBe(false)
})
