/** Distributions that the market needs besides those of the demonstration's generator. */
import type { Random } from '../../demo/random.ts'
import type { Pair } from './params.ts'

/** Gamma with a shape and mean 1 x shape: Marsaglia and Tsang 2000. */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * Math.pow(1 - random.float(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random.float()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

export function beta(random: Random, [a, b]: Pair): number {
  const x = gamma(random, a)
  return x / (x + gamma(random, b))
}

/** A count with a mean and the dispersion k of a negative binomial. */
export function negativeBinomial(random: Random, mean: number, k: number): number {
  const rate = (gamma(random, k) * mean) / k
  // Knuth's product underflows at some 700; a normal is as good from 60 on.
  if (rate < 60) return random.poisson(rate)
  return Math.max(0, Math.round(rate + Math.sqrt(rate) * random.normal()))
}

export function uniform(random: Random, [from, to]: Pair): number {
  return from + (to - from) * random.float()
}

export function exponential(random: Random): number {
  return -Math.log(1 - random.float())
}

export function clamp(value: number, [least, most]: Pair): number {
  return Math.min(most, Math.max(least, value))
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Running sums of Zipf weights over so many customers, for {@link pickZipf}. */
export function zipfSums(customers: number, exponent: number): Float64Array {
  const sums = new Float64Array(customers)
  let sum = 0
  for (let i = 0; i < customers; i += 1) sums[i] = sum += Math.pow(i + 1, -exponent)
  return sums
}

export function pickZipf(random: Random, sums: Float64Array): number {
  const wanted = random.float() * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return low
}
