import type { Comparison, Spread } from './rounds.ts'

/** One thing measured. */
export interface Line {
  name: string
  value: number
  unit: '×' | '$' | 'rows' | 'requests' | 'KB'
  /** Over the rounds; left out for what does not vary. */
  spread?: Spread
  budget?: { atLeast: number } | { atMost: number } | { below: number }
  /** What the figure is made of. */
  note: string
}

/** Throughput by the clock, which has the budget, and by processor time, which other programs disturb less. */
export function comparisonLines(name: string, comparison: Comparison, atLeast: number): Line[] {
  const { throughput, processor, subjectPerSecond, basePerSecond } = comparison
  const pace = `${subjectPerSecond.toFixed(0)} against ${basePerSecond.toFixed(0)} a second`
  const line: Line = {
    name,
    value: throughput.median,
    spread: throughput,
    unit: '×',
    budget: { atLeast },
    note: pace,
  }
  if (processor === null) return [line]
  const byProcessor = { name: '  the same by processor time', unit: '×' } as const
  const note = 'of the whole runtime'
  return [line, { ...byProcessor, value: processor.median, spread: processor, note }]
}

/** Whether a line keeps its budget; null for one without. */
export function verdict({ value, budget }: Line): 'within budget' | 'OVER BUDGET' | null {
  if (budget === undefined) return null
  const kept =
    'atLeast' in budget
      ? value >= budget.atLeast
      : 'atMost' in budget
        ? value <= budget.atMost
        : value < budget.below
  return kept ? 'within budget' : 'OVER BUDGET'
}

/** A line as a person reads it. */
export function lineText(line: Line): string {
  const { name, spread, budget, unit } = line
  const range =
    spread === undefined ? '' : ` (${spread.low.toFixed(2)} to ${spread.high.toFixed(2)})`
  const columns = [
    name.padEnd(62),
    `${figure(line.value, unit)}${range}`.padEnd(24),
    (budget === undefined ? '' : budgetText(budget, unit)).padEnd(18),
    (verdict(line) ?? '').padEnd(14),
    line.note,
  ]
  return columns.join(' ').trimEnd()
}

function figure(value: number, unit: Line['unit']): string {
  if (unit === '$') return `$${value.toFixed(2)}`
  if (unit === '×') return `${value.toFixed(2)} ×`
  return `${value.toFixed(unit === 'KB' ? 1 : 3)} ${unit}`
}

function budgetText(budget: NonNullable<Line['budget']>, unit: Line['unit']): string {
  const of = (value: number) => (unit === '$' ? `$${value}` : `${value} ${unit}`)
  if ('atLeast' in budget) return `at least ${of(budget.atLeast)}`
  if ('atMost' in budget) return `at most ${of(budget.atMost)}`
  return `under ${of(budget.below)}`
}
