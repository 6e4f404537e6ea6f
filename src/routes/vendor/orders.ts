import { Hono } from 'hono'
import type { Context } from 'hono'
import {
  cancelBody,
  claimBody,
  confirmBody,
  disputeBody,
  emptyJarBody,
  jarBody,
  newOrderBody,
  quoteBody,
} from '../../contract/orders.ts'
import { readDay } from '../../domain/calendar.ts'
import { payable } from '../../domain/orders/funding.ts'
import { JAR_SHARES_BP } from '../../domain/orders/jar.ts'
import type { Count } from '../../domain/orders/order.ts'
import { quotePointer, QUOTE_SENTENCES } from '../../domain/orders/refusals.ts'
import type { OrderCommand } from '../../domain/orders/states.ts'
import { InvoicePage } from '../../pages/invoice.tsx'
import { paperStyleHashes } from '../../pages/paper.tsx'
import { isId } from '../../platform/ids.ts'
import { quoteResource } from '../../services/order-quote-view.ts'
import { orderOfQuote, quoteOrder } from '../../services/order-quotes.ts'
import type { Quote } from '../../services/order-quotes.ts'
import {
  actOnOrder,
  claimOnOrder,
  codeHash,
  listVendorOrders,
  ordersOf,
  placedBefore,
  placeOrder,
  readVendorOrder,
  resourceFor,
} from '../../services/orders.ts'
import type { OrderOutcome, PlacedOrder } from '../../services/orders.ts'
import { readPaper } from '../../services/papers.ts'
import { declined, Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import type { VendorEnv } from '../middleware/session.ts'
import { refused } from '../order-refusals.ts'
import { hereOf, modeOf, pageText, sendPage } from '../shopper/page.ts'
import { wholeNumber } from './query.ts'
import { assertBuyer, assertOwner, confirm } from './rights.ts'

type C = Context<VendorEnv>

const LIST_MAX = 50

/** What a signed-in phone does with orders of stock and the restock jar; mounted where the session is checked. */
export const vendorOrders = new Hono<VendorEnv>()
  .get('/orders', async (c) => {
    const before = c.req.query('before') ?? null
    if (before !== null && !isId('order', before)) throw new Problem('not_found')
    const limit = Math.min(wholeNumber(c, 'limit', 20), LIST_MAX)
    const { ctx, session } = c.var
    const page = { beforeId: before, limit: limit + 1 }
    const orders = await listVendorOrders(ctx, session.vendor, page)
    return c.json({ data: orders.slice(0, limit), has_more: orders.length > limit })
  })
  .post('/orders/quote', async (c) => {
    const body = await readJson(c, quoteBody)
    const quote = await quoteOrder(c.var.ctx, c.var.session.vendor, {
      supplierId: body.supplier,
      wanted: body.lines.map((line) => ({ ...line, shown: null })),
      sources: body.sources,
      deliveryDay: dayOf(body.delivery_day),
      pool: poolOf(body),
    })
    if (quote === null) throw noSupplier()
    return c.json(quoteResource(c.var.session.vendor, quote, body.sources))
  })
  .post('/orders', async (c) => {
    assertBuyer(c)
    const body = await readJson(c, newOrderBody)
    const { ctx, session } = c.var
    const before = await placedBefore(ctx, session.vendor.id, body.id)
    if (before !== null) return placedAnswer(c, sameAs(before, body))
    const quote = await quoteOrder(ctx, session.vendor, {
      supplierId: body.supplier,
      wanted: body.lines.map(({ item, quantity, ...line }) => ({
        item,
        quantity,
        shown: { priceVersion: line.price_version, unitPrice: line.unit_price },
      })),
      sources: body.sources,
      deliveryDay: dayOf(body.delivery_day),
      pool: poolOf(body),
    })
    if (quote === null) throw noSupplier()
    assertPlaceable(quote, body.lines)
    assertShown(quote, body.shown)
    const about = { id: body.id, quote, note: body.note ?? null }
    const order = orderOfQuote(ctx, session.vendor, about)
    if (order.credit !== null) {
      assertOwner(c)
      await confirm(c, `order:${order.id}:${order.plan.credit}`, body.confirmation)
    }
    return placedAnswer(c, await placeOrder(ctx, order))
  })
  .get('/orders/:id', async (c) => {
    const { ctx, session } = c.var
    const order = await readVendorOrder(ctx, session.vendor, c.req.param('id'))
    if (order === null) throw refused('order_unknown')
    return c.json(order)
  })
  .get('/orders/:id/invoice', async (c) => {
    const { ctx, session } = c.var
    const order = { vendorId: session.vendor.id, id: c.req.param('id') }
    const creditNote = c.req.query('credit_note') ?? null
    const t = pageText(c, session.vendor.locale)
    const about = { creditNote, locale: t.locale }
    const paper = await readPaper(ctx, order, about)
    if (paper === null) throw new Problem('not_found', 'There is no such paper.')
    const view = { mode: modeOf(c), here: hereOf(c), xmlUrl: null, paper }
    return sendPage(c, InvoicePage({ t, view }), 200, { styleHashes: paperStyleHashes() })
  })
  .post('/orders/:id/cancel', async (c) => {
    const { reason } = await readJson(c, cancelBody)
    return act(c, { type: 'cancel', note: reason ?? null })
  })
  .post('/orders/:id/confirm', async (c) => {
    const { code, counts } = await readJson(c, confirmBody)
    const hash = code === undefined || code === null ? null : codeHash(c.req.param('id'), code)
    return act(c, { type: 'confirm', codeHash: hash, counts: countsOf(counts) })
  })
  .post('/orders/:id/dispute', async (c) => {
    const { counts, note } = await readJson(c, disputeBody)
    return act(c, { type: 'dispute', counts: countsOf(counts), note })
  })
  .post('/orders/:id/claims', async (c) => {
    assertBuyer(c)
    const claim = await readJson(c, claimBody)
    const { ctx, session } = c.var
    const about = { vendorId: session.vendor.id, id: c.req.param('id') }
    return answer(c, await claimOnOrder(ctx, about, claim))
  })
  .get('/jar', async (c) => c.json(await jarOf(c)))
  .post('/jar', async (c) => {
    assertOwner(c)
    const { share_bp: bp } = await readJson(c, jarBody)
    using desk = ordersOf(c.var.ctx, c.var.session.vendor.id)
    if (!(await desk.setJarShare(bp))) {
      const detail = `must be one of ${JAR_SHARES_BP.join(', ')}`
      const errors = [{ pointer: '/share_bp', detail, code: 'not_a_share' }]
      throw new Problem('invalid', `/share_bp: ${detail}`, { errors })
    }
    return c.json(await jarOf(c))
  })
  .post('/jar/empty', async (c) => {
    assertBuyer(c)
    const { id } = await readJson(c, emptyJarBody)
    using desk = ordersOf(c.var.ctx, c.var.session.vendor.id)
    if (!(await desk.emptyJar(id, c.var.ctx.nowMs))) throw new Problem('conflict')
    return c.json(await jarOf(c))
  })

async function jarOf(c: C) {
  const { ctx, session } = c.var
  using desk = ordersOf(ctx, session.vendor.id)
  const { jar, jarBp } = await desk.purse(ctx.nowMs)
  const balance = { amount: jar, currency: session.vendor.currency }
  return { balance, share_bp: jarBp, shares_bp: [...JAR_SHARES_BP] }
}

async function act(c: C, command: OrderCommand): Promise<Response> {
  assertBuyer(c)
  const { ctx, session } = c.var
  const about = { vendorId: session.vendor.id, id: c.req.param('id') ?? '', by: 'vendor' as const }
  return answer(c, await actOnOrder(ctx, about, command))
}

async function answer(c: C, outcome: OrderOutcome): Promise<Response> {
  if (!outcome.ok) throw refused(outcome.reason)
  return c.json(await resourceFor(c.var.ctx, c.var.session.vendor, outcome.order))
}

async function placedAnswer(c: C, placed: PlacedOrder): Promise<Response> {
  if (placed.state === 'conflict')
    throw new Problem('conflict', 'This id belongs to another order.')
  if (placed.state === 'declined') throw declined(placed.reason)
  const order = await resourceFor(c.var.ctx, c.var.session.vendor, placed.order)
  return c.json({ order, state: placed.state }, 201)
}

/** What was placed under the id before, if it is the same order. */
function sameAs(
  before: PlacedOrder,
  body: { supplier: string; lines: { item: string; quantity: number }[] },
): PlacedOrder {
  if (before.state === 'declined' || before.state === 'conflict') return before
  const asked = (lines: readonly { item: string; quantity: number }[]) =>
    JSON.stringify(lines.map(({ item, quantity }) => [item, quantity]))
  const { supplier, lines } = before.order
  const isSame = supplier === body.supplier && asked(lines) === asked(body.lines)
  return isSame ? before : { state: 'conflict' }
}

/** @throws Problem `invalid` that names everything that stands in the way */
function assertPlaceable({ problems }: Quote, lines: readonly { item: string }[]): void {
  if (problems.length === 0) return
  const lineOf = (item: string) => lines.findIndex((line) => line.item === item)
  const errors = problems.map(({ code, item }) => ({
    pointer: quotePointer(code, item === null ? null : lineOf(item)),
    detail: QUOTE_SENTENCES[code],
    code,
  }))
  throw new Problem('invalid', errors[0]?.detail, { errors })
}

/** @throws Problem `declined` when the vendor was shown another total or another cost */
function assertShown(
  { plan, credit }: Quote,
  shown: { total: number; credit_owed: number | null },
): void {
  const owed = credit?.disclosure.owed ?? null
  if (payable(plan) !== shown.total || owed !== shown.credit_owed) throw declined('terms_changed')
}

function noSupplier(): Problem {
  const detail = 'There is no such supplier in this currency.'
  const errors = [{ pointer: '/supplier', detail, code: 'supplier_unknown' }]
  return new Problem('invalid', detail, { errors })
}

function countsOf(
  counts: readonly { item: string; arrived: number; problem?: Count['problem'] | undefined }[],
): Count[] {
  return counts.map(({ item, arrived, problem }) => ({ item, arrived, problem: problem ?? null }))
}

function dayOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : readDay(text)
}

function poolOf(body: {
  pool?: string | null | undefined
  unit_price_max?: number | null | undefined
}): { id: string; unitPriceMax: number | null } | null {
  const { pool } = body
  if (pool === null || pool === undefined) return null
  return { id: pool, unitPriceMax: body.unit_price_max ?? null }
}
