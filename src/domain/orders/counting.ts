/** Counting what arrived: the driver's code, packs line by line. */
import { CODE_REST_MS, CODE_TRIES_MAX } from './limits.ts'
import type { Count, Order, OrderLine } from './order.ts'

/** The lines with what was counted; null for a count that misses a line, names one twice, or counts more than came. */
export function counted(lines: readonly OrderLine[], counts: readonly Count[]): OrderLine[] | null {
  const byItem = new Map(counts.map((count) => [count.item, count]))
  if (counts.length !== lines.length || byItem.size !== counts.length) return null
  const result: OrderLine[] = []
  for (const line of lines) {
    const count = byItem.get(line.item)
    if (count === undefined || !isCount(count.arrived, line.accepted)) return null
    const isWhole = count.arrived === line.accepted
    result.push({
      ...line,
      arrived: count.arrived,
      problem: isWhole ? null : (count.problem ?? 'short'),
    })
  }
  return result
}

/** The lines as all of what the supplier took on arrived. */
export function countedWhole(lines: readonly OrderLine[]): OrderLine[] {
  return lines.map((line) => ({ ...line, arrived: line.accepted, problem: null }))
}

/** The lines with less of them taken on; null for more than was ordered, nothing at all, or an unknown or repeated item. */
export function takenOn(
  lines: readonly OrderLine[],
  taken: readonly { item: string; quantity: number }[],
): OrderLine[] | null {
  const byItem = new Map(taken.map(({ item, quantity }) => [item, quantity]))
  if (byItem.size !== taken.length) return null
  if (taken.some(({ item }) => !lines.some((line) => line.item === item))) return null
  const result = lines.map((line) => ({
    ...line,
    accepted: byItem.get(line.item) ?? line.accepted,
  }))
  const isFine = result.every((line, i) => isCount(line.accepted, lines[i]?.accepted ?? 0))
  return isFine && result.some(({ accepted }) => accepted > 0) ? result : null
}

export type CodeCheck = 'right' | 'code_wrong' | 'code_rests'

/** Checks the driver's code. Wrong ones are counted, and after a few of them it rests. */
export function checkCode(
  code: NonNullable<Order['code']>,
  hash: string,
  nowMs: number,
): { check: CodeCheck; code: NonNullable<Order['code']> } {
  if (nowMs < code.restsUntilMs) return { check: 'code_rests', code }
  if (hash === code.hash) return { check: 'right', code }
  const tries = code.tries + 1
  const isTooMany = tries >= CODE_TRIES_MAX
  return {
    check: 'code_wrong',
    code: {
      ...code,
      tries: isTooMany ? 0 : tries,
      restsUntilMs: isTooMany ? nowMs + CODE_REST_MS : code.restsUntilMs,
    },
  }
}

function isCount(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= most
}
