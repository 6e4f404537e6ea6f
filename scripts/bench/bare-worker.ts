/**
 * The least that two objects can do to move money: one row each side, the same number of B-trees as a journal row, one
 * call. No idempotent answer, no hash, no balances worth the name. What Pushcart's payment is measured against.
 */
import { DurableObject } from 'cloudflare:workers'

export interface BareEnv {
  BARE_VENDOR: DurableObjectNamespace<BareVendor>
}

/** One row costs two: the row itself and the entry in the index of its key. */
class BareBook<E> extends DurableObject<E> {
  #seq: number
  #balance: number

  constructor(ctx: DurableObjectState, env: E) {
    super(ctx, env)
    const { sql } = ctx.storage
    sql.exec(
      `CREATE TABLE IF NOT EXISTS journal (
         seq INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, amount INTEGER NOT NULL,
         balance INTEGER NOT NULL, at INTEGER NOT NULL
       ) STRICT`,
    )
    const [last] = sql
      .exec<{ seq: number; balance: number }>(
        'SELECT seq, balance FROM journal ORDER BY seq DESC LIMIT 1',
      )
      .toArray()
    this.#seq = last?.seq ?? 0
    this.#balance = last?.balance ?? 0
  }

  protected add(key: ArrayBuffer, amount: number): number {
    this.#seq += 1
    this.#balance += amount
    this.ctx.storage.sql.exec(
      'INSERT INTO journal (seq, key, amount, balance, at) VALUES (?, ?, ?, ?, ?)',
      this.#seq,
      key,
      amount,
      this.#balance,
      Date.now(),
    )
    return this.#seq
  }
}

export class BareWallet extends BareBook<BareEnv> {
  async pay(key: ArrayBuffer, vendorId: string, amount: number): Promise<number> {
    this.add(key, -amount)
    return this.env.BARE_VENDOR.getByName(vendorId).receive(key, amount)
  }
}

export class BareVendor extends BareBook<unknown> {
  async receive(key: ArrayBuffer, amount: number): Promise<number> {
    return this.add(key, amount)
  }
}

// A Worker must answer requests, even one that is only there for its objects.
export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler
