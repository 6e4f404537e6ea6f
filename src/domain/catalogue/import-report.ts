/** What became of each row of a file. */
import type { FieldProblem } from '../errors.ts'

export type Outcome = 'created' | 'updated' | 'unchanged' | 'refused'

/** One row's line of the report. */
export interface RowReport {
  /** Number of its line in the file; the first is 1, a header included. */
  row: number
  /** Null when the line does not say one. */
  sku: string | null
  outcome: Outcome
  /** The row before with the same sku, whose words no longer count. */
  replaces?: number
  /** Only of a refused row. */
  errors?: FieldProblem[]
}

/** A row's worst dozen is enough to mend it by, and keeps the report smaller than the file. */
export const ROW_ERRORS_MAX = 12

export function refusedRow(row: number, sku: string | null, errors: FieldProblem[]): RowReport {
  return { row, sku, outcome: 'refused', errors: errors.slice(0, ROW_ERRORS_MAX) }
}

/**
 * What became of rows that one statement wrote one after the other.
 *
 * @param rows as sent; `hash` is equal for rows that say the same
 * @param changes each change that the statement made, in any order: whether the row of that sku was not there before
 */
export function outcomesOf(
  rows: readonly { sku: string; hash: string }[],
  changes: readonly { sku: string; isNew: boolean }[],
): Exclude<Outcome, 'refused'>[] {
  const bySku = Map.groupBy(changes, ({ sku }) => sku)
  const repeats = new Map<string, number>()
  const last = new Map<string, string>()
  const isRepeat = rows.map(({ sku, hash }) => {
    const before = last.get(sku)
    last.set(sku, hash)
    if (before === undefined) return null
    if (before !== hash) repeats.set(sku, (repeats.get(sku) ?? 0) + 1)
    return before === hash
  })
  return rows.map(({ sku }, i) => {
    const isSame = isRepeat[i]
    if (typeof isSame === 'boolean') return isSame ? 'unchanged' : 'updated'
    const made = bySku.get(sku) ?? []
    if (made.some(({ isNew }) => isNew)) return 'created'
    // What repeats of the row changed is known; a change more is that of the first.
    return made.length > (repeats.get(sku) ?? 0) ? 'updated' : 'unchanged'
  })
}
