/** Reads a file of daily takings: `vendor,date,amount,count`, strict about every row and quick with millions of them. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { ScriptError } from '../../demo/script-error.ts'
import { parseDay } from './day.ts'
import { headerOf, separatorOf } from './header.ts'
import type { Places } from './header.ts'

/** Rows of a file, column by column; the same index is the same row. */
export interface TakingsRows {
  vendors: string[]
  /** Index into `vendors`. */
  vendor: number[]
  day: number[]
  /** Minor units; below 0 when more was given back than came in. */
  amount: number[]
  /** Number of payments; -1 where the file does not say. */
  count: number[]
  hasCounts: boolean
  /** Columns that the format does not know. */
  ignoredColumns: string[]
}

export interface TakingsFile extends TakingsRows {
  sha256: string
}

/** A stall that takes ten billion rupees a day is a wrong unit. Sums over a year stay far below 2^53. */
const AMOUNT_MAX = 1_000_000_000_000
const COUNT_MAX = 100_000_000
/** Mistakes shown at once. */
const MISTAKES_MAX = 10
const CHUNK_BYTES = 1 << 20
/** Whole numbers, also as spreadsheets and data frames write them: `1250.00`. */
const WHOLE = /^-?\d+(?:\.0+)?$/
const NUMBER = /^-?\d*[.,]\d+$/

/**
 * Reads a takings file without holding its text in memory.
 *
 * Throws a ScriptError with the line numbers of what is wrong.
 */
export function readTakings(path: string): TakingsFile {
  const parser = createTakingsParser()
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8')
  const file = openFile(path)
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  try {
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK_BYTES, null)
      if (length === 0) break
      const bytes = buffer.subarray(0, length)
      hash.update(bytes)
      parser.push(decoder.decode(bytes, { stream: true }))
    }
  } finally {
    closeSync(file)
  }
  parser.push(decoder.decode())
  return { ...parser.end(), sha256: hash.digest('hex') }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw new ScriptError(`Cannot read ${path}: ${(error as Error).message}`)
  }
}

/** The same for text that is in memory already. */
export function parseTakings(text: string): TakingsRows {
  const parser = createTakingsParser()
  parser.push(text)
  return parser.end()
}

interface TakingsParser {
  push: (text: string) => void
  end: () => TakingsRows
}

function createTakingsParser(): TakingsParser {
  const rows = emptyRows()
  const ids = new Map<string, number>()
  const days = new Map<string, number | null>()
  const mistakes: string[] = []
  let places: Places | null = null
  let separator = ','
  let rest = ''
  /** A record whose quotes are still open, and the line that it began on. */
  let open: { text: string; line: number } | null = null
  let line = 0

  const takeRecord = (text: string, at: number): void => {
    if (text.trim() === '') return
    if (places === null) {
      separator = separatorOf(text)
      const header = headerOf(splitRecord(text, separator))
      places = header.places
      rows.ignoredColumns = header.ignored
      return
    }
    const fields = splitRecord(text, separator)
    const wrong = takeRow(fields, { rows, ids, days, places })
    if (wrong !== null) mistakes.push(`line ${at}: ${wrong}`)
    if (mistakes.length >= MISTAKES_MAX) refuse(mistakes, true)
  }
  const takeLine = (text: string): void => {
    line += 1
    const begun = open ?? { text: '', line }
    const whole = open === null ? text : `${begun.text}\n${text}`
    if (whole.includes('"') && quotesOf(whole) % 2 === 1) {
      open = { text: whole, line: begun.line }
      return
    }
    open = null
    takeRecord(whole.endsWith('\r') ? whole.slice(0, -1) : whole, begun.line)
  }
  return {
    push: (text) => {
      const lines = (rest + (line === 0 && rest === '' ? withoutMark(text) : text)).split('\n')
      rest = lines.pop() ?? ''
      for (const one of lines) takeLine(one)
    },
    end: () => {
      if (rest !== '') takeLine(rest)
      if (open !== null) mistakes.push(`line ${open.line}: a quote is never closed`)
      if (mistakes.length > 0) refuse(mistakes, false)
      return rows
    },
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function emptyRows(): TakingsRows {
  return {
    vendors: [],
    vendor: [],
    day: [],
    amount: [],
    count: [],
    hasCounts: false,
    ignoredColumns: [],
  }
}

function quotesOf(text: string): number {
  let quotes = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes += 1
  return quotes
}

/** Fields of a record after RFC 4180: quotes around a field, two for one inside. */
function splitRecord(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator).map((field) => field.trim())
  const fields: string[] = []
  let field = ''
  let isQuoted = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (char === '"' && isQuoted && text.charAt(i + 1) === '"') {
      field += '"'
      i += 1
    } else if (char === '"') isQuoted = !isQuoted
    else if (char === separator && !isQuoted) {
      fields.push(field.trim())
      field = ''
    } else field += char
  }
  return [...fields, field.trim()]
}

interface RowPlace {
  rows: TakingsRows
  ids: Map<string, number>
  days: Map<string, number | null>
  places: Places
}

/** Adds a row; what is wrong with it, or null. */
function takeRow(fields: readonly string[], about: RowPlace): string | null {
  const { rows, ids, days, places } = about
  if (fields.length !== places.length) {
    return `has ${fields.length} fields, and the header has ${places.length}`
  }
  const vendor = fields[places.vendor] ?? ''
  if (vendor === '') return 'the vendor is empty'
  const date = fields[places.date] ?? ''
  let day = days.get(date)
  if (day === undefined) days.set(date, (day = parseDay(date)))
  if (day === null) return `"${date}" is not a date like 2026-11-24`
  const amountText = fields[places.amount] ?? ''
  const amount = wholeOf(amountText, { least: -AMOUNT_MAX, most: AMOUNT_MAX })
  if (amount === null) return `amount "${amountText}" ${complaintAbout(amountText, AMOUNT_MAX)}`
  const countText = places.count === -1 ? '' : (fields[places.count] ?? '')
  const count = countText === '' ? -1 : wholeOf(countText, { least: 0, most: COUNT_MAX })
  if (count === null) return `count "${countText}" ${complaintAbout(countText, COUNT_MAX)}`
  let id = ids.get(vendor)
  if (id === undefined) {
    ids.set(vendor, (id = rows.vendors.length))
    rows.vendors.push(vendor)
  }
  rows.vendor.push(id)
  rows.day.push(day)
  rows.amount.push(amount)
  rows.count.push(count)
  if (count !== -1) rows.hasCounts = true
  return null
}

function wholeOf(text: string, { least, most }: { least: number; most: number }): number | null {
  if (!WHOLE.test(text)) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

function complaintAbout(text: string, most: number): string {
  if (text === '') return 'is empty'
  if (WHOLE.test(text)) return Math.abs(Number(text)) > most ? `is beyond ${most}` : 'is negative'
  return NUMBER.test(text) ? 'is not whole: amounts are in minor units' : 'is not a whole number'
}

function refuse(mistakes: readonly string[], isMore: boolean): never {
  const more = isMore ? '\nand perhaps more after these' : ''
  throw new ScriptError(`The takings file is not as it should be:\n${mistakes.join('\n')}${more}`)
}
