import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { Hono } from 'hono'
import type { Context } from 'hono'
import {
  newRefundBody,
  newRequestBody,
  passkeyBody,
  stallBody,
  tagBody,
} from '../../contract/vendor-app.ts'
import { mayRefund } from '../../domain/payments/member.ts'
import type { PaymentRequestResource } from '../../domain/payments/request.ts'
import { REQUEST_EXPIRES_IN_S_DEFAULT, requestPath } from '../../domain/payments/request.ts'
import { isoTime } from '../../domain/time.ts'
import { endSession, passkeyRegistrationOptions, registerPasskey } from '../../services/access.ts'
import {
  cancelPaymentRequest,
  createPaymentRequest,
  findPaymentRequest,
  findRefund,
  refundPayment,
} from '../../services/payments.ts'
import { readStall, readStallLines } from '../../services/stall.ts'
import { readTags, tagEntry } from '../../services/tags.ts'
import { createEnrolmentUrl, setVendorStatus, vendorStatus } from '../../services/vendors.ts'
import { Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import { clearVendorCookie, requireVendor } from '../middleware/session.ts'
import type { VendorEnv } from '../middleware/session.ts'
import { vendorBank } from './bank.ts'
import { credit } from './credit.ts'
import { meResource } from './me.ts'
import { vendorOrders } from './orders.ts'
import { vendorPools } from './pools.ts'
import { wholeNumber } from './query.ts'
import { sourcing } from './sourcing.ts'
import { tillItems } from './till-items.ts'

/** Lines in one answer; the app shows a screenful at a time. */
const LINES_MAX = 100

/** What a signed-in phone does: see the day, charge, refund, open and close the stall, add devices. */
export const stall = new Hono<VendorEnv>()
  .use(requireVendor())
  .get('/me', (c) => c.json(meResource(c, c.var.session.vendor, c.var.session.member)))
  .post('/stall', async (c) => {
    const { status } = await readJson(c, stallBody)
    const { vendor, member } = c.var.session
    // Asked of the book, because the profile at hand may be ten seconds old.
    if ((await vendorStatus(c.var.ctx, vendor.id)) === 'frozen')
      throw new Problem('forbidden', 'The operator froze this stall.')
    const changed = await setVendorStatus(c.var.ctx, vendor, status, null)
    return c.json(meResource(c, changed, member))
  })
  .get('/today', async (c) => c.json(await readStall(c.var.ctx, c.var.session.vendor.id)))
  .get('/entries', async (c) => {
    const before = wholeNumber(c, 'before', Number.MAX_SAFE_INTEGER)
    const limit = Math.min(wholeNumber(c, 'limit', 20), LINES_MAX)
    const lines = await readStallLines(c.var.ctx, c.var.session.vendor.id, before, limit + 1)
    const data = lines.slice(0, limit)
    const tags = await readTags(c.var.ctx, c.var.session.vendor.id, data)
    return c.json({ data, has_more: lines.length > limit, tags })
  })
  .post('/entries/:seq/tag', async (c) => {
    const { tag } = await readJson(c, tagBody)
    const seq = /^[1-9]\d{0,14}$/.test(c.req.param('seq')) ? Number(c.req.param('seq')) : 0
    const isTagged = await tagEntry(c.var.ctx, c.var.session.vendor.id, { seq, tag })
    if (!isTagged) throw new Problem('not_found', 'Only payments can be tagged.')
    return c.json({ seq, tag })
  })
  .post('/payment-requests', async (c) => {
    const { id, amount, note, items, expires_in_s: expiresInS } = await readJson(c, newRequestBody)
    const request = await createPaymentRequest(c.var.ctx, c.var.session.vendor.id, {
      id,
      amount,
      note: note ?? null,
      items: items ?? [],
      expiresInS: expiresInS ?? REQUEST_EXPIRES_IN_S_DEFAULT,
    })
    if (request === null) throw new Problem('conflict', 'This id belongs to another request.')
    return c.json(withLinks(c, request), 201)
  })
  .get('/payment-requests/:id', async (c) => {
    const { vendor } = c.var.session
    const request = await findPaymentRequest(c.var.ctx, vendor.id, c.req.param('id'))
    if (request === null) throw new Problem('not_found')
    return c.json(withLinks(c, request))
  })
  .post('/payment-requests/:id/cancel', async (c) => {
    const { vendor } = c.var.session
    const request = await cancelPaymentRequest(c.var.ctx, vendor.id, c.req.param('id'))
    if (request === null) throw new Problem('not_found')
    return c.json(withLinks(c, request))
  })
  .post('/payments/:id/refunds', async (c) => {
    const { vendor, member } = c.var.session
    if (!mayRefund(member.role)) throw new Problem('forbidden', 'Ask the owner to refund.')
    const { id, amount } = await readJson(c, newRefundBody)
    const refund = { id, paymentId: c.req.param('id'), amount }
    const outcome = await refundPayment(c.var.ctx, vendor, refund)
    if (outcome.state === 'conflict')
      throw new Problem('conflict', 'This id belongs to another refund.')
    const view = await findRefund(c.var.ctx, vendor.id, id)
    if (view === null) throw new Problem('not_found')
    return c.json({
      object: 'refund',
      id,
      payment: view.payment,
      amount: { amount: view.amount, currency: view.currency },
      state: view.state,
      decline_reason: view.declineReason,
      created_at: isoTime(view.atMs),
    })
  })
  .post('/enrolments', async (c) => {
    const { vendor, member } = c.var.session
    const { url, expiresAtMs } = await createEnrolmentUrl(c.var.ctx, vendor.id, member.id)
    return c.json({ url, expires_at: isoTime(expiresAtMs) }, 201)
  })
  .post('/passkeys/registration-options', async (c) => {
    const { vendor, member } = c.var.session
    const who = { vendorId: vendor.id, memberId: member.id, name: vendor.name }
    return c.json(await passkeyRegistrationOptions(c.var.ctx, who))
  })
  .post('/passkeys/registration', async (c) => {
    const { vendor, member } = c.var.session
    const body: unknown = await readJson(c, passkeyBody)
    const who = { vendorId: vendor.id, memberId: member.id }
    const stored = await registerPasskey(c.var.ctx, who, body as RegistrationResponseJSON)
    if (!stored) throw new Problem('passkey_refused')
    return c.json(meResource(c, vendor, { ...member, hasPasskey: true }), 201)
  })
  .post('/log-out', async (c) => {
    await endSession(c.var.ctx, c.var.session.vendor.id, c.var.session.token)
    clearVendorCookie(c)
    return c.body(null, 204)
  })
  .route('/', credit)
  .route('/', vendorOrders)
  .route('/', vendorPools)
  .route('/', vendorBank)
  .route('/', sourcing)
  .route('/', tillItems)

function withLinks(c: Context<VendorEnv>, request: PaymentRequestResource) {
  const path = requestPath(c.var.session.vendor.code, request.id)
  const { origin } = c.var.ctx
  return { ...request, url: `${origin}${path}`, qr_url: `${origin}/q${path}.svg` }
}
