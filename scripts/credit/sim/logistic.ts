/** Logistic regression by Newton's method, for the refit and the bounds that a model is compared with. */
import { logistic } from '../world/chance.ts'

/** Intercept first. */
export type Weights = readonly number[]

const ROUNDS = 25
/** Keeps the equations solvable when a column hardly varies. */
const RIDGE = 1e-6

export function fitLogistic(
  rows: readonly (readonly number[])[],
  isBad: readonly boolean[],
): number[] {
  const size = (rows[0]?.length ?? 0) + 1
  let weights: number[] = Array.from({ length: size }, () => 0)
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(rows, isBad, weights)
    weights = weights.map((weight, i) => weight + (step[i] ?? 0))
    if (Math.max(...step.map(Math.abs)) < 1e-9) break
  }
  return weights
}

/**
 * The same with weights that must not be above 0: a column whose weight comes out with the wrong sign is left out, the
 * worst first, and gets 0.
 */
export function fitNegative(
  rows: readonly (readonly number[])[],
  isBad: readonly boolean[],
): number[] {
  const columns = rows[0]?.length ?? 0
  const kept = new Set(Array.from({ length: columns }, (_, i) => i))
  for (;;) {
    const order = [...kept]
    const weights = fitLogistic(
      rows.map((row) => order.map((i) => row[i] ?? 0)),
      isBad,
    )
    const slopes = weights.slice(1)
    const worst = slopes.indexOf(Math.max(...slopes))
    const wrong = order[worst]
    if (wrong === undefined || (slopes[worst] ?? 0) <= 0) {
      const all = Array.from({ length: columns }, () => 0)
      for (const [i, column] of order.entries()) all[column] = slopes[i] ?? 0
      return [weights[0] ?? 0, ...all]
    }
    kept.delete(wrong)
  }
}

export function predict(weights: Weights, row: readonly number[]): number {
  return logistic(linear(weights, row))
}

function linear(weights: Weights, row: readonly number[]): number {
  let sum = weights[0] ?? 0
  for (let i = 0; i < row.length; i += 1) sum += (weights[i + 1] ?? 0) * (row[i] ?? 0)
  return sum
}

function newtonStep(
  rows: readonly (readonly number[])[],
  isBad: readonly boolean[],
  weights: Weights,
): number[] {
  const size = weights.length
  const gradient = new Float64Array(size)
  const hessian = Array.from({ length: size }, () => new Float64Array(size))
  for (const [n, row] of rows.entries()) {
    const p = predict(weights, row)
    const error = Number(isBad[n]) - p
    const spread = p * (1 - p)
    for (let i = 0; i < size; i += 1) {
      const a = i === 0 ? 1 : (row[i - 1] ?? 0)
      gradient[i] = (gradient[i] ?? 0) + error * a
      const line = hessian[i]
      if (line === undefined) continue
      for (let j = 0; j <= i; j += 1)
        line[j] = (line[j] ?? 0) + spread * a * (j === 0 ? 1 : (row[j - 1] ?? 0))
    }
  }
  return solve(hessian, gradient)
}

/** Solves a symmetric system given by its lower half: Gauss with pivots. */
function solve(lower: readonly Float64Array[], right: Float64Array): number[] {
  const size = right.length
  const table = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => (j <= i ? lower[i]?.[j] : lower[j]?.[i]) ?? 0),
    right[i] ?? 0,
  ])
  for (let i = 0; i < size; i += 1) addTo(table, i, i, RIDGE)
  for (let i = 0; i < size; i += 1) eliminate(table, i)
  return table.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
}

function eliminate(table: number[][], i: number): void {
  const rest = table.slice(i).map((row) => Math.abs(row[i] ?? 0))
  const pivot = i + rest.indexOf(Math.max(...rest))
  const [from, to] = [table[pivot] ?? [], table[i] ?? []]
  table[i] = from
  table[pivot] = to
  for (const [r, row] of table.entries()) {
    const factor = (row[i] ?? 0) / (from[i] ?? 1)
    if (r === i || factor === 0) continue
    for (let c = i; c < row.length; c += 1) row[c] = (row[c] ?? 0) - factor * (from[c] ?? 0)
  }
}

function addTo(table: number[][], row: number, column: number, amount: number): void {
  const line = table[row]
  if (line !== undefined) line[column] = (line[column] ?? 0) + amount
}
