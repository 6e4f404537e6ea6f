/** The Idempotency-Keys of a partner's API calls. */
import type { IdempotencyState } from '../../domain/partners/idempotency.ts'
import type { SchemaStep } from '../migrate.ts'

/** Answers are kept this long for a repeated Idempotency-Key: docs/api.md publishes it. */
export const IDEMPOTENCY_KEPT_MS = 30 * 24 * 60 * 60 * 1000
/** A call that has not ended after this long was cut off: the next one with its key carries on. */
const RUNNING_MS_MAX = 30_000

export const CALLS_SCHEMA: SchemaStep = {
  id: '002_idempotency',
  sql: `CREATE TABLE idempotency (
                key TEXT PRIMARY KEY,
                fingerprint TEXT NOT NULL,
                operation_id TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                status INTEGER,
                body TEXT
              ) STRICT, WITHOUT ROWID`,
}

export interface NewCall {
  key: string
  /** Of method, path and body; another one under the same key is a mistake of the caller. */
  fingerprint: string
  /** Id for what the call creates, if the key is new. */
  operationId: string
}

export class Calls {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Begins a call, or answers what became of the first one with its key. */
  begin(call: NewCall, nowMs: number): IdempotencyState {
    const sql = this.#sql
    const [known] = sql
      .exec<{
        fingerprint: string
        operation_id: string
        started_at: number
        status: number | null
        body: string | null
      }>('SELECT * FROM idempotency WHERE key = ?', call.key)
      .toArray()
    if (known === undefined) {
      sql.exec(
        'INSERT INTO idempotency (key, fingerprint, operation_id, started_at) VALUES (?, ?, ?, ?)',
        call.key,
        call.fingerprint,
        call.operationId,
        nowMs,
      )
      return { state: 'go', operationId: call.operationId }
    }
    if (known.fingerprint !== call.fingerprint) return { state: 'reused' }
    if (known.status !== null)
      return { state: 'done', status: known.status, body: known.body ?? '' }
    if (nowMs - known.started_at < RUNNING_MS_MAX) return { state: 'running' }
    sql.exec('UPDATE idempotency SET started_at = ? WHERE key = ?', nowMs, call.key)
    return { state: 'go', operationId: known.operation_id }
  }

  /** Stores the answer of a call. With null the call may be made again at once: its outcome is unknown. */
  end(key: string, answer: { status: number; body: string } | null, nowMs: number): void {
    if (answer === null) {
      const startedAtMs = nowMs - RUNNING_MS_MAX
      this.#sql.exec('UPDATE idempotency SET started_at = ? WHERE key = ?', startedAtMs, key)
      return
    }
    const { status, body } = answer
    this.#sql.exec('UPDATE idempotency SET status = ?, body = ? WHERE key = ?', status, body, key)
  }

  forget(nowMs: number): void {
    this.#sql.exec('DELETE FROM idempotency WHERE started_at < ?', nowMs - IDEMPOTENCY_KEPT_MS)
  }
}
