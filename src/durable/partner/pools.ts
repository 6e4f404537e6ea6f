/** A supplier's pools: its book alone can decide who was first and when a pool is closed. */
import { upsertPool } from '../../db/pools.ts'
import { closePool, joinPool, leavePool } from '../../domain/orders/pool.ts'
import type { Pool, PoolMember } from '../../domain/orders/pool.ts'
import type { SchemaStep } from '../migrate.ts'
import type { PromiseAnswer } from './promises.ts'

export const POOLS_SCHEMA: SchemaStep = {
  id: '006_pools',
  sql: `CREATE TABLE pools (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
}

export class Pools {
  readonly #sql: SqlStorage
  readonly #env: Env

  constructor(sql: SqlStorage, env: Env) {
    this.#sql = sql
    this.#env = env
  }

  find(id: string): Pool | null {
    const [row] = this.#sql
      .exec<{ body: string }>('SELECT body FROM pools WHERE id = ?', id)
      .toArray()
    return row === undefined ? null : (JSON.parse(row.body) as Pool)
  }

  /** Opens a pool; the same id again answers the stored one. */
  async open(pool: Pool): Promise<Pool> {
    const known = this.find(pool.id)
    if (known === null) this.#save(pool)
    return this.#told(known ?? pool)
  }

  async join(id: string, member: PoolMember, nowMs: number): Promise<PromiseAnswer> {
    const pool = this.find(id)
    if (pool === null) return { ok: false, reason: 'pool_unknown' }
    const joined = joinPool(pool, member, nowMs)
    if (!joined.ok) return joined
    this.#save(joined.pool)
    await this.#told(joined.pool)
    return { ok: true }
  }

  async leave(id: string, order: string): Promise<void> {
    const pool = this.find(id)
    if (pool === null) return
    const left = leavePool(pool, order)
    this.#save(left)
    await this.#told(left)
  }

  /** Closes a pool now; null when there is no such pool. */
  async close(id: string, nowMs: number): Promise<Pool | null> {
    const pool = this.find(id)
    if (pool === null) return null
    const closed = closePool(pool, nowMs)
    this.#save(closed)
    return this.#told(closed)
  }

  #save(pool: Pool): void {
    this.#sql.exec(
      'INSERT INTO pools (id, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
      pool.id,
      JSON.stringify(pool),
    )
  }

  /** What D1 misses now it gets with the next change, or from the cron, which closes pools by their own word. */
  async #told(pool: Pool): Promise<Pool> {
    await upsertPool(this.#env.DB, pool).catch(() => undefined)
    return pool
  }
}
