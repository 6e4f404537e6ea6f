/** Daily takings of one vendor, one number a day. */
import { ScriptError } from '../../demo/script-error.ts'
import type { TakingsRows } from './csv.ts'
import { formatDay } from './day.ts'

export interface Series {
  vendor: string
  /** First and last day that the file has of this vendor; days since 1970-01-01. */
  firstDay: number
  lastDay: number
  /** Minor units by day from `firstDay`; a day that the file does not have is 0. */
  amounts: Float64Array
  /** Payments by day; null in a file without them. A day without the number counts 1 when it has sales. */
  counts: Int32Array | null
  /** `sums[i]` is the sum of the first `i` days. */
  sums: Float64Array
}

/** Days of all vendors together: about a gigabyte. */
const CELLS_MAX = 60_000_000
const DUPLICATES_MAX = 10

/**
 * Makes a series of each vendor, sorted by name, whatever the order of the rows.
 *
 * Throws a ScriptError with the lines of rows that say the same day of the same vendor twice.
 */
export function seriesOf(rows: TakingsRows): Series[] {
  const byVendor = rowsByVendor(rows)
  const duplicates: { line: number; text: string }[] = []
  let cells = 0
  const all = rows.vendors.map((vendor, id) => {
    const own = byVendor.order.subarray(byVendor.starts[id], byVendor.starts[id + 1])
    const { series, twice } = oneSeries(vendor, own, rows)
    for (const one of twice) duplicates.push(one)
    cells += series.amounts.length
    if (cells > CELLS_MAX) {
      throw new ScriptError(`The file spans more than ${CELLS_MAX} vendor days: is a year wrong?`)
    }
    return series
  })
  if (duplicates.length > 0) {
    const texts = duplicates
      .toSorted((a, b) => a.line - b.line)
      .slice(0, DUPLICATES_MAX)
      .map(({ text }) => text)
    throw new ScriptError(`The takings file is not as it should be:\n${texts.join('\n')}`)
  }
  return all.toSorted((a, b) => (a.vendor < b.vendor ? -1 : 1))
}

function rowsByVendor({ vendor, vendors }: TakingsRows) {
  const starts = new Int32Array(vendors.length + 1)
  for (const id of vendor) starts[id + 1] = (starts[id + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const order = new Int32Array(vendor.length)
  for (const [row, id] of vendor.entries()) {
    const place = next[id] ?? 0
    order[place] = row
    next[id] = place + 1
  }
  return { starts, order }
}

function oneSeries(vendor: string, own: Int32Array, rows: TakingsRows) {
  let firstDay = Infinity
  let lastDay = -Infinity
  for (const row of own) {
    const day = rows.day[row] ?? 0
    firstDay = Math.min(firstDay, day)
    lastDay = Math.max(lastDay, day)
  }
  const length = Math.min(lastDay - firstDay + 1, CELLS_MAX)
  const amounts = new Float64Array(length)
  const counts = rows.hasCounts ? new Int32Array(length) : null
  const lines = new Int32Array(length)
  const twice: { line: number; text: string }[] = []
  for (const row of own) {
    const day = rows.day[row] ?? 0
    const line = rows.line[row] ?? 0
    const place = day - firstDay
    const before = lines[place] ?? 0
    if (before !== 0) {
      const text = `line ${line}: ${vendor} has ${formatDay(day)} already, in line ${before}`
      twice.push({ line, text })
      continue
    }
    lines[place] = line
    const amount = rows.amount[row] ?? 0
    const count = rows.count[row] ?? -1
    amounts[place] = amount
    if (counts !== null) counts[place] = count >= 0 ? count : amount > 0 ? 1 : 0
  }
  return {
    series: { vendor, firstDay, lastDay, amounts, counts, sums: sumsOf(amounts) },
    twice,
  }
}

export function sumsOf(amounts: Float64Array): Float64Array {
  const sums = new Float64Array(amounts.length + 1)
  let sum = 0
  for (let i = 0; i < amounts.length; i += 1) sums[i + 1] = sum += amounts[i] ?? 0
  return sums
}

/** Sales from a day to the one before another; days outside the series have none. */
export function salesBetween({ firstDay, sums }: Series, fromDay: number, toDay: number): number {
  const last = sums.length - 1
  const from = Math.max(0, Math.min(last, fromDay - firstDay))
  const to = Math.max(from, Math.min(last, toDay - firstDay))
  return (sums[to] ?? 0) - (sums[from] ?? 0)
}
