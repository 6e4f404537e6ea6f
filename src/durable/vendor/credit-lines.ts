/** A vendor's credit as its book keeps it: the line in use, the draws in the order of repayment, what happened. */
import { currentOf, positionsOf } from '../../domain/credit/line.ts'
import type { Draw, DrawPosition, LineTerms } from '../../domain/credit/line.ts'
import { elapsedDays, paceBp } from '../../domain/credit/progress.ts'
import type { Pause } from '../../domain/credit/progress.ts'
import { owedOf } from '../../domain/ledger/accounts.ts'
import type { DrawTerms } from '../../domain/ledger/entry.ts'
import type { Book } from '../book.ts'
import type { SchemaStep } from '../migrate.ts'
import { CreditEvents } from './credit-events.ts'

export const CREDIT_SCHEMA: SchemaStep = {
  id: '004_credit',
  sql: `
    CREATE TABLE credit_lines (
      id TEXT PRIMARY KEY, offer TEXT NOT NULL UNIQUE, terms TEXT NOT NULL, holdback_bp INTEGER NOT NULL,
      credit_limit INTEGER NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE credit_draws (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, lender TEXT NOT NULL, principal INTEGER NOT NULL,
      terms TEXT NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL, clock_day INTEGER, closed_day INTEGER,
      rebated INTEGER NOT NULL DEFAULT 0, written_off INTEGER NOT NULL DEFAULT 0,
      returned INTEGER NOT NULL DEFAULT 0, checks TEXT NOT NULL DEFAULT '[]', told INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE credit_pauses (
      from_day INTEGER PRIMARY KEY, to_day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

export interface StoredLine {
  terms: LineTerms
  holdbackBp: number
  /** The terms' limit, or less after the nightly look lowered it. */
  limit: number
  openedAtMs: number
  closedAtMs: number | null
}

export interface StoredDraw extends Draw {
  lender: string
  atMs: number
  /** The supplier's book said no and the draw was given back: it is repaid by nobody. */
  isReturned: boolean
  /** Nothing will change any more, and D1 has it. */
  isTold: boolean
}

/** Reads and writes the tables; keeps the line and the draws in memory, because every sale asks for them. */
export class CreditLines {
  readonly events: CreditEvents
  readonly #sql: SqlStorage
  readonly #book: Book
  #line: StoredLine | null | undefined
  #draws: StoredDraw[] | undefined

  constructor(sql: SqlStorage, book: Book) {
    this.events = new CreditEvents(sql)
    this.#sql = sql
    this.#book = book
  }

  /** The newest line that is not closed, or null. */
  get line(): StoredLine | null {
    if (this.#line === undefined) {
      const newest = 'WHERE closed_at IS NULL ORDER BY opened_at DESC, id DESC LIMIT 1'
      this.#line = this.#readLine(newest)
    }
    return this.#line
  }

  lineById(id: string): StoredLine | null {
    return this.#readLine('WHERE id = ?', id)
  }

  /** Lines that were closed since a moment. */
  closedSince(ms: number): { line: string; lender: string }[] {
    return this.#sql
      .exec<{ terms: string }>('SELECT terms FROM credit_lines WHERE closed_at >= ?', ms)
      .toArray()
      .map(({ terms }) => {
        const { line, lender } = JSON.parse(terms) as LineTerms
        return { line, lender }
      })
  }

  lineOfOffer(offer: string): StoredLine | null {
    return this.#readLine('WHERE offer = ?', offer)
  }

  get owed(): number {
    return this.#book.isOpen ? owedOf(this.#book.journal.head.balances) : 0
  }

  /** Every draw that was not given back, oldest first. */
  get draws(): readonly StoredDraw[] {
    return this.allDraws.filter(({ isReturned }) => !isReturned)
  }

  get allDraws(): readonly StoredDraw[] {
    this.#draws ??= this.#readDraws()
    return this.#draws
  }

  get positions(): DrawPosition<StoredDraw>[] {
    return positionsOf(this.draws, this.owed)
  }

  get current(): DrawPosition<StoredDraw> | null {
    return this.owed === 0 ? null : currentOf(this.positions)
  }

  get principalOut(): number {
    return this.positions.reduce((sum, { principalOut }) => sum + principalOut, 0)
  }

  get pauses(): Pause[] {
    return this.#sql
      .exec<{ from_day: number; to_day: number }>('SELECT * FROM credit_pauses ORDER BY from_day')
      .toArray()
      .map(({ from_day: fromDay, to_day: toDay }) => ({ fromDay, toDay }))
  }

  open(terms: LineTerms, holdbackBp: number, nowMs: number): void {
    this.#sql.exec('UPDATE credit_lines SET closed_at = ? WHERE closed_at IS NULL', nowMs)
    this.#sql.exec(
      `INSERT INTO credit_lines (id, offer, terms, holdback_bp, credit_limit, opened_at) VALUES (?, ?, ?, ?, ?, ?)`,
      terms.line,
      terms.offer,
      JSON.stringify(terms),
      holdbackBp,
      terms.limit,
      nowMs,
    )
    this.#line = undefined
    this.events.add('line_opened', nowMs, { amount: terms.limit, value: holdbackBp })
  }

  close(nowMs: number): void {
    this.#sql.exec('UPDATE credit_lines SET closed_at = ? WHERE closed_at IS NULL', nowMs)
    this.#line = undefined
    this.events.add('line_closed', nowMs)
  }

  setHoldback(bp: number, nowMs: number): void {
    this.#sql.exec('UPDATE credit_lines SET holdback_bp = ? WHERE closed_at IS NULL', bp)
    this.#line = undefined
    this.events.add('holdback_changed', nowMs, { value: bp })
  }

  lowerLimit(limit: number, nowMs: number): void {
    this.#sql.exec('UPDATE credit_lines SET credit_limit = ? WHERE closed_at IS NULL', limit)
    this.#line = undefined
    this.events.add('limit_lowered', nowMs, { amount: limit })
  }

  addDraw(
    draw: Pick<StoredDraw, 'id' | 'seq' | 'lender' | 'principal' | 'terms' | 'day' | 'atMs'>,
  ): void {
    const clockDay = this.draws.some(({ closedDay }) => closedDay === null) ? null : draw.day
    this.#sql.exec(
      `INSERT INTO credit_draws (seq, id, lender, principal, terms, day, at, clock_day)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      draw.seq,
      draw.id,
      draw.lender,
      draw.principal,
      JSON.stringify(draw.terms),
      draw.day,
      draw.atMs,
      clockDay,
    )
    this.#draws = undefined
    this.events.add('draw', draw.atMs, { amount: draw.principal })
  }

  /** Notes which draws are repaid by now, and whose turn it is. To be called after whatever changes what is owed. */
  settle(today: number, nowMs: number): void {
    const changed = this.positions.filter(
      ({ draw, remaining }) => (remaining === 0) !== (draw.closedDay !== null),
    )
    for (const { draw, remaining } of changed) {
      const isRepaid = remaining === 0
      this.#sql.exec(
        isRepaid
          ? 'UPDATE credit_draws SET closed_day = ?, told = 0 WHERE seq = ?'
          : // A refund gave some of it back: its turn comes again, and its days begin anew.
            `UPDATE credit_draws SET closed_day = NULL, told = 0, clock_day = ?, checks = '[]' WHERE seq = ?`,
        today,
        draw.seq,
      )
      if (isRepaid) this.events.add('draw_repaid', nowMs, { amount: draw.principal })
    }
    if (changed.length > 0) this.#draws = undefined
    const next = this.current?.draw
    if (next?.clockDay === null) {
      this.#sql.exec('UPDATE credit_draws SET clock_day = ? WHERE seq = ?', today, next.seq)
      this.#draws = undefined
    }
  }

  /** Part of a draw's debt that ends without money. */
  setEnd(seq: number, end: { rebated?: number; writtenOff?: number }): void {
    this.#sql.exec(
      'UPDATE credit_draws SET rebated = rebated + ?, written_off = written_off + ? WHERE seq = ?',
      end.rebated ?? 0,
      end.writtenOff ?? 0,
      seq,
    )
    this.#draws = undefined
  }

  setReturned(seq: number, nowMs: number): void {
    this.#sql.exec('UPDATE credit_draws SET returned = 1, told = 0 WHERE seq = ?', seq)
    this.#draws = undefined
    this.events.add('draw_returned', nowMs)
  }

  /** D1 has the last of these draws. */
  setTold(seqs: readonly number[]): void {
    for (const seq of seqs) this.#sql.exec('UPDATE credit_draws SET told = 1 WHERE seq = ?', seq)
    this.#draws = undefined
  }

  setChecks(seq: number, checks: readonly number[]): void {
    this.#sql.exec('UPDATE credit_draws SET checks = ? WHERE seq = ?', JSON.stringify(checks), seq)
    this.#draws = undefined
  }

  pause(pause: Pause, nowMs: number): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO credit_pauses (from_day, to_day) VALUES (?, ?)',
      pause.fromDay,
      pause.toDay,
    )
    this.events.add('paused', nowMs, { value: pause.toDay - pause.fromDay })
  }

  /** Ends the pause that is running; what is over stays. */
  resume(today: number, nowMs: number): void {
    this.#sql.exec('DELETE FROM credit_pauses WHERE from_day >= ?', today)
    this.#sql.exec('UPDATE credit_pauses SET to_day = ? WHERE to_day > ?', today, today)
    this.events.add('resumed', nowMs)
  }

  /** Days that a draw has had, pauses left out, and its pace when it is repaid. */
  ageOf(draw: Draw, today: number): { elapsedDays: number | null; paceBp: number | null } {
    const { pauses } = this
    const elapsed = draw.clockDay === null ? null : elapsedDays(draw.clockDay, today, pauses)
    return { elapsedDays: elapsed, paceBp: paceBp(draw, pauses) }
  }

  #readLine(where: string, ...params: SqlStorageValue[]): StoredLine | null {
    const [row] = this.#sql
      .exec<{
        terms: string
        holdback_bp: number
        credit_limit: number
        opened_at: number
        closed_at: number | null
      }>(`SELECT * FROM credit_lines ${where}`, ...params)
      .toArray()
    if (row === undefined) return null
    return {
      terms: JSON.parse(row.terms) as LineTerms,
      holdbackBp: row.holdback_bp,
      limit: row.credit_limit,
      openedAtMs: row.opened_at,
      closedAtMs: row.closed_at,
    }
  }

  #readDraws(): StoredDraw[] {
    return this.#sql
      .exec<{
        seq: number
        id: string
        lender: string
        principal: number
        terms: string
        day: number
        at: number
        clock_day: number | null
        closed_day: number | null
        rebated: number
        written_off: number
        returned: number
        checks: string
        told: number
      }>('SELECT * FROM credit_draws ORDER BY seq')
      .toArray()
      .map((row) => ({
        id: row.id,
        seq: row.seq,
        lender: row.lender,
        principal: row.principal,
        terms: JSON.parse(row.terms) as DrawTerms,
        day: row.day,
        atMs: row.at,
        clockDay: row.clock_day,
        closedDay: row.closed_day,
        rebated: row.rebated,
        writtenOff: row.written_off,
        isReturned: row.returned === 1,
        isTold: row.told === 1,
        checks: JSON.parse(row.checks) as number[],
      }))
  }
}
