/** Ids and bodies that lead somewhere, for calls that are made up. */
import { env } from 'cloudflare:workers'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { PartnerKind } from '../../../src/domain/partners/scopes.ts'
import { newId } from '../../../src/platform/ids.ts'
import { made } from '../../support/contract.ts'
import type { Client } from '../../support/contract.ts'
import { BODIES } from './bodies.ts'
import {
  claimOn,
  disputedOrder,
  newBuyer,
  newSupplier,
  placeOrder,
  sendOut,
  settledOrder,
} from './supply-world.ts'
import { inr, newMarket, newPartner, operator, pay } from './world.ts'
import type { Market } from './world.ts'

export const RECEIVER = 'https://partner.example.com/hooks'

/** Ids of each kind that lead somewhere, by their prefix or by the name of the parameter. */
export type Pool = Record<string, string[]>

/** Bodies that lead somewhere, where no chance would find one: parts of a policy must fit each other. */
export type Bodies = Record<string, object>

export interface FuzzWorld {
  pool: Pool
  bodies: Bodies
  /** Somebody of each kind; nobody of the kinds whose calls are not made up here. */
  clients: Partial<Record<PartnerKind, Client>>
}

/** An agent with a stall, and a lender that the stall lets see its income. */
export async function newFuzzWorld(): Promise<FuzzWorld> {
  const market = await newMarket()
  const { lender, bodies, pool } = await newLender(market.stall.id)
  return {
    pool: { ...(await poolOf(market)), ...pool, apl: [await newAppeal(market.stall.id)] },
    bodies: {
      ...BODIES,
      createPayment: { wallet: market.wallet, vendor: market.stall.id, amount: inr(100) },
      ...bodies,
    },
    clients: { agent: market.client, lender, operator },
  }
}

async function poolOf(market: Market): Promise<Pool> {
  const { id, client, stall, wallet } = market
  const payment = await pay(market, 5_000)
  const path = `/vendors/${stall.id}`
  const endpoint = (await client.post('/webhook-endpoints', { url: RECEIVER })).string('id')
  const [refund, request, topUp, delivery] = [
    await client.post(`${path}/payments/${payment}/refunds`, { amount: inr(10) }),
    await client.post(`${path}/payment-requests`, { amount: inr(10) }),
    await client.post(`/wallets/${wallet}/top-ups`, { amount: inr(10) }),
    await client.post(`/webhook-endpoints/${endpoint}/test`),
  ]
  return {
    vnd: [stall.id, stall.id, newId('vendor', 1)],
    wal: [wallet],
    pay: [payment],
    rfd: [refund.string('id')],
    prq: [request.string('id')],
    top: [topUp.string('id')],
    prt: [id],
    whk: [endpoint],
    evt: [delivery.string('id')],
    code: [stall.code],
  }
}

let policies = 0

/** A lender with a policy, and a vendor who lets it see its income. */
async function newLender(
  vendorId: string,
): Promise<{ lender: Client; bodies: Bodies; pool: Pool }> {
  const { id, client: lender } = await newPartner('lender')
  policies += 1
  const first = {
    ...EXAMPLE_POLICY,
    policy_id: `fuzz-${policies}`,
    valid_from_day: Math.floor(Date.now() / 86_400_000),
  }
  await made(lender.post('/lending/policies', first))
  await env.DB.prepare(
    'INSERT INTO credit_consents (vendor_id, lender_id, granted_at, withdrawn_at) VALUES (?, ?, 0, NULL)',
  )
    .bind(vendorId, id)
    .run()
  return {
    lender,
    bodies: {
      createLendingPolicy: { ...first, version: 2 },
      dryRunLendingPolicy: { policy: first, after: '' },
    },
    pool: { policy_id: [first.policy_id], version: ['1', '2'] },
  }
}

async function newAppeal(vendorId: string): Promise<string> {
  const id = newId('appeal', Date.now())
  await env.DB.prepare(
    "INSERT INTO credit_appeals (id, vendor_id, code, text, state, created_at) VALUES (?, ?, 'F06', 'No.', 'open', 0)",
  )
    .bind(id, vendorId)
    .run()
  return id
}

/** A supplier with orders in every state that somebody waits in, a pool and a payout. */
export async function newSupplyWorld(): Promise<FuzzWorld> {
  const supplier = await newSupplier()
  const { id, client, items } = supplier
  const stall = await newBuyer()
  const place = () => placeOrder(stall, supplier, { lines: { TEA: 3 } })
  const [placed, taken, out] = [await place(), await place(), await place()]
  await made(client.post(`/orders/${taken.id}/accept`, {}))
  await sendOut(supplier, out)
  const disputed = await disputedOrder(stall, supplier)
  const settled = await settledOrder(stall, supplier)
  const claims = [await claimOn(stall, settled, 300), await claimOn(stall, settled, 400)]
  const given = { amount: inr(100), note: 'Sorry.' }
  const note = await made(client.post(`/orders/${settled.id}/credit-notes`, given))
  const pool = await made(client.post('/pools', BODIES['createPool']))
  const payout = await made(client.post('/payouts', { amount: inr(100) }))
  const tea = { item: items.TEA }
  return {
    pool: {
      prt: [id],
      sku: ['TEA'],
      itm: [items.TEA],
      ord: [placed.id, taken.id, out.id, disputed.id, settled.id, newId('order', 1)],
      clm: claims,
      crn: [note.string('id')],
      pool: [pool.string('id')],
      pyt: [payout.string('id')],
    },
    bodies: {
      ...BODIES,
      acceptOrder: { lines: [{ ...tea, quantity: 1 }], note: 'More on Monday.' },
      resolveDispute: { counts: [{ ...tea, arrived: 2, problem: 'short' }], note: 'Two came.' },
      declineClaim: { claim: claims[0], note: 'It was dry.' },
      createCreditNote: { ...given, claim: claims[1] },
      endPayout: { supplier: id, state: 'failed' },
    },
    clients: { supplier: client, operator },
  }
}
