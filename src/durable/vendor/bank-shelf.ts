/** What a vendor's book knows of its own bank: receiving accounts, tries to pay into them, and what arrived there. */
import type { Attempt, Outcome } from '../../domain/payments/attempt.ts'
import type { Observation } from '../../domain/payments/rail.ts'
import type { ReceivingAccount } from '../../domain/payments/receiving-schemes.ts'
import type { SchemaStep } from '../migrate.ts'

export const BANK_SCHEMA: SchemaStep = {
  id: '007_bank',
  sql: `
    CREATE TABLE receiving_accounts (
      id TEXT PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL, added_at INTEGER NOT NULL, removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bank_attempts (
      id TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, account TEXT NOT NULL, body TEXT NOT NULL,
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bank_attempts_account ON bank_attempts (account, created_at);
    CREATE TABLE bank_credits (
      rail_ref TEXT PRIMARY KEY, body TEXT NOT NULL, outcome TEXT NOT NULL, attempt TEXT, state TEXT NOT NULL,
      payment TEXT, at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bank_credits_waiting ON bank_credits (at) WHERE state = 'waiting';
  `,
}

/** An attempt with what its page shows. */
export interface BankAttempt extends Attempt {
  accountId: string
  note: string | null
  payload: string
  /** The rail's id of the last money that came for it, whatever it is to the vendor; null for none. */
  credit: string | null
}

export type CreditState =
  /** In the journal. */
  | 'booked'
  /** A person has to say what it is. */
  | 'waiting'
  /** The vendor said that it is no sale. */
  | 'dismissed'

/** Money that arrived at the vendor's bank. */
export interface BankCredit {
  /** The acquirer's id and the bank's of the transaction. */
  railRef: string
  seen: Observation
  outcome: Outcome['outcome']
  attempt: string | null
  state: CreditState
  /** Id of the payment in the journal. */
  payment: string | null
  atMs: number
}

export interface StoredAccount extends ReceivingAccount {
  key: string
  addedAtMs: number
  removedAtMs: number | null
}

/** Attempts that a payment may be for: those of two days. */
const LOOK_BACK_MS = 2 * 24 * 60 * 60_000

export class BankShelf {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Accounts in use, oldest first; with `all` those that were taken away too. */
  accounts({ all = false } = {}): StoredAccount[] {
    return this.#sql
      .exec<{ key: string; body: string; added_at: number; removed_at: number | null }>(
        `SELECT key, body, added_at, removed_at FROM receiving_accounts
         ${all ? '' : 'WHERE removed_at IS NULL'} ORDER BY added_at, id`,
      )
      .toArray()
      .map((row) => ({
        ...(JSON.parse(row.body) as ReceivingAccount),
        key: row.key,
        addedAtMs: row.added_at,
        removedAtMs: row.removed_at,
      }))
  }

  addAccount(account: ReceivingAccount, key: string, nowMs: number): void {
    this.#sql.exec(
      'INSERT OR IGNORE INTO receiving_accounts (id, key, body, added_at) VALUES (?, ?, ?, ?)',
      account.id,
      key,
      JSON.stringify(account),
      nowMs,
    )
  }

  removeAccount(id: string, nowMs: number): void {
    this.#sql.exec(
      'UPDATE receiving_accounts SET removed_at = ? WHERE id = ? AND removed_at IS NULL',
      nowMs,
      id,
    )
  }

  attempt(id: string): BankAttempt | null {
    return this.#attempts('WHERE id = ?', id)[0] ?? null
  }

  /** Attempts to pay into an account that somebody may be paying now, the newest last. */
  attemptsOf(account: string, atMs: number): BankAttempt[] {
    return this.#attempts(
      'WHERE account = ? AND created_at >= ? ORDER BY created_at, id',
      account,
      atMs - LOOK_BACK_MS,
    )
  }

  attemptOfRef(ref: string): BankAttempt | null {
    return this.#attempts('WHERE ref = ?', ref)[0] ?? null
  }

  saveAttempt(attempt: BankAttempt): void {
    this.#sql.exec(
      `INSERT INTO bank_attempts (id, ref, account, body, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      attempt.id,
      attempt.ref,
      attempt.account ?? '',
      JSON.stringify(attempt),
      attempt.createdAtMs,
      attempt.expiresAtMs,
    )
  }

  credit(railRef: string): BankCredit | null {
    return this.#credits('WHERE rail_ref = ?', railRef)[0] ?? null
  }

  /** What waits for a person, oldest first. */
  waiting(limit: number): BankCredit[] {
    return this.#credits(`WHERE state = 'waiting' ORDER BY at LIMIT ?`, limit)
  }

  saveCredit({ railRef, seen, outcome, attempt, state, payment, atMs }: BankCredit): void {
    this.#sql.exec(
      `INSERT INTO bank_credits (rail_ref, body, outcome, attempt, state, payment, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET state = excluded.state, payment = excluded.payment`,
      railRef,
      JSON.stringify(seen),
      outcome,
      attempt,
      state,
      payment,
      atMs,
    )
  }

  #attempts(where: string, ...params: SqlStorageValue[]): BankAttempt[] {
    return this.#sql
      .exec<{ body: string }>(`SELECT body FROM bank_attempts ${where}`, ...params)
      .toArray()
      .map(({ body }) => JSON.parse(body) as BankAttempt)
  }

  #credits(where: string, ...params: SqlStorageValue[]): BankCredit[] {
    return this.#sql
      .exec<{
        rail_ref: string
        body: string
        outcome: string
        attempt: string | null
        state: string
        payment: string | null
        at: number
      }>(`SELECT * FROM bank_credits ${where}`, ...params)
      .toArray()
      .map((row) => ({
        railRef: row.rail_ref,
        seen: JSON.parse(row.body) as Observation,
        outcome: row.outcome as Outcome['outcome'],
        attempt: row.attempt,
        state: row.state as CreditState,
        payment: row.payment,
        atMs: row.at,
      }))
  }
}
