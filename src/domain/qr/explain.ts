import { readQr } from './codec.ts'
import type { QrField, QrProblem } from './problems.ts'

export interface QrRow extends QrField {
  problem?: QrProblem
  /** With a problem: whether strict apps refuse the code for it, or readers tolerate it. */
  level?: 'error' | 'warning'
}

/**
 * A text field by field, right or wrong: what is there in the order in which it stands, each with what is
 * wrong with it, and then what is missing. A field with two problems has two rows, a problem has one: where
 * an id stands twice, the first takes the first of its problems and the last takes what is left.
 */
export function explainQr(text: string): QrRow[] {
  const { fields, errors, warnings } = readQr(text)
  const problems = Map.groupBy(
    [
      ...errors.map((problem) => ({ problem, level: 'error' as const })),
      ...warnings.map((problem) => ({ problem, level: 'warning' as const })),
    ],
    ({ problem }) => problem.at,
  )
  const last = new Map(fields.map(({ path }, i) => [path, i]))
  const rows = fields.flatMap((field, i) => {
    const own = problems.get(field.path) ?? []
    const taken = own.splice(0, last.get(field.path) === i ? own.length : 1)
    if (taken.length > 0) return taken.map((found) => row(field, found))
    // An empty line is how a Swiss bill says nothing.
    return field.value === '' ? [] : [field]
  })
  const elsewhere = [...problems.values()]
    .flat()
    .map((found) => row({ path: found.problem.at, name: 'position', value: '' }, found))
  return [...rows, ...elsewhere]
}

function row(
  { path, name, value }: QrField,
  { problem, level }: { problem: QrProblem; level: 'error' | 'warning' },
): QrRow {
  return { path, name, value, problem, level }
}
