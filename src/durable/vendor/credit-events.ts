/** What happened to a vendor's credit, one row each, only added to: what the vendor and an auditor read. */
import type { SchemaStep } from '../migrate.ts'

export const CREDIT_EVENTS_SCHEMA: SchemaStep = {
  id: '005_credit_events',
  sql: `
    CREATE TABLE credit_events (
      n INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, amount INTEGER, value INTEGER
    ) STRICT;
    CREATE TRIGGER credit_events_no_update BEFORE UPDATE ON credit_events
      BEGIN SELECT RAISE(ABORT, 'what happened is only added to'); END;
    CREATE TRIGGER credit_events_no_delete BEFORE DELETE ON credit_events
      BEGIN SELECT RAISE(ABORT, 'what happened is only added to'); END;
  `,
}

export type LineEventKind =
  | 'line_opened'
  | 'line_closed'
  | 'limit_lowered'
  | 'draw'
  | 'draw_repaid'
  | 'draw_returned'
  | 'holdback_changed'
  | 'paused'
  | 'resumed'
  | 'frozen'
  | 'unfrozen'
  | 'near_breach'
  | 'breach'
  | 'payoff'
  | 'written_off'

export interface LineEvent {
  kind: LineEventKind
  atMs: number
  amount: number | null
  value: number | null
}

export class CreditEvents {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  add(
    kind: LineEventKind,
    atMs: number,
    { amount = null, value = null }: { amount?: number | null; value?: number | null } = {},
  ): void {
    this.#sql.exec(
      'INSERT INTO credit_events (at, kind, amount, value) VALUES (?, ?, ?, ?)',
      atMs,
      kind,
      amount,
      value,
    )
  }

  /** The newest events first. */
  newest(limit: number): LineEvent[] {
    return this.#sql
      .exec<{ at: number; kind: string; amount: number | null; value: number | null }>(
        'SELECT at, kind, amount, value FROM credit_events ORDER BY n DESC LIMIT ?',
        limit,
      )
      .toArray()
      .map(({ at, kind, ...rest }) => ({ ...rest, kind: kind as LineEventKind, atMs: at }))
  }

  /** Whether something happened to a thing that `value` names. */
  has(kind: LineEventKind, value: number): boolean {
    const sql = 'SELECT 1 FROM credit_events WHERE kind = ? AND value = ? LIMIT 1'
    return this.#sql.exec(sql, kind, value).toArray().length > 0
  }

  /** When something last happened, milliseconds; null for never. */
  lastMs(kind: LineEventKind): number | null {
    const sql = 'SELECT max(at) AS at FROM credit_events WHERE kind = ?'
    return this.#sql.exec<{ at: number | null }>(sql, kind).one().at
  }
}
