/** Figures about lists of numbers. */

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : total(values) / values.length
}

export function total(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** Standard deviation of a sample; 0 for one value. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = mean(values)
  const squares = values.map((value) => (value - middle) ** 2)
  return Math.sqrt(total(squares) / (values.length - 1))
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).toSorted()
  if (sorted.length === 0) return Number.NaN
  const place = part * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

export interface Labelled {
  /** Higher is safer. */
  score: number
  isBad: boolean
}

/** Chance that a bad one scores below a good one, ties half: the area under the ROC curve. */
export function auc(rows: readonly Labelled[]): number {
  let below = 0
  let goodsBelow = 0
  let bads = 0
  for (const group of byScore(rows)) {
    below += group.goods * (bads + group.bads / 2)
    bads += group.bads
    goodsBelow += group.goods
  }
  return below / (bads * goodsBelow)
}

/** Largest distance between the distributions of the bad and the good. */
export function ks(rows: readonly Labelled[]): number {
  const groups = byScore(rows)
  const bads = total(groups.map((group) => group.bads))
  const goods = total(groups.map((group) => group.goods))
  let badsSoFar = 0
  let goodsSoFar = 0
  let most = 0
  for (const group of groups) {
    badsSoFar += group.bads
    goodsSoFar += group.goods
    most = Math.max(most, Math.abs(badsSoFar / bads - goodsSoFar / goods))
  }
  return most
}

/** Bad and good by score, the lowest first. */
function byScore(rows: readonly Labelled[]): { score: number; bads: number; goods: number }[] {
  const groups: { score: number; bads: number; goods: number }[] = []
  for (const { score, isBad } of rows.toSorted((a, b) => a.score - b.score)) {
    let group = groups.at(-1)
    if (group?.score !== score) groups.push((group = { score, bads: 0, goods: 0 }))
    if (isBad) group.bads += 1
    else group.goods += 1
  }
  return groups
}

/** Population stability index of two lists over the deciles of the first. */
export function psi(before: readonly number[], after: readonly number[]): number {
  const cuts = [...new Set(Array.from({ length: 9 }, (_, i) => quantile(before, (i + 1) / 10)))]
  const shares = (values: readonly number[]) => {
    const counts = Array.from({ length: cuts.length + 1 }, () => 0.5)
    for (const value of values) {
      const place = cuts.filter((cut) => value > cut).length
      counts[place] = (counts[place] ?? 0) + 1
    }
    return counts.map((count) => count / values.length)
  }
  const old = shares(before)
  return total(
    shares(after).map((now, i) => (now - (old[i] ?? now)) * Math.log(now / (old[i] ?? now))),
  )
}
