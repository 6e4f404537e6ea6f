import type { DeclineReason } from '../../domain/ledger/entry.ts'
import { refuseRequest } from '../../domain/payments/request.ts'
import type { PaymentRequest } from '../../domain/payments/request.ts'
import type { SoldItem } from '../../domain/payments/till-items.ts'
import type { SchemaStep } from '../migrate.ts'
import type { TillItems } from './till-items.ts'

export const REQUESTS_SCHEMA: SchemaStep = {
  id: '002_payment_requests',
  sql: `CREATE TABLE payment_requests (
          id TEXT PRIMARY KEY,
          amount INTEGER NOT NULL CHECK (amount > 0),
          note TEXT,
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          payment TEXT,
          cancelled_at INTEGER
        ) STRICT, WITHOUT ROWID`,
}

interface RequestRow extends Record<string, SqlStorageValue> {
  id: string
  amount: number
  note: string | null
  created_at: number
  expires_at: number
  payment: string | null
  cancelled_at: number | null
  /** JSON; null for an amount that was typed. */
  items: string | null
}

/** A vendor's payment requests. They live beside the ledger: it alone can decide who was first. */
export class PaymentRequests {
  readonly #sql: SqlStorage
  readonly #till: TillItems

  constructor(sql: SqlStorage, till: TillItems) {
    this.#sql = sql
    this.#till = till
  }

  /** Stores a request; the same id again answers the first one, and the caller compares. */
  create(request: PaymentRequest): PaymentRequest {
    const known = this.find(request.id)
    if (known !== null) return known
    this.#sql.exec(
      `INSERT INTO payment_requests (id, amount, note, created_at, expires_at, items)
       VALUES (?, ?, ?, ?, ?, ?)`,
      request.id,
      request.amount,
      request.note,
      request.createdAtMs,
      request.expiresAtMs,
      request.items.length === 0 ? null : JSON.stringify(request.items),
    )
    return request
  }

  find(id: string): PaymentRequest | null {
    const [row] = this.#sql
      .exec<RequestRow>('SELECT * FROM payment_requests WHERE id = ?', id)
      .toArray()
    if (row === undefined) return null
    return {
      id: row.id,
      amount: row.amount,
      note: row.note,
      items: itemsOf(row),
      createdAtMs: row.created_at,
      expiresAtMs: row.expires_at,
      payment: row.payment,
      cancelledAtMs: row.cancelled_at,
    }
  }

  /** Why a payment of `amount` (without tip) for this request is refused now, or null. */
  refuse(id: string, amount: number, nowMs: number): DeclineReason | null {
    return refuseRequest(this.find(id), amount, nowMs)
  }

  /** Uses the request up and counts what it was for; in the same transaction as the payment's entry. */
  markPaid(id: string, payment: string, nowMs: number): void {
    const [row] = this.#sql
      .exec<Pick<RequestRow, 'items'>>(
        'UPDATE payment_requests SET payment = ? WHERE id = ? RETURNING items',
        payment,
        id,
      )
      .toArray()
    const items = row === undefined ? [] : itemsOf(row)
    if (items.length > 0) this.#till.count(items, nowMs)
  }

  /** Withdraws an open request; one that is paid, expired or cancelled stays as it is. */
  cancel(id: string, nowMs: number): PaymentRequest | null {
    this.#sql.exec(
      `UPDATE payment_requests SET cancelled_at = ?
       WHERE id = ? AND payment IS NULL AND cancelled_at IS NULL AND expires_at > ?`,
      nowMs,
      id,
      nowMs,
    )
    return this.find(id)
  }
}

function itemsOf({ items }: Pick<RequestRow, 'items'>): SoldItem[] {
  return items === null ? [] : (JSON.parse(items) as SoldItem[])
}
