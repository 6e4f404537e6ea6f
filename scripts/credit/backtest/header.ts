/** The first line of a takings file: which column is which, and what stands between them. */
import { ScriptError } from '../../demo/script-error.ts'

const COLUMNS = ['vendor', 'date', 'amount', 'count'] as const
type Column = (typeof COLUMNS)[number]

/** What others call the columns; a column of the proper name comes first. */
const OTHER_NAMES: Record<Column, readonly string[]> = {
  vendor: ['vendor_id', 'vendorid', 'vendor id', 'merchant', 'merchant_id', 'store', 'store_id'],
  date: ['day'],
  amount: ['amount_minor', 'takings', 'sales'],
  count: ['counts', 'payments', 'transactions', 'customers'],
}
const SEPARATORS = [',', ';', '\t'] as const

/** Where the columns are; `count` is -1 in a file without one. */
export type Places = Record<Column, number> & { length: number }

export interface Header {
  places: Places
  /** Columns that are not read, as they are named in the file but in small letters. */
  ignored: string[]
}

/** What separates the fields: the one of comma, semicolon and tab that the first line has most of. */
export function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const [most = ','] = SEPARATORS.toSorted((a, b) => bare.split(b).length - bare.split(a).length)
  return most
}

/** Reads the names of the columns. Throws a ScriptError for a header that lacks one or has one twice. */
export function headerOf(fields: readonly string[]): Header {
  const names = fields.map((name) => name.toLowerCase())
  const known = Object.fromEntries(COLUMNS.map((column) => [column, placeOf(column, names)]))
  const { vendor = -1, date = -1, amount = -1, count = -1 } = known
  const missing = COLUMNS.filter((column) => column !== 'count' && known[column] === -1)
  if (missing.length > 0) {
    throw new ScriptError(
      `line 1: the header lacks ${missing.map((name) => `"${name}"`).join(', ')}; ` +
        'it must name the columns vendor, date, amount and, if there is one, count',
    )
  }
  const places = { vendor, date, amount, count, length: names.length }
  const read = new Set([vendor, date, amount, count])
  return { places, ignored: names.filter((_, i) => !read.has(i)) }
}

function placeOf(column: Column, names: readonly string[]): number {
  for (const name of [column, ...OTHER_NAMES[column]]) {
    const place = names.indexOf(name)
    if (place === -1) continue
    if (names.includes(name, place + 1)) {
      throw new ScriptError(`line 1: the column "${name}" is there twice`)
    }
    return place
  }
  return -1
}
