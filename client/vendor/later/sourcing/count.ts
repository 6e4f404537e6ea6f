/** Counting a delivery line by line. Pure; minor units. */
import { CODE_DIGITS } from '../../../../src/domain/orders/limits.ts'
import {
  type Count,
  LINE_PROBLEMS,
  type LineProblem,
  type OrderState,
} from '../../../../src/domain/orders/order.ts'
import type { OrderLine } from './wire.ts'

export type Counts = readonly Count[]

/** Saying what arrived. */
export interface Counting {
  code: string | null
  counts: Counts
}

/** Not agreeing with what the supplier says arrived. */
export interface Disputing {
  counts: Counts
  note: string
}

/** What a count is made of. */
type Sent = Pick<OrderLine, 'item' | 'accepted' | 'arrived' | 'problem' | 'unit_price'>

/** Everything arrived, until somebody says otherwise: `stored` is what was counted before, as this phone kept it. */
export function startCounts(lines: readonly Sent[], stored: unknown): Counts {
  const kept = Array.isArray(stored) ? (stored as Partial<Count>[]) : []
  return lines.map((line) => {
    const before = kept.find((count) => count?.item === line.item)
    const arrived = before?.arrived ?? line.arrived ?? line.accepted
    const isCount = Number.isSafeInteger(arrived) && arrived >= 0 && arrived <= line.accepted
    return counted(line, isCount ? arrived : line.accepted, before?.problem ?? line.problem)
  })
}

/** The counts with another number for a line, between nothing and what was sent. */
export function recount(counts: Counts, line: Sent, arrived: number): Counts {
  const within = Math.max(0, Math.min(line.accepted, arrived))
  return counts.map((count) =>
    count.item === line.item ? counted(line, within, count.problem) : count,
  )
}

/** What is wrong with what is missing of a line. */
export function named(counts: Counts, item: string, problem: LineProblem): Counts {
  return counts.map((count) => (count.item === item ? { ...count, problem } : count))
}

/** Nothing came. */
export function nothingCame(lines: readonly Sent[]): Counts {
  return lines.map((line) => counted(line, 0, 'short'))
}

/** What the counted packs cost. */
export function costOfCount(lines: readonly Sent[], counts: Counts): number {
  return lines.reduce((sum, line) => sum + arrivedOf(counts, line) * line.unit_price.amount, 0)
}

/** What the packs cost that were sent. */
export function costOfSent(lines: readonly Sent[]): number {
  return lines.reduce((sum, { accepted, unit_price }) => sum + accepted * unit_price.amount, 0)
}

export function isWhole(lines: readonly Sent[], counts: Counts): boolean {
  return lines.every((line) => arrivedOf(counts, line) === line.accepted)
}

export function arrivedOf(counts: Counts, { item, accepted }: Pick<Sent, 'item' | 'accepted'>) {
  return counts.find((count) => count.item === item)?.arrived ?? accepted
}

function counted(line: Sent, arrived: number, problem: LineProblem | null | undefined): Count {
  const isShort = arrived < line.accepted
  const known = LINE_PROBLEMS.find((one) => one === problem) ?? 'short'
  return { item: line.item, arrived, problem: isShort ? known : null }
}

/**
 * What may be said about a count. With the driver's code any count is agreed; without it only that everything came, once
 * the supplier has said that it was handed over; else the supplier has to be told, or the code is missing.
 */
export function wayOf(
  state: OrderState,
  { isWhole, hasCode }: { isWhole: boolean; hasCode: boolean },
): 'confirm' | 'tell' | 'code_missing' {
  if (hasCode || (isWhole && state !== 'out_for_delivery')) return 'confirm'
  return state === 'delivered' ? 'tell' : 'code_missing'
}

/** The driver's code in the fragment of a QR link, `#code=123456`; null when there is none. */
export function codeIn(hash: string): string | null {
  return /^#code=(\d{6})$/.exec(hash)?.[1] ?? null
}

/** The digits of what was typed, no more than a code has. */
export function codeDigits(typed: string): string {
  return typed.replaceAll(/\D/g, '').slice(0, CODE_DIGITS)
}

export function isCode(code: string): boolean {
  return code.length === CODE_DIGITS
}
