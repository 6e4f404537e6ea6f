import { positionsOf } from '../../../src/domain/credit/line.ts'
import type { Draw, DrawPosition } from '../../../src/domain/credit/line.ts'

/** 100,000 with a fee of 4,000 to be repaid in 40 days: 2,600 a day, 36,400 by the first check. */
export function drawn(change: Partial<Draw> = {}, terms: Partial<Draw['terms']> = {}): Draw {
  return {
    id: 'drw_TEST',
    seq: 1,
    principal: 100_000,
    terms: {
      line: 'lin_TEST',
      policy: 'stock',
      fee: 4_000,
      expected_days: 40,
      daily_rate_e12: 0,
      supplier: null,
      reference: null,
      purchase: null,
      ...terms,
    },
    day: 1000,
    clockDay: 1000,
    closedDay: null,
    rebated: 0,
    writtenOff: 0,
    checks: [],
    ...change,
  }
}

/** Where a draw stands after so much of it was settled. */
export function at(settled: number, draw: Draw = drawn()): DrawPosition {
  const owed = draw.principal + draw.terms.fee
  const [position] = positionsOf([draw], owed - settled)
  if (position === undefined) throw new Error('there is one position')
  return position
}
