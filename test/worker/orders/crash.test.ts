import { env } from 'cloudflare:workers'
/**
 * Goal: an order is paid once for what arrived, and nothing stays set aside for one that is over, wherever the vendor's,
 * the lender's or the supplier's book crashes. Method: single crashes at every point of every question and transfer of an
 * order's life; afterwards everything is left to the alarms, and all the books are compared. Storms are in the file beside.
 */
import { afterEach, it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import { upsertTerms } from '../../../src/db/catalogue.ts'
import type { Order, OrderState } from '../../../src/domain/orders/order.ts'
import { Transfers } from '../../../src/durable/transfer.ts'
import { newId } from '../../../src/platform/ids.ts'
import { creditOrder, placeOrder } from '../../../src/services/orders.ts'
import { partnerBook, vendorBook } from '../../support/books.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import type { FaultPoint } from '../../support/faults.ts'
import type { Purses } from '../../support/worker.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import {
  confirmShort,
  crashAt,
  earn,
  nowOf,
  onBoth,
  place,
  settle,
  tell,
  toKerb,
  unlessCrashed,
  wished,
} from './crash-world.ts'
import { violations } from './inspection.ts'
import { MOVE, openMarket } from './market.ts'
import type { Market, Place } from './market.ts'
import { stock, TERMS } from './world.ts'

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
})

const ASKED = ['asked_before_write', 'asked_lost_write', 'asked_after_write'] as const
const ASKING = ['asker_before_call', 'asker_after_call', ...ASKED] as const
const SENT = [
  'sender_before_call',
  'sender_after_call',
  'receiver_before_write',
  'receiver_lost_write',
  'receiver_after_write',
] as const

interface Flow {
  /** What is under way when a book crashes. */
  does: string
  points: readonly FaultPoint[]
  /** The how manieth such call it is. */
  nth: number
  begin: (market: Market, place: Place) => Promise<Order>
  act: (market: Market, order: Order) => Promise<unknown>
  ends: OrderState
}

const onCredit = { tea: 3, sources: ['credit' as const] }
const cancel = (market: Market, order: Order) =>
  tell(market, order, 'vendor', { type: 'cancel', note: null })
const reject = (market: Market, order: Order) =>
  tell(market, order, 'supplier', { type: 'reject', note: 'sold out' })

async function atKerb(market: Market, at: Place): Promise<Order> {
  const order = await place(market, at, await onBoth(at))
  await toKerb(market, order)
  return order
}

async function pooled(market: Market, at: Place): Promise<Order> {
  await MOVE.newPool({ ...market, suppliers: market.suppliers.slice(0, 1) }, at, createRandom(1))
  return wished(market, at, { ...onCredit, pool: market.pools.at(-1)?.id ?? '' })
}

const FLOWS: Flow[] = [
  {
    does: 'the lender is asked to set money aside',
    points: ASKING,
    nth: 1,
    begin: async (market, at) => wished(market, at, await onBoth(at)),
    act: ({ atMs }, order) => placeOrder(ctxAt(atMs), order),
    ends: 'placed',
  },
  {
    does: 'the lender is told that it may have its money back',
    points: ASKING,
    nth: 1,
    begin: async (market, at) => place(market, at, await onBoth(at)),
    act: reject,
    ends: 'rejected',
  },
  {
    does: 'the lender is asked for the draw',
    points: ASKING,
    nth: 1,
    begin: atKerb,
    act: confirmShort,
    ends: 'settled',
  },
  {
    does: 'the draw is on its way',
    points: SENT,
    nth: 1,
    begin: atKerb,
    act: confirmShort,
    ends: 'settled',
  },
  {
    does: 'the supplier is being paid',
    points: SENT,
    nth: 2,
    begin: atKerb,
    act: confirmShort,
    ends: 'settled',
  },
  {
    does: 'a place in a pool is asked for',
    points: ASKING,
    nth: 1,
    begin: pooled,
    act: ({ atMs }, order) => placeOrder(ctxAt(atMs), order),
    ends: 'placed',
  },
  {
    does: 'the lender is asked after a place in a pool',
    points: ASKING,
    nth: 2,
    begin: pooled,
    act: ({ atMs }, order) => placeOrder(ctxAt(atMs), order),
    ends: 'placed',
  },
  {
    does: 'a place in a pool is given up',
    points: ASKING,
    nth: 2,
    begin: async (market, at) => {
      const order = await pooled(market, at)
      await placeOrder(ctxAt(market.atMs), order)
      return order
    },
    act: cancel,
    ends: 'cancelled',
  },
]

it.for(FLOWS)(
  'ends an order as it should when a book crashes while $does',
  async (flow, { expect }) => {
    faults.protocol = CrashingTransfers
    const market = await openMarket(1)
    const [at] = market.places
    if (at === undefined) throw new Error('there is no stall')
    for (const point of flow.points) {
      market.atMs += 1_000
      await earn(market, at, 50_000)
      const order = await flow.begin(market, at)
      faults.hits.clear()
      crashAt(point, flow.nth)
      await unlessCrashed(() => flow.act(market, order))
      faults.decide = () => false
      expect(faults.hits.get(point), `${point} was reached`).toBe(1)
      expect(await settle(market), point).toEqual([])
      expect((await nowOf(order)).state, point).toBe(flow.ends)
      expect(await violations(market, { audited: null, seen: new Map() }), point).toEqual([])
      // Whoever did not hear the answer says it again.
      await unlessCrashed(() => flow.act(market, order))
      expect(await settle(market), point).toEqual([])
      expect((await nowOf(order)).state, point).toBe(flow.ends)
      if (flow.ends === 'placed') await reject(market, order)
      expect(await violations(market, { audited: null, seen: new Map() }), point).toEqual([])
    }
  },
)

it('gives money back once when a book crashes under a credit note', async ({ expect }) => {
  faults.protocol = CrashingTransfers
  const market = await openMarket(1)
  const [at] = market.places
  if (at === undefined) throw new Error('there is no stall')
  for (const point of SENT) {
    market.atMs += 1_000
    await earn(market, at, 50_000)
    const order = await atKerb(market, at)
    await confirmShort(market, order)
    const note = {
      id: newId('creditNote', market.atMs),
      amount: 30_000,
      claim: null,
      note: 'sorry',
    }
    const about = { vendorId: at.id, id: order.id, supplierId: order.supplier }
    const give = () => creditOrder(ctxAt(market.atMs), about, note)
    crashAt(point, 1)
    await unlessCrashed(give)
    faults.decide = () => false
    expect(await settle(market), point).toEqual([])
    expect(await give(), point).toMatchObject({ state: 'posted' })
    expect((await nowOf(order)).creditNotes, point).toMatchObject([{ amount: 30_000 }])
    expect(await violations(market, { audited: null, seen: new Map() }), point).toEqual([])
  }
})

it('keeps no promise to an order that was cancelled before the lender had heard of it', async ({
  expect,
}) => {
  faults.protocol = CrashingTransfers
  const market = await openMarket(1)
  const [at] = market.places
  if (at === undefined) throw new Error('there is no stall')
  await earn(market, at, 50_000)
  for (const point of ASKED) {
    market.atMs += 1_000
    const order = await wished(market, at, await onBoth(at))
    // The lender falls over whenever it is asked: about setting aside, and about giving back.
    faults.decide = (one) => one === point
    expect(await placeOrder(ctxAt(market.atMs), order), point).toMatchObject({ state: 'placing' })
    await cancel(market, order)
    faults.decide = () => false
    expect(await settle(market), point).toEqual([])
    expect((await nowOf(order)).state, point).toBe('cancelled')
    // And the first question arrives at last.
    const { credit, plan } = order
    const late = {
      order: order.id,
      vendor: order.vendor,
      policy: credit?.policy ?? '',
      amount: plan.credit,
      portfolioLimit: credit?.portfolioLimit ?? 0,
    }
    const answer = await partnerBook(market.lender).promise(late, market.atMs)
    // Where the first question was heard, its yes is remembered; but nothing is kept for it any more.
    if (point === 'asked_before_write') expect(answer).toMatchObject({ reason: 'order_cancelled' })
    expect(await violations(market, { audited: null, seen: new Map() }), point).toEqual([])
  }
})

it('gives everything back when the supplier’s book refuses the money, also when one crashes over it', async ({
  expect,
}) => {
  faults.protocol = CrashingTransfers
  const market = await openMarket(1)
  const [at] = market.places
  if (at === undefined) throw new Error('there is no stall')
  const wrong = await yuanSupplier()
  market.suppliers.push(wrong)
  const points = [
    null,
    'receiver_after_write',
    'sender_after_call',
    'sender_after_resolve',
  ] as const
  for (const point of points) {
    market.atMs += 1_000
    await earn(market, at, 50_000)
    const books = async () =>
      Promise.all([pursesOf(vendorBook(at.id)), pursesOf(partnerBook(market.lender))])
    const before = await books()
    const order = await place(market, at, { ...(await onBoth(at)), from: 2 })
    await toKerb(market, order)
    if (point !== null) crashAt(point, point === 'sender_after_resolve' ? 1 : 2)
    await unlessCrashed(() => confirmShort(market, order))
    faults.decide = () => false
    expect(await settle(market), `${point}`).toEqual([])
    expect((await nowOf(order)).state, `${point}`).toBe('cancelled')
    expect(await partnerBook(wrong.id).float()).toMatchObject({ available: 0 })
    // The principal comes back with the night, and nothing is owed for it.
    await MOVE.night(market, at, createRandom(1))
    expect(await books(), `${point}`).toEqual(before)
    for (const book of [vendorBook(at.id), partnerBook(market.lender)])
      expect((await book.audit()).problems, `${point}`).toEqual([])
  }
})

async function pursesOf(book: { standing(isAudited: boolean): PromiseLike<{ purses: Purses }> }) {
  return (await book.standing(false)).purses
}

/** A supplier of the register whose book is kept in another currency, and so takes no rupees. */
async function yuanSupplier() {
  const now = Date.now()
  const id = newId('partner', now)
  await partnerBook(id).open('CNY', now)
  await env.DB.prepare(
    `INSERT INTO partners (id, kind, name, currency, created_at) VALUES (?, 'supplier', 'Wrong', 'INR', ?)`,
  )
    .bind(id, now)
    .run()
  await upsertTerms(env.DB, id, TERMS, now)
  return { id, items: await stock(id, { tea: 20_000 }) }
}
