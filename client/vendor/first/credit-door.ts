/** What the keypad says of the stall's credit: one quiet line, or nothing. */
import type { Money } from '../../../src/domain/money/money.ts'
import type { Credit, Line } from './wire.ts'

export type CreditDoor =
  /** An offer that this phone has not shown yet. */
  | { kind: 'offer' }
  /** Something is owed; `days` is null while nothing of it is being repaid yet. */
  | { kind: 'line'; remaining: Money; days: number | null }

/** Credit as the server told it, with the last row of the book that this was as of. */
export interface KnownCredit {
  credit: Credit
  asOfSeq: number
}

/**
 * The door for what is known. Sales that came since then are counted by what they repaid, so that the server is not
 * asked after every sale.
 *
 * @param opened ids of the offers that were shown on this phone
 */
export function doorOf(
  { credit, asOfSeq }: KnownCredit,
  lines: readonly Line[],
  opened: ReadonlySet<string>,
): CreditDoor | null {
  if (credit.offers.some(({ id }) => !opened.has(id))) return { kind: 'offer' }
  if (credit.line === null) return null
  const amount = Math.max(0, credit.line.remaining.amount - repaidSince(lines, asOfSeq))
  if (amount === 0) return null
  const remaining = { ...credit.line.remaining, amount }
  return { kind: 'line', remaining, days: credit.line.progress?.elapsed_days ?? null }
}

/** Minor units that sales after a row repaid. */
function repaidSince(lines: readonly Line[], asOfSeq: number): number {
  return lines
    .filter(({ seq, state }) => seq > asOfSeq && state === 'posted')
    .reduce((sum, { holdback }) => sum + (holdback?.amount ?? 0), 0)
}

/** True when rows came that change the credit otherwise than by a sale's share: then the server has to be asked. */
export function isOutdated(
  { credit, asOfSeq }: KnownCredit,
  { lines, lastSeq }: { lines: readonly Line[]; lastSeq: number },
): boolean {
  if (lastSeq < asOfSeq) return true
  const newer = lines.filter(({ seq }) => seq > asOfSeq)
  // The feed keeps its newest rows only: of what it dropped nothing is known.
  if (newer.length < lastSeq - asOfSeq) return true
  const owed = credit.line?.remaining.amount ?? 0
  const isRepaid = owed > 0 && repaidSince(newer, asOfSeq) >= owed
  const isOther = newer.some(({ kind }) => kind !== 'payment' && kind !== 'resolution')
  return isRepaid || (isOther && credit.line !== null)
}
