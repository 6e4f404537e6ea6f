/** A whole catalogue in one file, read and written as it arrives. The same file again changes nothing. */
import * as db from '../db/catalogue.ts'
import type { PackedItem } from '../db/catalogue.ts'
import { readHeader, readRow } from '../domain/catalogue/csv-columns.ts'
import type { Header } from '../domain/catalogue/csv-columns.ts'
import { readCells } from '../domain/catalogue/csv.ts'
import { NO_LINES, readLines } from '../domain/catalogue/import-lines.ts'
import type { Line } from '../domain/catalogue/import-lines.ts'
import { outcomesOf, refusedRow } from '../domain/catalogue/import-report.ts'
import type { RowReport } from '../domain/catalogue/import-report.ts'
import type { ItemInput } from '../domain/catalogue/item.ts'
import type { FieldProblem } from '../domain/errors.ts'
import { newId } from '../platform/ids.ts'
import { indexCatalogue } from './catalogue-index.ts'
import type { Supplier } from './catalogue.ts'
import type { Ctx } from './context.ts'

/** A hundred thousand items with ten names each. */
export const FILE_BYTES_MAX = 100 * 1024 * 1024
/** D1 takes a thousand statements of one request: with these three, a file needs at most 800 of them. Blank lines count. */
const LINES_MAX = 120_000
const CHUNK_ROWS_MAX = 250
/** D1 takes two megabytes in one value; a letter of Hindi is three bytes. */
const CHUNK_CHARS_MAX = 400_000
/** Skus that are looked through at once for what the file did not name. */
const SKUS_READ = 5_000

export type CheckedItem = { ok: true; input: ItemInput } | { ok: false; problems: FieldProblem[] }

/** The file has more bytes or lines than one may have. What was told of is written. */
export class FileTooLarge extends Error {}

/** The last line of the report. */
export interface ImportSummary {
  object: 'catalogue_import'
  rows: number
  created: number
  updated: number
  unchanged: number
  refused: number
  deactivated: number | null
}

/** Turns a line into a value that can be checked; null for a line without anything in it. */
type ReadLine = (
  text: string,
) => { ok: true; value: unknown } | { ok: false; problem: FieldProblem } | null

export type OpenedFile =
  | { ok: true; lines: AsyncGenerator<Line[]>; readLine: ReadLine }
  | { ok: false; problems: FieldProblem[] }

/** The lines of a body. At most one piece of it is in memory at a time. */
async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  let [state, bytes] = [NO_LINES, 0]
  for await (const piece of body ?? []) {
    bytes += piece.byteLength
    if (bytes > FILE_BYTES_MAX) throw new FileTooLarge()
    const read = readLines(state, decoder.decode(piece, { stream: true }))
    state = read.state
    if (read.lines.length > 0) yield read.lines
  }
  const { lines } = readLines(readLines(state, decoder.decode()).state, null)
  if (lines.length > 0) yield lines
}

/** A file of JSON, one item a line. */
export function openNdjson(body: ReadableStream<Uint8Array> | null): OpenedFile {
  return {
    ok: true,
    lines: linesOf(body),
    readLine: (text) => {
      if (text.trim() === '') return null
      try {
        return { ok: true, value: JSON.parse(text) as unknown }
      } catch {
        return broken('bad_json', 'is not JSON')
      }
    },
  }
}

/** A file of CSV, whose first line names its columns. */
export async function openCsv(
  body: ReadableStream<Uint8Array> | null,
  { currency }: Supplier,
): Promise<OpenedFile> {
  const lines = linesOf(body)
  const first = await lines.next()
  const [top, ...rest] = first.done === true ? [] : first.value
  const cells = readCells(top?.text ?? '')
  const read = cells === null ? OPEN_HEADER : readHeader(cells)
  if (!read.ok) {
    await lines.return(undefined)
    return read
  }
  return { ok: true, lines: startingWith(rest, lines), readLine: csvReader(read.header, currency) }
}

async function* startingWith(first: Line[], rest: AsyncGenerator<Line[]>): AsyncGenerator<Line[]> {
  yield first
  yield* rest
}

const OPEN_HEADER = {
  ok: false as const,
  problems: [broken('bad_csv', 'has a quote in its first line that does not pair').problem],
}

function csvReader(header: Header, currency: string): ReadLine {
  return (text) => {
    if (/^[\s,]*$/.test(text)) return null
    const cells = readCells(text)
    if (cells === null) return broken('bad_csv', 'has a quote that does not pair')
    const value = readRow(header, cells, currency)
    const detail = `must have ${header.length} cells like the first line, not ${cells.length}`
    return value === null ? broken('wrong_cells', detail) : { ok: true, value }
  }
}

function broken(code: string, detail: string): { ok: false; problem: FieldProblem } {
  return { ok: false, problem: { pointer: '', code, detail } }
}

interface Chunk {
  /** Rows in the order of the file: refused ones, and good ones whose outcome is not known yet. */
  rows: (RowReport | (PackedItem & { row: number; id: string }))[]
  chars: number
}

const emptyChunk = (): Chunk => ({ rows: [], chars: 0 })

/**
 * Writes the rows of a file and tells what became of each, some hundred at a time, and at the end the sums.
 *
 * @param check what a row must be
 * @param isReplacing whether items that the file does not name are taken out at the end
 * @throws FileTooLarge
 */
export async function* importCatalogue(
  ctx: Ctx,
  supplier: Supplier,
  file: Extract<OpenedFile, { ok: true }>,
  { check, isReplacing }: { check: (value: unknown) => CheckedItem; isReplacing: boolean },
): AsyncGenerator<(RowReport | ImportSummary)[]> {
  const rowOf = new Map<string, number>()
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  let [chunk, rows] = [emptyChunk(), 0]
  const written = async () => {
    const reports = await writeChunk(ctx, supplier, chunk, rowOf)
    for (const { outcome } of reports) counts[outcome] += 1
    chunk = emptyChunk()
    return reports
  }
  for await (const lines of file.lines) {
    for (const line of lines) {
      if (line.number > LINES_MAX) throw new FileTooLarge()
      const row = readOne(ctx, line, { readLine: file.readLine, check })
      if (row === null) continue
      rows += 1
      addRow(chunk, row)
      if (chunk.rows.length >= CHUNK_ROWS_MAX || chunk.chars >= CHUNK_CHARS_MAX)
        yield await written()
    }
  }
  if (chunk.rows.length > 0) yield await written()
  const mayReplace = isReplacing && counts.refused === 0 && rows > 0
  const deactivated = mayReplace ? await deactivateOthers(ctx, supplier.id, rowOf) : null
  await indexCatalogue(ctx)
  yield [{ object: 'catalogue_import', rows, ...counts, deactivated }]
}

function readOne(
  ctx: Ctx,
  { number, text }: Line,
  { readLine, check }: { readLine: ReadLine; check: (value: unknown) => CheckedItem },
): Chunk['rows'][number] | null {
  if (text === null) return refusedRow(number, null, [broken('too_long', 'is too long').problem])
  // What stands for bytes that are no UTF-8.
  if (text.includes('\ufffd'))
    return refusedRow(number, null, [broken('not_utf8', 'must be UTF-8').problem])
  const read = readLine(text)
  if (read === null) return null
  if (!read.ok) return refusedRow(number, null, [read.problem])
  const checked = check(read.value)
  if (!checked.ok) return refusedRow(number, skuOf(read.value), checked.problems)
  const id = newId('catalogueItem', ctx.nowMs)
  return { ...db.packItem(checked.input), row: number, id }
}

function skuOf(value: unknown): string | null {
  const sku = (value as { sku?: unknown } | null)?.sku
  return typeof sku === 'string' ? sku.slice(0, 64) : null
}

function addRow(chunk: Chunk, row: Chunk['rows'][number]): void {
  chunk.rows.push(row)
  if ('json' in row) chunk.chars += row.json.length
}

async function writeChunk(
  ctx: Ctx,
  supplier: Supplier,
  { rows }: Chunk,
  rowOf: Map<string, number>,
): Promise<RowReport[]> {
  const good = rows.filter((row) => 'json' in row)
  const changes = await db.upsertItems(ctx.env.DB, supplier, good, ctx.nowMs)
  const outcomes = outcomesOf(good, changes).values()
  return rows.map((row) => {
    if (!('json' in row)) return row
    const replaces = rowOf.get(row.sku)
    rowOf.set(ownText(row.sku), row.row)
    return {
      row: row.row,
      sku: row.sku,
      outcome: outcomes.next().value ?? 'unchanged',
      ...(replaces === undefined ? {} : { replaces }),
    }
  })
}

/** The same text without the piece of the file that it was cut out of, which V8 would keep as long as the text. */
function ownText(sku: string): string {
  return String.fromCharCode(...Array.from(sku, (symbol) => symbol.charCodeAt(0)))
}

/** Takes out what is sold and not in the file. What was put in while the file was read stays. */
async function deactivateOthers(
  ctx: Ctx,
  supplierId: string,
  named: ReadonlyMap<string, number>,
): Promise<number> {
  let [afterSku, count] = ['', 0]
  for (;;) {
    const page = { afterSku, untilMs: ctx.nowMs, limit: SKUS_READ }
    const skus = await db.listSoldSkus(ctx.env.DB, supplierId, page)
    const others = skus.filter((sku) => !named.has(sku))
    if (others.length > 0)
      count += await db.deactivateItems(ctx.env.DB, supplierId, others, ctx.nowMs)
    const last = skus[SKUS_READ - 1]
    if (last === undefined) return count
    afterSku = last
  }
}
