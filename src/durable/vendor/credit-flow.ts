/** How credit moves money through a vendor's book: draws in, suppliers paid, sales that repay, repayments to the lender. */
import { upsertCreditDraws } from '../../db/credit-draws.ts'
import type { CreditDrawRow } from '../../db/credit-draws.ts'
import { readDay } from '../../domain/calendar.ts'
import {
  holdbackLegs,
  quoteDraw,
  returnLegs,
  reversalLegs,
  settlementLegs,
} from '../../domain/credit/line.ts'
import type { DrawPosition } from '../../domain/credit/line.ts'
import { progressOf } from '../../domain/credit/progress.ts'
import type { FrozenReason, LentNote } from '../../domain/credit/view.ts'
import { availableOf, holdbackOf } from '../../domain/ledger/accounts.ts'
import type { Leg } from '../../domain/ledger/accounts.ts'
import type { DeclineReason, Entry } from '../../domain/ledger/entry.ts'
import type { LineState } from '../../domain/ledger/statement.ts'
import type { Transfer } from '../../domain/ledger/transfer.ts'
import { localDay } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import type { Book } from '../book.ts'
import type { CreditLines, StoredDraw } from './credit-lines.ts'

/** Settings of the book that the nightly look writes. */
export const FLOW_LOW = 'credit_flow_low'
export const SUSPENDED = 'credit_suspended'

interface DrawArrival {
  nowMs: number
  isOfOrder: boolean
}

export class CreditFlow {
  readonly lines: CreditLines
  readonly #env: Env
  readonly #ctx: DurableObjectState
  readonly #book: Book
  /** Called after each row that this wrote. */
  readonly #recorded: (nowMs: number) => void
  readonly #promised: () => number

  constructor(
    env: Env,
    ctx: DurableObjectState,
    parts: {
      book: Book
      lines: CreditLines
      recorded: (nowMs: number) => void
      promised: () => number
    },
  ) {
    this.#env = env
    this.#ctx = ctx
    this.#book = parts.book
    this.lines = parts.lines
    this.#recorded = parts.recorded
    this.#promised = parts.promised
  }

  /** Principal promised to orders that have not drawn yet, minor units: the line has so much less left. */
  get promised(): number {
    return this.#promised()
  }

  /** The day at the stall. */
  today(nowMs: number): number {
    return readDay(localDay(nowMs, this.#book.setting('time_zone') ?? 'UTC')) ?? 0
  }

  /** What a sale repays, as legs of the sale's own row. */
  saleLegs({ amount, tip }: Transfer): Leg[] {
    const { lines } = this
    if (lines.owed === 0) return []
    const bp = lines.line?.holdbackBp ?? 0
    return holdbackLegs(this.#book.journal.head.balances, amount - tip, bp)
  }

  /** What a refund gives back of the repayment of its sale, as legs of the refund's own row. */
  refundLegs(sale: Entry, refunded: { before: number; now: number }): Leg[] {
    const settled = this.lines.positions.reduce((sum, position) => sum + position.settled, 0)
    return reversalLegs(this.#book.journal.head.balances, sale, { ...refunded, settled })
  }

  /** After a row that changed what is owed: which draws are repaid, whose turn it is. */
  settled(nowMs: number): void {
    if (this.lines.draws.length > 0) this.lines.settle(this.today(nowMs), nowMs)
  }

  /** Why the line takes no new draws now, or null. */
  frozenReason(nowMs: number): FrozenReason | null {
    const { lines } = this
    const { current, pauses } = lines
    const today = this.today(nowMs)
    if (this.#book.setting('status') === 'frozen') return 'stall_frozen'
    const status = current === null ? 'on_track' : progressOf(current, today, pauses).status
    if (status === 'breach' || status === 'near_breach') return status
    if (pauses.some(({ fromDay, toDay }) => fromDay <= today && today < toDay)) return 'paused'
    if (this.#book.setting(SUSPENDED) !== null) return 'lender'
    return this.#book.setting(FLOW_LOW) === null ? null : 'flow_low'
  }

  /** The vendor's own no to a draw that arrives from the lender's book. */
  refuseDraw({ from, amount, detail }: Transfer, nowMs: number): DeclineReason | null {
    const { lines } = this
    const { line } = lines
    const { terms } = detail
    if (line === null || terms === undefined) return 'line_unknown'
    if (terms.line !== line.terms.line || from !== line.terms.lender) return 'line_unknown'
    if (this.frozenReason(nowMs) !== null) return 'line_frozen'
    if (amount < line.terms.min_draw) return 'draw_too_small'
    if (lines.principalOut + this.promised + amount > line.limit) return 'line_used_up'
    if (terms.supplier === null && !line.terms.allow_cash) return 'supplier_unknown'
    const quote = quoteDraw(line.terms, amount, line.holdbackBp)
    const isSame =
      quote?.fee === terms.fee &&
      quote.expected_days === terms.expected_days &&
      quote.daily_rate_e12 === terms.daily_rate_e12
    return isSame ? null : 'terms_changed'
  }

  /** The debt that a draw makes, as legs of the row in which its money arrives. */
  drawLegs({ amount, detail }: Transfer): Leg[] {
    const fee = detail.terms?.fee ?? 0
    return [
      { debit: 'owed', credit: 'drawn', amount },
      ...(fee === 0 ? [] : [{ debit: 'owed', credit: 'fee', amount: fee } as const]),
    ]
  }

  /**
   * After the row of a draw: remembers it and, in the same step, sends the money on to the supplier. The draw of an order
   * is paid on with the rest of the order.
   */
  drawn(transfer: Transfer, seq: number, { nowMs, isOfOrder }: DrawArrival): void {
    const { id, from: lender, amount: principal, detail } = transfer
    if (detail.terms === undefined) return
    const day = this.today(nowMs)
    this.lines.addDraw({ id, seq, lender, principal, terms: detail.terms, day, atMs: nowMs })
    const { supplier, purchase } = detail.terms
    const bought =
      isOfOrder || supplier === null || purchase === null
        ? this.tell(nowMs)
        : this.#buy(transfer, { supplier, purchase }, nowMs)
    // What fails here is done again by the alarm or by the nightly look.
    this.#ctx.waitUntil(bought.catch(() => undefined))
  }

  /** What a supplier's credit note repays: the part of it that was bought on credit. */
  creditNoteLegs(amount: number): Leg[] {
    const { balances } = this.#book.journal.head
    return settlementLegs(balances, Math.min(amount, this.lines.owed))
  }

  /** Sends what was held back to the lender. The amount is reserved before the first `await`. */
  async remit(nowMs: number): Promise<void> {
    const { journal } = this.#book
    const amount = holdbackOf(journal.head.balances)
    const lender = this.lines.allDraws.at(-1)?.lender
    if (amount === 0 || lender === undefined) return
    const transfer: Transfer = {
      id: newId('repayment', nowMs),
      kind: 'repayment',
      from: this.#book.id,
      to: lender,
      currency: this.#book.currency,
      amount,
      tip: 0,
      detail: {},
      refundOf: null,
      effectiveAtMs: nowMs,
    }
    const sending = this.#book.transfers.send(transfer, nowMs, { from: 'holdback' })
    this.#recorded(nowMs)
    await sending
    this.#recorded(nowMs)
  }

  /** Gives draws back whose supplier's book said no: as if they had never been made. */
  returnFailed(nowMs: number): void {
    for (const position of this.lines.positions) {
      const { draw, remaining } = position
      const mayChange = remaining > 0 || !draw.isTold
      const isRefused = mayChange && ['declined', 'voided'].includes(this.#purchaseState(draw))
      if (isRefused && draw.writtenOff === 0) this.#giveBack(position, nowMs)
    }
  }

  /** What became of the money that a draw sent on to its supplier. */
  #purchaseState({ terms }: StoredDraw): LineState {
    const purchase = terms.purchase === null ? null : this.#book.journal.find(terms.purchase)
    return purchase === null ? 'posted' : this.#book.stateOf(purchase)
  }

  /** Tells lenders and D1 how the draws stand; what fails is told again by the next nightly look. */
  async tell(nowMs: number): Promise<void> {
    const { lines } = this
    const { seq } = this.#book.journal.head
    const lenders = new Set(lines.allDraws.map(({ lender }) => lender))
    for (const lender of lenders) {
      await this.#env.PARTNER_BOOK.getByName(lender).noteLent(this.#note(lender, seq))
    }
    const returned = lines.allDraws.filter(({ isReturned }) => isReturned).map(givenBack)
    const fresh = [...lines.positions, ...returned].filter(({ draw }) => !draw.isTold)
    const rows = fresh.map((position) => this.#drawRow(position, seq, nowMs))
    await upsertCreditDraws(this.#env.DB, rows)
    // One whose supplier may still say no is looked at again.
    const isOver = ({ draw, remaining }: DrawPosition<StoredDraw>) =>
      remaining === 0 && (draw.isReturned || this.#purchaseState(draw) !== 'pending')
    lines.setTold(fresh.filter(isOver).map(({ draw }) => draw.seq))
  }

  /** A draw as lenders' reports read it. */
  #drawRow(position: DrawPosition<StoredDraw>, seq: number, nowMs: number): CreditDrawRow {
    const { draw, settled, remaining, principalOut } = position
    const line = this.lines.lineById(draw.terms.line)?.terms
    return {
      id: draw.id,
      lenderId: draw.lender,
      vendorId: this.#book.id,
      lineId: draw.terms.line,
      policyId: draw.terms.policy,
      policyVersion: line?.policy_version ?? 0,
      band: line?.band ?? '',
      day: draw.day,
      principal: draw.principal,
      fee: draw.terms.fee,
      repaid: settled - draw.rebated - draw.writtenOff,
      rebated: draw.rebated,
      writtenOff: draw.writtenOff,
      remaining,
      principalOut,
      expectedDays: draw.terms.expected_days,
      supplierId: draw.terms.supplier,
      reference: draw.terms.reference,
      state: draw.writtenOff > 0 ? 'written_off' : remaining === 0 ? 'repaid' : 'open',
      closedDay: draw.closedDay,
      seq,
      updatedAtMs: nowMs,
    }
  }

  #note(lender: string, seq: number): LentNote {
    const { lines } = this
    const own = lines.allDraws.filter((draw) => draw.lender === lender)
    const out = new Map(own.map(({ terms }) => [terms.policy, 0]))
    for (const { draw, principalOut } of lines.positions) {
      if (draw.lender !== lender) continue
      out.set(draw.terms.policy, (out.get(draw.terms.policy) ?? 0) + principalOut)
    }
    const principalOut = [...out].map(([policy, amount]) => ({ policy, amount }))
    return { vendor: this.#book.id, seq, principalOut, draws: own.map(({ id }) => id) }
  }

  async #buy(
    draw: Transfer,
    { supplier, purchase }: { supplier: string; purchase: string },
    nowMs: number,
  ): Promise<void> {
    const reference = draw.detail.terms?.reference ?? null
    const transfer: Transfer = {
      id: purchase,
      kind: 'purchase',
      from: this.#book.id,
      to: supplier,
      currency: this.#book.currency,
      amount: draw.amount,
      tip: 0,
      detail: { draw: draw.id, ...(reference === null ? {} : { reference }) },
      refundOf: null,
      effectiveAtMs: nowMs,
    }
    const sending = this.#book.transfers.send(transfer, nowMs)
    this.#recorded(nowMs)
    const outcome = await sending
    this.#recorded(nowMs)
    if (outcome.state === 'declined') {
      this.returnFailed(nowMs)
      await this.remit(nowMs)
    }
    await this.tell(nowMs)
  }

  /** See {@link returnLegs}. Without the money the draw stays owed, and sales repay it. */
  #giveBack(position: DrawPosition<StoredDraw>, nowMs: number): void {
    const { journal } = this.#book
    const { balances } = journal.head
    const { draw } = position
    const legs = returnLegs(balances, position)
    const sum = (is: (leg: Leg) => boolean) =>
      legs.filter(is).reduce((total, { amount }) => total + amount, 0)
    if (sum(({ debit }) => debit === 'available') > availableOf(balances)) return
    const movement = {
      key: newId('payoff', nowMs),
      kind: 'payoff' as const,
      amount: sum(({ credit }) => credit === 'owed'),
      tip: 0,
      counterparty: draw.lender,
      corrects: draw.seq,
      detail: { draw: draw.id },
      effectiveAtMs: nowMs,
    }
    if (legs.length > 0) {
      const decision = journal.record({ type: 'post', movement, legs }, nowMs)
      if (decision.outcome !== 'recorded' || decision.entry.declined !== null) return
    }
    this.lines.setReturned(draw.seq, nowMs)
    this.settled(nowMs)
    this.#recorded(nowMs)
  }
}

/** A draw that was given back as reports show it: the principal returned, the fee never earned. */
function givenBack(draw: StoredDraw): DrawPosition<StoredDraw> {
  const { principal, terms, day } = draw
  const owed = principal + terms.fee
  const ended = { ...draw, rebated: terms.fee, closedDay: draw.closedDay ?? day }
  return { draw: ended, owed, settled: owed, remaining: 0, principalOut: 0 }
}
