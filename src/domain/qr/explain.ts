import { readQr } from './codec.ts'
import type { Findings, QrField, QrProblem } from './problems.ts'

/** A problem, and whether strict apps refuse the code for it or readers tolerate it. */
export interface QrFinding {
  problem: QrProblem
  level: 'error' | 'warning'
}

/** A field with everything that is wrong with it. */
export interface QrEntry extends QrField {
  findings: QrFinding[]
}

export interface QrRow extends QrField, Partial<QrFinding> {}

/**
 * The fields of a reading in the order in which they stand, each with what is wrong with it, and then what is
 * missing. Where an id stands twice, the first takes the first of its problems and the last takes what is left.
 */
export function entriesOf({
  fields,
  errors,
  warnings,
}: Findings & { fields: readonly QrField[] }): QrEntry[] {
  const found = Map.groupBy(
    [
      ...errors.map((problem): QrFinding => ({ problem, level: 'error' })),
      ...warnings.map((problem): QrFinding => ({ problem, level: 'warning' })),
    ],
    ({ problem }) => problem.at,
  )
  const last = new Map(fields.map(({ path }, i) => [path, i]))
  const entries = fields.flatMap((field, i) => {
    const own = found.get(field.path) ?? []
    const findings = own.splice(0, last.get(field.path) === i ? own.length : 1)
    // An empty line is how a Swiss bill says nothing.
    return findings.length === 0 && field.value === '' ? [] : [{ ...field, findings }]
  })
  const elsewhere = [...found.values()].flat().map((finding): QrEntry => {
    return { path: finding.problem.at, name: 'position', value: '', findings: [finding] }
  })
  return [...entries, ...elsewhere]
}

/** A text field by field, right or wrong, one row for each problem: {@link entriesOf} for a table. */
export function explainQr(text: string): QrRow[] {
  return entriesOf(readQr(text)).flatMap(({ findings, ...field }): QrRow[] => {
    return findings.length === 0 ? [field] : findings.map((finding) => ({ ...field, ...finding }))
  })
}
