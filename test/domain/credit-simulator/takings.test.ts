import { it } from 'vitest'
import { parseTakings } from '../../../scripts/credit/backtest/csv.ts'
import { createWorld } from '../../../scripts/credit/world/world.ts'

it('reads takings with columns in any order, quotes, a byte order mark and Windows line ends', ({
  expect,
}) => {
  const text =
    '\uFEFFdate,amount,vendor,count\r\n2024-01-01,1250,"Asha, tea",3\r\n2024-01-02,0,b,\r\n'
  const rows = parseTakings(text)
  expect(rows.vendors).toEqual(['Asha, tea', 'b'])
  expect(rows.amount).toEqual([1250, 0])
  expect(rows.count).toEqual([3, -1])
  expect((rows.day[1] ?? 0) - (rows.day[0] ?? 0)).toBe(1)
})

it('refuses rows that are wrong, with their lines', ({ expect }) => {
  for (const row of [
    'v,2024-01-01,-5,1',
    'v,2024-01-01,12.5,1',
    'v,2024-02-30,5,1',
    'v,2024-01-01,,1',
    ',2024-01-01,5,1',
    'v,2024-01-01,5,x',
  ]) {
    const text = `vendor,date,amount,count\nv,2023-12-31,5,1\n${row}\n`
    expect(() => parseTakings(text), row).toThrow(/line 3/)
  }
  expect(() => parseTakings('vendor,amount\nv,5\n')).toThrow(/date/)
})

it('makes the same world of the same seed, and another of another', ({ expect }) => {
  const inputsOf = (seed: number) =>
    JSON.stringify(createWorld(seed, 20).subjects.map(({ inputs }) => inputs))
  expect(inputsOf(1)).toBe(inputsOf(1))
  expect(inputsOf(1)).not.toBe(inputsOf(2))
})
