/** Figures by name, over seeds. */
import { deviation, mean } from './stats.ts'

export type Metrics = Record<string, number>

export interface Summary {
  mean: number
  sd: number
  /** Seeds that have this figure. */
  seeds: number
}

export function summarise(runs: readonly Metrics[]): Record<string, Summary> {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))]
  return Object.fromEntries(
    names.map((name) => {
      const values = runs.flatMap((run) => {
        const value = run[name]
        return value === undefined || !Number.isFinite(value) ? [] : [value]
      })
      return [
        name,
        { mean: round(mean(values)), sd: round(deviation(values)), seeds: values.length },
      ]
    }),
  )
}

/** Six digits are more than any of these figures means. */
function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : 0
}

/** The same names with something before them. */
export function prefixed(prefix: string, metrics: Metrics): Metrics {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [`${prefix}.${name}`, value]),
  )
}
