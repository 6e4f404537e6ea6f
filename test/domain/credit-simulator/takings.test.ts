import { it } from 'vitest'
import { parseTakings } from '../../../scripts/credit/backtest/csv.ts'
import { formatDay, parseDay } from '../../../scripts/credit/backtest/day.ts'
import { mergeRows, salesBetween, seriesOf } from '../../../scripts/credit/backtest/series.ts'

it('reads takings with columns in any order, quotes, a byte order mark and Windows line ends', ({
  expect,
}) => {
  const text =
    '\uFEFFDate,amount,vendor,count\r\n2024-01-01,1250,"Asha ""A"", tea",3\r\n\r\n2024-01-02,0,b,\r\n'
  const rows = parseTakings(text)
  expect(rows.vendors).toEqual(['Asha "A", tea', 'b'])
  expect(rows.amount).toEqual([1250, 0])
  expect(rows.count).toEqual([3, -1])
  expect((rows.day[1] ?? 0) - (rows.day[0] ?? 0)).toBe(1)
})

it('reads a name with a line break in it, and counts lines as an editor does', ({ expect }) => {
  const text = 'vendor,date,amount\n"two\nlines",2024-01-01,5\nv,2024-01-02,6'
  expect(parseTakings(text).vendors).toEqual(['two\nlines', 'v'])
  expect(() => parseTakings(`${text}\nv,2024-01-03,x`)).toThrow('line 5: amount "x"')
})

it('reads what data frames and spreadsheets write', ({ expect }) => {
  const rows = parseTakings(
    'Store;Day;Sales;Customers\r\n7;2024-01-01 00:00:00;1250.0;3.0\r\n7;2024-01-02T00:00:00Z;-40;1\r\n',
  )
  expect(rows.vendors).toEqual(['7'])
  expect(rows.amount).toEqual([1250, -40])
  expect(rows.count).toEqual([3, 1])
  expect((rows.day[1] ?? 0) - (rows.day[0] ?? 0)).toBe(1)
  expect(rows.ignoredColumns).toEqual([])
  expect(parseTakings('vendor\tdate\tamount\n"a\tb"\t2024-01-01\t5').vendors).toEqual(['a\tb'])
  // The proper name comes first: a count of payments is no amount.
  const both = parseTakings('store,vendor,date,amount,sales\n7,v,2024-01-01,5,6')
  expect([both.vendors, both.amount, both.ignoredColumns]).toEqual([['v'], [5], ['store', 'sales']])
})

it('leaves columns alone that it does not know, and says so', ({ expect }) => {
  const rows = parseTakings('city,vendor,date,amount\nPune,v,2024-01-01,5\n')
  expect(rows.amount).toEqual([5])
  expect(rows.ignoredColumns).toEqual(['city'])
})

it('takes an empty file, and one with a header alone, as no vendors', ({ expect }) => {
  expect(seriesOf(parseTakings(''))).toEqual([])
  expect(seriesOf(parseTakings('vendor,date,amount,count\r\n'))).toEqual([])
})

it('refuses rows that are wrong, with their lines', ({ expect }) => {
  for (const [row, why] of [
    ['v,2024-01-01,5,-1', 'negative'],
    ['v,2024-01-01,-5.5,1', 'minor units'],
    ['v,2024-01-01,12.5,1', 'minor units'],
    ['v,2024-01-01,1e3,1', 'whole number'],
    ['v,2024-01-01,,1', 'empty'],
    ['v,2024-01-01,9999999999999,1', 'beyond'],
    ['v,2024-01-01,-9999999999999,1', 'beyond'],
    ['v,2024-02-30,5,1', 'not a date'],
    ['v,01/02/2024,5,1', 'not a date'],
    ['v,2024-1-1,5,1', 'not a date'],
    [',2024-01-01,5,1', 'vendor is empty'],
    ['v,2024-01-01,5,x', 'count'],
    ['v,2024-01-01,5', '3 fields'],
    ['"v,2024-01-01,5,1', 'never closed'],
  ] as const) {
    const text = `vendor,date,amount,count\nv,2023-12-31,5,1\n${row}\n`
    expect(() => parseTakings(text), row).toThrow('line 3')
    expect(() => parseTakings(text), row).toThrow(why)
  }
})

it('refuses a header that lacks a column or has one twice', ({ expect }) => {
  expect(() => parseTakings('vendor,amount\nv,5\n')).toThrow('"date"')
  expect(() => parseTakings('vendor,date,amount,amount\nv,2024-01-01,5,5\n')).toThrow('twice')
})

it('names the lines of up to ten mistakes at once', ({ expect }) => {
  const text = `vendor,date,amount\n${'v,2024-01-01,-\n'.repeat(12)}`
  expect(() => parseTakings(text)).toThrow(/line 2:[^]*line 11:[^]*more/)
})

it('adds up the rows of a day, and takes one that gave back more than it took as none', ({
  expect,
}) => {
  const rows = [
    'v,2024-01-01,500,5',
    'w,2024-01-01,7,1',
    'v,2024-01-03,-900,1',
    'v,2024-01-01,-200,1',
    'v,2024-01-03,600,',
    'v,2024-01-02,30,',
  ]
  const { series, addedRows, negativeDays } = mergeRows(
    parseTakings(['vendor,date,amount,count', ...rows].join('\n')),
  )
  expect(series.map(({ amounts }) => [...amounts])).toEqual([[300, 30, 0], [7]])
  expect([...(series[0]?.counts ?? [])]).toEqual([6, 1, 2])
  expect([addedRows, negativeDays]).toEqual([2, 1])
})

it('makes the same series of the rows in any order; missing days are zero', ({ expect }) => {
  const rows = ['b,2024-01-05,7', 'a,2024-01-03,2', 'a,2024-01-01,1']
  const all = [rows, rows.toReversed()].map((some) =>
    seriesOf(parseTakings(`vendor,date,amount\n${some.join('\n')}\n`)),
  )
  expect(all[0]).toEqual(all[1])
  const [a, b] = all[0] ?? []
  expect([a?.vendor, b?.vendor]).toEqual(['a', 'b'])
  expect([...(a?.amounts ?? [])]).toEqual([1, 0, 2])
  const from = parseDay('2024-01-01') ?? 0
  expect(a && salesBetween(a, from, from + 3)).toBe(3)
  expect(a && salesBetween(a, from - 10, from + 1)).toBe(1)
  expect(a && salesBetween(a, from + 3, from + 9)).toBe(0)
})

it('knows the days of the calendar', ({ expect }) => {
  expect(parseDay('1970-01-01')).toBe(0)
  expect(parseDay('2024-02-29')).toBe(19_782)
  expect(parseDay('2023-02-29')).toBeNull()
  expect(parseDay('1969-12-31')).toBeNull()
  expect(formatDay(19_782)).toBe('2024-02-29')
})
