/** A vendor's orders as its book keeps them. */
import { ENDED } from '../../domain/orders/order.ts'
import type { Order } from '../../domain/orders/order.ts'
import type { SchemaStep } from '../migrate.ts'

export const ORDERS_SCHEMA: SchemaStep = {
  id: '006_orders',
  sql: `
    CREATE TABLE orders (
      id TEXT PRIMARY KEY, draw TEXT NOT NULL UNIQUE, body TEXT NOT NULL, is_over INTEGER NOT NULL,
      asks INTEGER NOT NULL, told_version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX orders_open ON orders (id) WHERE is_over = 0 OR asks = 1;
  `,
}

/** An order, and what the book still owes the world about it. */
export interface ShelvedOrder {
  order: Order
  /** Id of the draw that pays the part on credit. */
  draw: string
  /** Other books have not yet heard what to do: the lender's (set aside, give back, draw), the supplier's (its pool). */
  asks: boolean
  /** The version that D1 has. */
  toldVersion: number
}

export class OrderShelf {
  readonly #sql: SqlStorage
  /** Orders that are not over or not told: few, and every draw and every look at the credit asks for them. */
  #open: ShelvedOrder[] | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  find(id: string): ShelvedOrder | null {
    return this.#read('WHERE id = ?', id)[0] ?? null
  }

  ofDraw(draw: string): ShelvedOrder | null {
    return this.#read('WHERE draw = ?', draw)[0] ?? null
  }

  /** Orders that something is still to be done for, by us or by somebody. */
  get open(): readonly ShelvedOrder[] {
    this.#open ??= this.#read('WHERE is_over = 0 OR asks = 1')
    return this.#open
  }

  /** Up to `limit` orders before an id, newest first. */
  before(id: string | null, limit: number): Order[] {
    const rows =
      id === null
        ? this.#read('ORDER BY id DESC LIMIT ?', limit)
        : this.#read('WHERE id < ? ORDER BY id DESC LIMIT ?', id, limit)
    return rows.map(({ order }) => order)
  }

  save({ order, draw, asks, toldVersion }: ShelvedOrder): void {
    this.#sql.exec(
      `INSERT INTO orders (id, draw, body, is_over, asks, told_version) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET body = excluded.body, is_over = excluded.is_over,
         asks = excluded.asks, told_version = excluded.told_version`,
      order.id,
      draw,
      JSON.stringify(order),
      // One that D1 has not got is not over for us.
      ENDED.includes(order.state) && toldVersion === order.version ? 1 : 0,
      asks ? 1 : 0,
      toldVersion,
    )
    this.#open = null
  }

  #read(where: string, ...params: SqlStorageValue[]): ShelvedOrder[] {
    return this.#sql
      .exec<{ body: string; draw: string; asks: number; told_version: number }>(
        `SELECT body, draw, asks, told_version FROM orders ${where}`,
        ...params,
      )
      .toArray()
      .map((row) => ({
        order: JSON.parse(row.body) as Order,
        draw: row.draw,
        asks: row.asks === 1,
        toldVersion: row.told_version,
      }))
  }
}
