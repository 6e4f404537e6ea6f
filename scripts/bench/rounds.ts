import { runtimeCpuMs } from './cpu.ts'

/** The middle value and the range of a few measurements. */
export interface Spread {
  median: number
  low: number
  high: number
}

/** Two things measured in turns. Ratios are subject to base, per round: 1 is as good as the base, 0.5 half as good. */
export interface Comparison {
  throughput: Spread
  /** The same by processor time of the runtime; null where the system does not tell. */
  processor: Spread | null
  subjectPerSecond: number
  basePerSecond: number
}

/** Does some work; answers how many things were done in how many milliseconds. */
export type Work = () => Promise<{ count: number; elapsedMs: number }>

interface Sample {
  perSecond: number
  perCpuSecond: number
}

/**
 * Measures subject and base in alternating short rounds, the first of each for warming up. The order changes from
 * round to round, so that a slow drift of the machine favours neither.
 */
export async function compare(rounds: number, subject: Work, base: Work): Promise<Comparison> {
  await subject()
  await base()
  const pairs: { subject: Sample; base: Sample }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await sample(subject)
      pairs.push({ subject: first, base: await sample(base) })
    } else {
      const first = await sample(base)
      pairs.push({ subject: await sample(subject), base: first })
    }
  }
  const cpuRatios = pairs.map((pair) => pair.subject.perCpuSecond / pair.base.perCpuSecond)
  return {
    throughput: spreadOf(pairs.map((pair) => pair.subject.perSecond / pair.base.perSecond)),
    processor: cpuRatios.every(Number.isFinite) ? spreadOf(cpuRatios) : null,
    subjectPerSecond: spreadOf(pairs.map((pair) => pair.subject.perSecond)).median,
    basePerSecond: spreadOf(pairs.map((pair) => pair.base.perSecond)).median,
  }
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  const median = ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half)] ?? NaN)) / 2
  return { median, low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN }
}

async function sample(work: Work): Promise<Sample> {
  const before = runtimeCpuMs()
  const { count, elapsedMs } = await work()
  const after = runtimeCpuMs()
  const cpuMs = before === null || after === null ? NaN : after - before
  return { perSecond: (1000 * count) / elapsedMs, perCpuSecond: (1000 * count) / cpuMs }
}
