/** The columns of a catalogue as CSV, and what their cells say in the shape of the JSON. */
import type { FieldProblem } from '../errors.ts'
import { LANGUAGE_TAG, NAMES_MAX } from './import-item.ts'

/** How a cell becomes a value; text that cannot is left for the check of the fields, which names it. */
type Read = (cell: string, currency: string) => unknown

const number: Read = (cell) => (/^-?\d{1,15}$/.test(cell) ? Number(cell) : cell)
const text: Read = (cell) => cell
const list = (of: Read): Read => {
  return (cell, currency) => cell.split('|').map((part) => of(part.trim(), currency))
}
/** `10:23000`: from ten packs on, 23000 minor units each. */
const tier: Read = (cell, currency) => {
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(cell)
  return match === null
    ? cell
    : { from: Number(match[1]), price: { amount: Number(match[2]), currency } }
}

interface Column {
  path: readonly string[]
  read: Read
  isRequired: boolean
}

const column = (read: Read, path: string[], isRequired = false): Column => ({
  read,
  path,
  isRequired,
})

/** Every column but `name_…`, in the order in which the documentation shows them. */
const COLUMNS: Readonly<Record<string, Column>> = {
  sku: column(text, ['sku'], true),
  also: column(text, ['also']),
  category: column(text, ['category'], true),
  pack_count: column(number, ['pack', 'count']),
  pack_size: column(number, ['pack', 'size'], true),
  pack_unit: column(text, ['pack', 'unit'], true),
  quantity_min: column(number, ['quantity', 'min']),
  quantity_max: column(number, ['quantity', 'max']),
  quantity_step: column(number, ['quantity', 'step']),
  tiers: column(list(tier), ['tiers'], true),
  tax_bp: column(number, ['tax_bp'], true),
  stock: column(number, ['stock']),
  lead_days: column(number, ['lead_days']),
  areas: column(list(text), ['areas']),
  days: column(list(number), ['days']),
  valid_from: column(text, ['valid_from']),
  valid_until: column(text, ['valid_until']),
}

/** What each cell of a line is, from left to right. */
export type Header = readonly Column[]

/** The columns that a header names, or what is wrong with it. Order is free; a name may be a language's, `name_hi`. */
export function readHeader(
  cells: readonly string[],
): { ok: true; header: Header } | { ok: false; problems: FieldProblem[] } {
  const names = cells.map((cell) => cell.trim())
  const problems: FieldProblem[] = []
  const header = names.flatMap((name, i) => {
    const known = columnOf(name)
    if (known === null)
      problems.push(problem(name, 'unknown_column', 'is no column of a catalogue'))
    else if (names.indexOf(name) < i) problems.push(problem(name, 'column_twice', 'is there twice'))
    return known ?? []
  })
  for (const [name, { isRequired }] of Object.entries(COLUMNS)) {
    if (isRequired && !names.includes(name))
      problems.push(problem(name, 'missing_column', 'is missing'))
  }
  const languages = names.filter((name) => name.startsWith('name_')).length
  if (languages === 0)
    problems.push(problem('name_en', 'missing_column', 'or another name is missing'))
  if (languages > NAMES_MAX)
    problems.push(problem('name_', 'too_many_columns', `has at most ${NAMES_MAX} languages`))
  return problems.length === 0 ? { ok: true, header } : { ok: false, problems }
}

function columnOf(name: string): Column | null {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name] ?? null
  const language = name.startsWith('name_') ? name.slice('name_'.length) : ''
  return LANGUAGE_TAG.test(language) ? column(text, ['names', language]) : null
}

function problem(column: string, code: string, detail: string): FieldProblem {
  return { pointer: `/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`, code, detail }
}

/**
 * A line's cells in the shape of the JSON; an empty cell is a field that is left out. Null for a line that has more or
 * fewer cells than the header.
 *
 * @param currency of the supplier, in which all prices are
 */
export function readRow(
  header: Header,
  cells: readonly string[],
  currency: string,
): Record<string, unknown> | null {
  if (cells.length !== header.length) return null
  const row: Record<string, unknown> = {}
  header.forEach(({ path: [first = '', second], read }, i) => {
    const cell = cells[i]?.trim() ?? ''
    if (cell === '') return
    const value = read(cell, currency)
    if (second === undefined) row[first] = value
    else row[first] = { ...(row[first] as object | undefined), [second]: value }
  })
  return row
}
