/** What a night does to a vendor's credit: checks, breaches, write-offs, and the holdback to the lender. */
import { prepaidOf } from '../../domain/credit/line.ts'
import { checksBy, progressOf, WRITE_OFF_DAYS } from '../../domain/credit/progress.ts'
import type { NightlyWord, NightReport } from '../../domain/credit/view.ts'
import { newId } from '../../platform/ids.ts'
import type { Book } from '../book.ts'
import { FLOW_LOW, SUSPENDED } from './credit-flow.ts'
import type { CreditFlow } from './credit-flow.ts'
import type { CreditLines, StoredDraw } from './credit-lines.ts'

const NOTHING_TO_TELL: NightReport = { draws: [], repayments: [], writtenOff: [], closed: [] }

export class CreditNight {
  readonly #book: Book
  readonly #flow: CreditFlow
  readonly #lines: CreditLines
  readonly #recorded: (nowMs: number) => void

  constructor(parts: { book: Book; flow: CreditFlow; recorded: (nowMs: number) => void }) {
    this.#book = parts.book
    this.#flow = parts.flow
    this.#lines = parts.flow.lines
    this.#recorded = parts.recorded
  }

  /** Once a night: checks, breaches, write-offs, what the decision says of the line, and the holdback to the lender. */
  async look(word: NightlyWord, nowMs: number): Promise<NightReport> {
    if (this.#lines.line === null && this.#lines.allDraws.length === 0) return NOTHING_TO_TELL
    this.check(nowMs)
    this.#flag(FLOW_LOW, word.isFlowLow, nowMs)
    this.#flag(SUSPENDED, word.isSuspended, nowMs)
    this.#lowerLimit(word.limit, nowMs)
    this.#flow.returnFailed(nowMs)
    await this.#flow.remit(nowMs)
    await this.#flow.tell(nowMs)
    return this.#report(word.sinceMs)
  }

  /** What lenders are told: all that happened since a moment, also what the alarm brought to its end. */
  #report(sinceMs: number): NightReport {
    const lines = this.#lines
    const { journal } = this.#book
    const sinceDay = this.#flow.today(sinceMs)
    const arrived = journal
      .ofKindSince('resolution', sinceMs)
      .flatMap(({ resolves }) => resolves.filter(({ posted }) => posted > 0))
      .map(({ hold }) => journal.at(hold))
    return {
      draws: lines.allDraws
        .filter(({ atMs }) => atMs >= sinceMs)
        .map(({ id, lender, principal, terms }) => ({ id, lender, principal, terms })),
      repayments: arrived
        .filter((entry) => entry !== null)
        .filter(({ kind }) => kind === 'repayment')
        .map((entry) => ({
          id: entry.key ?? '',
          lender: entry.counterparty ?? '',
          amount: entry.amount,
        })),
      writtenOff: lines.draws
        .filter(({ writtenOff, closedDay }) => writtenOff > 0 && (closedDay ?? 0) >= sinceDay)
        .map((draw) => ({
          draw: draw.id,
          line: draw.terms.line,
          lender: draw.lender,
          amount: draw.writtenOff,
        })),
      closed: lines.closedSince(sinceMs),
    }
  }

  /** Before anything is decided: checks of the draw in turn, near breach, breach, write-off. */
  check(nowMs: number): void {
    const lines = this.#lines
    const { current, pauses } = lines
    const today = this.#flow.today(nowMs)
    if (current === null) return
    const { draw } = current
    const before = progressOf(current, today, pauses).status
    const checks = checksBy(current, today, pauses)
    if (checks.length > draw.checks.length) lines.setChecks(draw.seq, checks)
    const { status, elapsedDays: elapsed } = progressOf(lines.current ?? current, today, pauses)
    if (status === 'near_breach' && before !== status) lines.events.add('near_breach', nowMs)
    if (status === 'breach' && !lines.events.has('breach', draw.seq))
      lines.events.add('breach', nowMs, { value: draw.seq })
    if (elapsed >= WRITE_OFF_DAYS) this.#writeOff(nowMs)
  }

  /** Gives up what the draw in turn still owes. What was sold stays the vendor's; the lender bears it. */
  #writeOff(nowMs: number): void {
    const { current, line } = this.#lines
    if (current === null) return
    const { draw, remaining } = current
    // What the lender has in advance repays first: it does not miss that.
    const advance = Math.min(prepaidOf(this.#book.journal.head.balances), remaining)
    if (advance > 0) this.#end('payoff', draw, { account: 'prepaid', amount: advance }, nowMs)
    const amount = remaining - advance
    if (amount > 0) {
      this.#end('write_off', draw, { account: 'written_off', amount }, nowMs)
      this.#lines.setEnd(draw.seq, { writtenOff: amount })
      this.#lines.events.add('written_off', nowMs, { amount })
    }
    this.#flow.settled(nowMs)
    if (line !== null && this.#lines.owed === 0) this.#lines.close(nowMs)
    this.#recorded(nowMs)
  }

  /** A row that ends some of a draw's debt without money of the vendor's. */
  #end(
    kind: 'payoff' | 'write_off',
    draw: StoredDraw,
    { account, amount }: { account: 'prepaid' | 'written_off'; amount: number },
    nowMs: number,
  ): void {
    this.#book.journal.record(
      {
        type: 'post',
        movement: {
          key: newId(kind === 'payoff' ? 'payoff' : 'writeOff', nowMs),
          kind,
          amount,
          tip: 0,
          counterparty: draw.lender,
          corrects: draw.seq,
          detail: { draw: draw.id },
          effectiveAtMs: nowMs,
        },
        legs: [{ debit: account, credit: 'owed', amount }],
      },
      nowMs,
    )
  }

  #flag(name: string, isSet: boolean, nowMs: number): void {
    const wasSet = this.#book.setting(name) !== null
    if (isSet === wasSet) return
    if (isSet) this.#book.set(name, '1')
    else this.#book.unset(name)
    this.#lines.events.add(isSet ? 'frozen' : 'unfrozen', nowMs)
  }

  /** A lower limit touches only what is not drawn, and only when it is lower by a step and by a twentieth. */
  #lowerLimit(limit: number | null, nowMs: number): void {
    const { line, principalOut } = this.#lines
    if (line === null || limit === null) return
    const isLower = line.limit - limit >= line.terms.step && (line.limit - limit) * 20 >= line.limit
    const next = Math.max(limit, principalOut)
    if (isLower && next < line.limit) this.#lines.lowerLimit(next, nowMs)
  }
}
