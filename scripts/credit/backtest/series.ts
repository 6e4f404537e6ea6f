/** Daily takings of one vendor, one number a day. */
import { ScriptError } from '../../demo/script-error.ts'
import type { TakingsRows } from './csv.ts'

export interface Series {
  vendor: string
  /** First and last day that the file has of this vendor; days since 1970-01-01. */
  firstDay: number
  lastDay: number
  /** Minor units by day from `firstDay`; 0 for a day that the file does not have, or that gave back more than it took. */
  amounts: Float64Array
  /** Payments by day; null in a file without them. A day without the number counts 1 when it has sales. */
  counts: Int32Array | null
  /** `sums[i]` is the sum of the first `i` days. */
  sums: Float64Array
}

/** Days of all vendors together: about a gigabyte. */
const CELLS_MAX = 60_000_000

/** What became of the rows. */
export interface Merged {
  series: Series[]
  /** Rows that were added to another of the same vendor and day. */
  addedRows: number
  /** Days that came to less than nothing, and count as days without sales. */
  negativeDays: number
}

/** Makes a series of each vendor, sorted by name, whatever the order of the rows; rows of one day are added up. */
export function seriesOf(rows: TakingsRows): Series[] {
  return mergeRows(rows).series
}

/** The same, with what was added up and what was below zero. */
export function mergeRows(rows: TakingsRows): Merged {
  const byVendor = rowsByVendor(rows)
  const merged: Merged = { series: [], addedRows: 0, negativeDays: 0 }
  let cells = 0
  for (const [id, vendor] of rows.vendors.entries()) {
    const own = byVendor.order.subarray(byVendor.starts[id], byVendor.starts[id + 1])
    const [firstDay, lastDay] = spanOf(own, rows)
    cells += lastDay - firstDay + 1
    if (cells > CELLS_MAX) {
      throw new ScriptError(`The file spans more than ${CELLS_MAX} vendor days: is a year wrong?`)
    }
    merged.series.push(oneSeries({ vendor, firstDay, lastDay }, own, { rows, merged }))
  }
  merged.series.sort((a, b) => (a.vendor < b.vendor ? -1 : 1))
  return merged
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

function spanOf(own: Int32Array, rows: TakingsRows): [firstDay: number, lastDay: number] {
  let firstDay = Infinity
  let lastDay = -Infinity
  for (const row of own) {
    const day = rows.day[row] ?? 0
    firstDay = Math.min(firstDay, day)
    lastDay = Math.max(lastDay, day)
  }
  return [firstDay, lastDay]
}

function oneSeries(
  span: Pick<Series, 'vendor' | 'firstDay' | 'lastDay'>,
  own: Int32Array,
  { rows, merged }: { rows: TakingsRows; merged: Merged },
): Series {
  const { firstDay, lastDay } = span
  const length = lastDay - firstDay + 1
  const amounts = new Float64Array(length)
  const counts = rows.hasCounts ? new Int32Array(length) : null
  const isThere = new Uint8Array(length)
  for (const row of own) {
    const place = (rows.day[row] ?? 0) - firstDay
    const amount = rows.amount[row] ?? 0
    const count = rows.count[row] ?? -1
    merged.addedRows += isThere[place] ?? 0
    isThere[place] = 1
    amounts[place] = (amounts[place] ?? 0) + amount
    if (counts !== null)
      counts[place] = (counts[place] ?? 0) + (count >= 0 ? count : amount > 0 ? 1 : 0)
  }
  for (let i = 0; i < length; i += 1) {
    if ((amounts[i] ?? 0) >= 0) continue
    merged.negativeDays += 1
    amounts[i] = 0
  }
  return { ...span, amounts, counts, sums: sumsOf(amounts) }
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
