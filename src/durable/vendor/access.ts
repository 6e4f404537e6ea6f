/** Who may act for a vendor: members, the sessions of their phones, one-time enrolment links, passkeys. */
import { RpcTarget } from 'cloudflare:workers'
import type { Member, Role } from '../../domain/payments/member.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../../platform/secrets.ts'
import type { SchemaStep } from '../migrate.ts'
import type { LiveFeed } from './live.ts'

export const ACCESS_SCHEMA: SchemaStep = {
  id: '003_access',
  sql: `
    CREATE TABLE members (
      id TEXT PRIMARY KEY, role TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sessions (
      token_hash TEXT PRIMARY KEY, member_id TEXT NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE enrolments (
      token_hash TEXT PRIMARY KEY, member_id TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE passkeys (
      id TEXT PRIMARY KEY, member_id TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL,
      transports TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE challenges (
      challenge TEXT PRIMARY KEY, purpose TEXT NOT NULL, member_id TEXT, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

const DAY_MS = 24 * 60 * 60 * 1000
/** An enrolled phone that was not used for so long signs in again. */
const SESSION_IDLE_MS_MAX = 30 * DAY_MS
const SESSION_MS_MAX = 90 * DAY_MS
const ENROLMENT_MS = 3 * DAY_MS
const CHALLENGE_MS = 5 * 60_000

export interface Passkey {
  id: string
  memberId: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
}

export class Access extends RpcTarget {
  readonly #sql: SqlStorage
  readonly #live: LiveFeed

  constructor(sql: SqlStorage, live: LiveFeed) {
    super()
    this.#sql = sql
    this.#live = live
  }

  addMember(role: Role, nowMs: number): string {
    const id = newId('member', nowMs)
    this.#sql.exec('INSERT INTO members (id, role, created_at) VALUES (?, ?, ?)', id, role, nowMs)
    return id
  }

  /** A new session for a member: the token, shown to the browser once. */
  startSession(memberId: string, nowMs: number): string {
    const token = newToken()
    this.#sql.exec(
      'INSERT INTO sessions (token_hash, member_id, created_at, seen_at) VALUES (?, ?, ?, ?)',
      tokenHash(token),
      memberId,
      nowMs,
      nowMs,
    )
    return token
  }

  /** A new session for the owner of a stall that was opened a moment ago. */
  startOwnerSession(nowMs: number): string {
    return this.startSession(this.#ownerId(), nowMs)
  }

  /** Ends a session, and the live connections that were opened with it. */
  endSession(token: string): void {
    this.#sql.exec('DELETE FROM sessions WHERE token_hash = ?', tokenHash(token))
    this.#live.endSession(token)
  }

  /** The member whose session this token is; null when it never was one or is over. */
  authenticate(token: string, nowMs: number): Member | null {
    const hash = tokenHash(token)
    const [session] = this.#sql
      .exec<{ member_id: string; seen_at: number }>(
        `SELECT member_id, seen_at FROM sessions WHERE token_hash = ? AND seen_at > ? AND created_at > ?`,
        hash,
        nowMs - SESSION_IDLE_MS_MAX,
        nowMs - SESSION_MS_MAX,
      )
      .toArray()
    if (session === undefined) return null
    // Once a day is exact enough for an idle limit of thirty, and each write is billed.
    if (nowMs - session.seen_at > DAY_MS) {
      this.#sql.exec('UPDATE sessions SET seen_at = ? WHERE token_hash = ?', nowMs, hash)
    }
    return this.member(session.member_id)
  }

  member(id: string): Member | null {
    const [row] = this.#sql
      .exec<{ id: string; role: string; passkeys: number }>(
        `SELECT id, role, (SELECT count(*) FROM passkeys WHERE member_id = members.id) AS passkeys
         FROM members WHERE id = ?`,
        id,
      )
      .toArray()
    return row === undefined
      ? null
      : { id: row.id, role: row.role as Role, hasPasskey: row.passkeys > 0 }
  }

  /** A one-time link for the next device of a member; of the owner, when no member is named. */
  createEnrolment(memberId: string | null, nowMs: number): { token: string; expiresAtMs: number } {
    const token = newToken()
    const expiresAtMs = nowMs + ENROLMENT_MS
    this.#sql.exec(
      'INSERT INTO enrolments (token_hash, member_id, expires_at) VALUES (?, ?, ?)',
      tokenHash(token),
      memberId ?? this.#ownerId(),
      expiresAtMs,
    )
    return { token, expiresAtMs }
  }

  /** Uses an enrolment link up and starts a session. */
  enrol(
    token: string,
    nowMs: number,
  ): { session: string } | { refused: 'unknown' | 'used' | 'expired' } {
    const hash = tokenHash(token)
    const [row] = this.#sql
      .exec<{ member_id: string; expires_at: number; used_at: number | null }>(
        'SELECT member_id, expires_at, used_at FROM enrolments WHERE token_hash = ?',
        hash,
      )
      .toArray()
    if (row === undefined) return { refused: 'unknown' }
    if (row.used_at !== null) return { refused: 'used' }
    if (row.expires_at <= nowMs) return { refused: 'expired' }
    this.#sql.exec('UPDATE enrolments SET used_at = ? WHERE token_hash = ?', nowMs, hash)
    return { session: this.startSession(row.member_id, nowMs) }
  }

  saveChallenge(challenge: string, purpose: string, memberId: string | null, nowMs: number): void {
    this.#sql.exec('DELETE FROM challenges WHERE expires_at <= ?', nowMs)
    this.#sql.exec(
      'INSERT INTO challenges (challenge, purpose, member_id, expires_at) VALUES (?, ?, ?, ?)',
      challenge,
      purpose,
      memberId,
      nowMs + CHALLENGE_MS,
    )
  }

  /** Uses a challenge up: true once, for the purpose and member it was made for, within five minutes. */
  takeChallenge(
    challenge: string,
    purpose: string,
    memberId: string | null,
    nowMs: number,
  ): boolean {
    return (
      this.#sql
        .exec(
          `DELETE FROM challenges WHERE challenge = ? AND purpose = ? AND member_id IS ? AND expires_at > ?
           RETURNING challenge`,
          challenge,
          purpose,
          memberId,
          nowMs,
        )
        .toArray().length === 1
    )
  }

  addPasskey(passkey: Passkey, nowMs: number): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO passkeys (id, member_id, public_key, counter, transports, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      passkey.id,
      passkey.memberId,
      passkey.publicKey,
      passkey.counter,
      JSON.stringify(passkey.transports),
      nowMs,
    )
  }

  passkey(id: string): Passkey | null {
    const [row] = this.#sql
      .exec<{ member_id: string; public_key: ArrayBuffer; counter: number; transports: string }>(
        'SELECT member_id, public_key, counter, transports FROM passkeys WHERE id = ?',
        id,
      )
      .toArray()
    if (row === undefined) return null
    return {
      id,
      memberId: row.member_id,
      publicKey: new Uint8Array(row.public_key),
      counter: row.counter,
      transports: JSON.parse(row.transports) as string[],
    }
  }

  /** Ids of a member's passkeys: what a confirmation asks for. */
  passkeyIds(memberId: string): string[] {
    return this.#sql
      .exec<{ id: string }>(
        'SELECT id FROM passkeys WHERE member_id = ? ORDER BY created_at',
        memberId,
      )
      .toArray()
      .map(({ id }) => id)
  }

  /** When a session began, milliseconds since 1970; null for none. */
  sessionBegan(token: string): number | null {
    const [row] = this.#sql
      .exec<{ created_at: number }>(
        'SELECT created_at FROM sessions WHERE token_hash = ?',
        tokenHash(token),
      )
      .toArray()
    return row?.created_at ?? null
  }

  passkeyUsed(id: string, counter: number): void {
    this.#sql.exec('UPDATE passkeys SET counter = ? WHERE id = ?', counter, id)
  }

  #ownerId(): string {
    const sql = "SELECT id FROM members WHERE role = 'owner' ORDER BY id LIMIT 1"
    return this.#sql.exec<{ id: string }>(sql).one().id
  }
}
