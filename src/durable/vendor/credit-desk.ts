/** What may be done with a vendor's credit: `book.credit().openLine(…)` is one call to the vendor's object. */
import { RpcTarget } from 'cloudflare:workers'
import type { LoanHistory } from '../../domain/credit/features.ts'
import {
  leastDraw,
  mayHoldBack,
  payoffOf,
  prepaidOf,
  quoteDraw,
  settlementLegs,
} from '../../domain/credit/line.ts'
import type { LineTerms } from '../../domain/credit/line.ts'
import type { Disclosure } from '../../domain/credit/pricing.ts'
import {
  countsForRamp,
  elapsedDays,
  isInTime,
  isRecentPace,
  PAUSE_DAYS_MAX,
  progressOf,
} from '../../domain/credit/progress.ts'
import type { CreditStanding, LineView } from '../../domain/credit/view.ts'
import type { DeclineReason } from '../../domain/ledger/entry.ts'
import type { Book } from '../book.ts'
import type { CreditFlow } from './credit-flow.ts'
import type { CreditLines } from './credit-lines.ts'

const EVENTS_SHOWN = 30
const DAY_MS = 24 * 60 * 60 * 1000
/** Without a draw, pauses of a year count together. */
const YEAR_DAYS = 365

export class CreditDesk extends RpcTarget {
  readonly #book: Book
  readonly #flow: CreditFlow
  readonly #lines: CreditLines
  readonly #recorded: (nowMs: number) => void

  constructor(parts: { book: Book; flow: CreditFlow; recorded: (nowMs: number) => void }) {
    super()
    this.#book = parts.book
    this.#flow = parts.flow
    this.#lines = parts.flow.lines
    this.#recorded = parts.recorded
  }

  /**
   * Opens the line of an accepted offer, or raises the one of the same lender. The same offer again changes nothing.
   *
   * @returns false when another lender's line is still being repaid, or promised to an order
   */
  async openLine(terms: LineTerms, holdbackBp: number, nowMs: number): Promise<boolean> {
    const lines = this.#lines
    if (lines.lineOfOffer(terms.offer) !== null) return true
    const isOther = lines.line !== null && lines.line.terms.lender !== terms.lender
    if (isOther && (lines.owed > 0 || this.#flow.promised > 0)) return false
    if (!mayHoldBack(terms, holdbackBp)) throw new Error('the share is outside the policy')
    const remitting = isOther ? this.#flow.remit(nowMs) : null
    lines.open(terms, holdbackBp, nowMs)
    await remitting
    return true
  }

  /** Who lent a draw, or would lend it if it is new; null without a line. */
  lenderOf(drawId: string): string | null {
    const { line, allDraws } = this.#lines
    return allDraws.find(({ id }) => id === drawId)?.lender ?? line?.terms.lender ?? null
  }

  /** The cost of a draw of the present line; null without a line or a price. */
  quote(amount: number): Disclosure | null {
    const { line } = this.#lines
    return line === null ? null : quoteDraw(line.terms, amount, line.holdbackBp)
  }

  /** The vendor's share of each sale from now on; false for one that the policy does not allow. */
  setHoldback(bp: number, nowMs: number): boolean {
    const { line } = this.#lines
    if (line === null || !mayHoldBack(line.terms, bp)) return false
    if (bp !== line.holdbackBp) this.#lines.setHoldback(bp, nowMs)
    return true
  }

  /** Declares days without sales: the clock of the draw stands still. False for more days than are left. */
  pause(days: number, nowMs: number): boolean {
    const today = this.#flow.today(nowMs)
    const { daysLeft, untilDay } = this.#pause(today)
    if (untilDay !== null || days < 1 || days > daysLeft) return false
    this.#lines.pause({ fromDay: today, toDay: today + days }, nowMs)
    return true
  }

  resume(nowMs: number): void {
    const today = this.#flow.today(nowMs)
    if (this.#pause(today).untilDay !== null) this.#lines.resume(today, nowMs)
  }

  /**
   * Repays everything at once, with what comes off the fee.
   *
   * @param pay minor units that the vendor was shown; when it costs something else now, nothing is done
   */
  async payOff(
    { id, pay }: { id: string; pay: number },
    nowMs: number,
  ): Promise<{ state: 'posted' } | { state: 'declined'; reason: DeclineReason }> {
    const { journal } = this.#book
    const known = journal.find(id)
    if (known !== null) {
      if (known.kind !== 'payoff') return { state: 'declined', reason: 'id_taken' }
      return known.declined === null
        ? { state: 'posted' }
        : { state: 'declined', reason: known.declined }
    }
    const cost = this.#payoff(nowMs)
    if (cost === null) return { state: 'declined', reason: 'nothing_owed' }
    if (cost.pay !== pay) return { state: 'declined', reason: 'terms_changed' }
    const { balances } = journal.head
    const legs = settlementLegs(balances, pay)
    const { rebate } = cost
    const decision = journal.record(
      {
        type: 'post',
        movement: {
          key: id,
          kind: 'payoff',
          amount: pay,
          tip: 0,
          counterparty: this.#lines.line?.terms.lender ?? null,
          corrects: null,
          detail: {},
          effectiveAtMs: nowMs,
        },
        legs: rebate === 0 ? legs : [...legs, { debit: 'rebated', credit: 'owed', amount: rebate }],
      },
      nowMs,
    )
    if (decision.outcome !== 'recorded') throw new Error('a new payoff is recorded')
    if (decision.entry.declined !== null)
      return { state: 'declined', reason: decision.entry.declined }
    for (const { seq, rebate: part } of cost.parts) this.#lines.setEnd(seq, { rebated: part })
    this.#flow.settled(nowMs)
    this.#lines.events.add('payoff', nowMs, { amount: pay })
    this.#recorded(nowMs)
    await this.#flow.remit(nowMs)
    await this.#flow.tell(nowMs)
    return { state: 'posted' }
  }

  /** The line with everything that is shown of it; null without one. */
  view(nowMs: number): LineView | null {
    const lines = this.#lines
    const { line, pauses, current } = lines
    if (line === null) return null
    const today = this.#flow.today(nowMs)
    const frozenReason = this.#flow.frozenReason(nowMs)
    const progress = current === null ? null : progressOf(current, today, pauses)
    const room = Math.max(0, line.limit - lines.principalOut - this.#flow.promised)
    const late = frozenReason === 'breach' || frozenReason === 'near_breach' ? frozenReason : null
    return {
      terms: line.terms,
      holdbackBp: line.holdbackBp,
      limit: line.limit,
      available: frozenReason === null ? room : 0,
      leastDraw: leastDraw(line.terms, room, line.holdbackBp),
      state: late ?? (frozenReason === null ? 'open' : 'frozen'),
      frozenReason,
      progress,
      pause: this.#pause(today),
      payoff: this.#payoff(nowMs),
      draws: lines.positions.map((position) => ({
        ...position,
        atMs: position.draw.atMs,
        ...lines.ageOf(position.draw, today),
      })),
      events: lines.events.newest(EVENTS_SHOWN),
      openedAtMs: line.openedAtMs,
    }
  }

  /** What the nightly look needs before it decides. */
  standing(nowMs: number): CreditStanding {
    const { line, pauses } = this.#lines
    return {
      loans: this.#loans(nowMs),
      line:
        line === null
          ? null
          : {
              offer: line.terms.offer,
              lender: line.terms.lender,
              policyId: line.terms.policy_id,
              limit: line.limit,
            },
      pauses,
    }
  }

  #pause(today: number): { untilDay: number | null; daysLeft: number } {
    const { current, pauses } = this.#lines
    const since = current?.draw.clockDay ?? today - YEAR_DAYS
    const used = pauses.reduce(
      (sum, { fromDay, toDay }) => sum + (toDay > since ? toDay - Math.max(fromDay, since) : 0),
      0,
    )
    const running = pauses.find(({ fromDay, toDay }) => fromDay <= today && today < toDay)
    return { untilDay: running?.toDay ?? null, daysLeft: Math.max(0, PAUSE_DAYS_MAX - used) }
  }

  #payoff(
    nowMs: number,
  ): { pay: number; rebate: number; parts: { seq: number; rebate: number }[] } | null {
    const { positions, pauses } = this.#lines
    const today = this.#flow.today(nowMs)
    const open = positions.filter(({ remaining }) => remaining > 0)
    if (open.length === 0) return null
    const parts = open.map((position) => {
      const { draw } = position
      const elapsed = draw.clockDay === null ? 0 : elapsedDays(draw.clockDay, today, pauses)
      const rebateBp = this.#lines.lineById(draw.terms.line)?.terms.rebate_bp ?? 0
      return { seq: draw.seq, ...payoffOf(position, elapsed, rebateBp) }
    })
    const sum = (of: (part: (typeof parts)[number]) => number) =>
      parts.reduce((total, part) => total + of(part), 0)
    const rebate = sum((part) => part.rebate)
    // Never less than the lender has in advance: it would keep the rest for nothing.
    const short = prepaidOf(this.#book.journal.head.balances) - sum(({ pay }) => pay)
    if (short <= 0) return { pay: sum(({ pay }) => pay), rebate, parts }
    const [first, ...others] = parts
    const less = Math.min(short, first?.rebate ?? 0)
    const changed =
      first === undefined ? others : [{ ...first, rebate: first.rebate - less }, ...others]
    return { pay: sum(({ pay }) => pay) + less, rebate: rebate - less, parts: changed }
  }

  #loans(nowMs: number): LoanHistory {
    const lines = this.#lines
    const today = this.#flow.today(nowMs)
    const { current, pauses } = lines
    const closed = lines.draws
      .filter(({ closedDay, writtenOff }) => closedDay !== null && writtenOff === 0)
      .map((draw) => ({ draw, ...lines.ageOf(draw, today) }))
    const counted = closed.filter(({ draw }) => countsForRamp(draw, pauses))
    const breachMs = [lines.events.lastMs('breach'), lines.events.lastMs('written_off')]
      .filter((ms) => ms !== null)
      .toSorted((a, b) => a - b)
      .at(-1)
    const status = current === null ? 'on_track' : progressOf(current, today, pauses).status
    return {
      repaid: closed.length,
      repaidInTime: counted.filter(({ paceBp }) => paceBp !== null && isInTime(paceBp)).length,
      largestRepaid: Math.max(0, ...counted.map(({ draw }) => draw.principal)),
      lastPaceBp: counted.findLast(({ draw }) => isRecentPace(draw, today))?.paceBp ?? null,
      breachDaysAgo: breachMs === undefined ? null : Math.floor((nowMs - breachMs) / DAY_MS),
      outstanding: lines.principalOut + this.#flow.promised,
      isOverdue: status === 'near_breach' || status === 'breach',
    }
  }
}
