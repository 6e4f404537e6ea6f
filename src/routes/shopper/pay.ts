import { Hono } from 'hono'
import type { Context } from 'hono'
import { paymentDecline } from '../../domain/ledger/entry.ts'
import type { Currency } from '../../domain/money/money.ts'
import { readRequestPath, requestPath } from '../../domain/payments/request.ts'
import type { PaymentRequestResource } from '../../domain/payments/request.ts'
import { readCode } from '../../domain/qr/code.ts'
import type { BankChoice } from '../../pages/pay-bank.tsx'
import type { PayProblem } from '../../pages/pay-problem.tsx'
import { PayPage } from '../../pages/pay.tsx'
import { newId } from '../../platform/ids.ts'
import { authenticateMember } from '../../services/access.ts'
import { bankAccountsOf } from '../../services/bank.ts'
import { vendorByCode } from '../../services/directory.ts'
import type { VendorRow } from '../../services/directory.ts'
import { findPaymentRequest, payFromWallet } from '../../services/payments.ts'
import { viewWallet } from '../../services/wallets.ts'
import type { HttpEnv } from '../http.ts'
import { Problem } from '../http.ts'
import { callerAddress, limit } from '../middleware/limits.ts'
import { vendorCookie, walletCookie } from '../middleware/session.ts'
import { keepPage, keptPage, PAYMENT_ID_HERE } from './kept-pages.ts'
import { codeMissing, messagePage } from './messages.ts'
import {
  hereOf,
  modeOf,
  pageText,
  PAY_SCRIPT_URL,
  sendKeptPage,
  sendPage,
  stallView,
} from './page.ts'
import { readPayment, typedPayment } from './pay-form.ts'
import type { ReadPayment, TypedPayment } from './pay-form.ts'

/** What is being paid: a stall by its sticker, or one request of it. */
export interface Payable {
  vendor: VendorRow
  code: string
  request: PaymentRequestResource | null
  /** The page's own path, where the form posts to. */
  action: string
}

/** The pay page, `/p/:code` and `/r/:id`. */
export const pay = new Hono<HttpEnv>()
  .get('/p', (c) => {
    // The form of the start page: a code typed from the sticker.
    const typed = (c.req.query('code') ?? '').slice(0, 40)
    const reading = readCode(typed)
    return c.redirect(`/p/${reading.ok ? reading.code : encodeURIComponent(typed || '-')}`, 303)
  })
  .get('/p/:code', async (c) => {
    const payable = await sticker(c)
    return payable instanceof Response ? payable : showForm(c, payable, {})
  })
  .post('/p/:code', async (c) => {
    const payable = await sticker(c)
    return payable instanceof Response ? payable : payNow(c, payable)
  })
  .get('/r/:id', async (c) => {
    const payable = await requested(c)
    return payable instanceof Response ? payable : showForm(c, payable, {})
  })
  .post('/r/:id', async (c) => {
    const payable = await requested(c)
    return payable instanceof Response ? payable : payNow(c, payable)
  })

/** The stall of a sticker's link; else where to go instead. */
export async function sticker(c: Context<HttpEnv>): Promise<Payable | Response> {
  const typed = c.req.param('code') ?? ''
  const reading = readCode(typed)
  if (!reading.ok) return codeMissing(c, typed, reading.suggestions, 'code_wrong')
  const { code } = reading
  if (code !== typed) return c.redirect(`/p/${code}`, 301)
  const vendor = await vendorByCode(c.var.ctx, code)
  if (vendor === null) return codeMissing(c, typed, [])
  return { vendor, code, request: null, action: `/p/${code}` }
}

/** The request of a link, with its stall; else what to say instead. */
export async function requested(c: Context<HttpEnv>): Promise<Payable | Response> {
  const link = readRequestPath(c.req.param('id') ?? '')
  const vendor = link === null ? null : await vendorByCode(c.var.ctx, link.code)
  if (link === null || vendor === null) return messagePage(c, 'request_unknown', 404)
  const request = await findPaymentRequest(c.var.ctx, vendor.id, link.requestId)
  if (request === null) return messagePage(c, 'request_unknown', 404)
  return { vendor, code: link.code, request, action: requestPath(link.code, request.id) }
}

/** Pays, and sends the browser to the receipt, so that reload and back never post again. */
async function payNow(c: Context<HttpEnv>, payable: Payable): Promise<Response> {
  const { vendor, code, request } = payable
  const currency = vendor.currency as Currency
  const wallet = walletCookie(c, currency)
  const read = await readForm(c, payable)
  if (read instanceof Response) return read
  const { typed } = read
  const receiptUrl = `/t/${read.payment.id}?c=${code}`
  // Ended requests are refused before money moves, unless this very payment is what ended it.
  if (request !== null && request.state !== 'open' && request.payment !== read.payment.id) {
    return showForm(c, payable, { typed, status: 422 })
  }
  if (wallet === null) {
    return showForm(c, payable, { typed, problem: { key: 'decline.wallet_unknown' }, status: 422 })
  }
  const outcome = await payFromWallet(
    c.var.ctx,
    { walletId: wallet.walletId, holder: { token: wallet.token } },
    {
      ...read.payment,
      note: request === null ? read.payment.note : request.note,
      vendorId: vendor.id,
      currency,
      request: request?.id ?? null,
      ...(await payerVendor(c)),
    },
  )
  if (outcome.state === 'unreachable') {
    // With the id of this payment: another one might pay a second time.
    const problem: PayProblem = { key: 'problem.unavailable' }
    return showForm(c, payable, { typed, problem, status: 503, paymentId: read.payment.id })
  }
  if (outcome.state === 'conflict') {
    const problem: PayProblem = { key: 'problem.conflict', receiptUrl }
    return showForm(c, payable, { typed, problem, status: 409 })
  }
  if (outcome.state === 'declined') {
    const problem: PayProblem = { key: `decline.${paymentDecline(outcome.reason)}` }
    return showForm(c, payable, { typed, problem, status: 422 })
  }
  return c.redirect(receiptUrl, 303)
}

/** What the form says, typed and read; else the form again, with what is wrong. Counts as a try. */
export async function readForm(
  c: Context<HttpEnv>,
  payable: Payable,
): Promise<{ typed: TypedPayment; payment: ReadPayment } | Response> {
  const currency = payable.vendor.currency as Currency
  const typed = typedPayment(await c.req.parseBody())
  try {
    await limit(c, 'LIMIT_PAY', walletCookie(c, currency)?.walletId ?? callerAddress(c))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return showForm(c, payable, { typed, problem: { key: 'problem.rate_limited' }, status: 429 })
  }
  const read = readPayment(typed, currency)
  return read.ok
    ? { typed, payment: read.payment }
    : showForm(c, payable, { typed, problem: read.problem, status: 422 })
}

/** The stall whose signed-in phone pays, if it is one: money that goes round among stalls is no income. */
async function payerVendor(c: Context<HttpEnv>): Promise<{ payerVendor?: string }> {
  const cookie = vendorCookie(c)
  if (cookie === null) return {}
  const { vendorId, token } = cookie
  const member = await authenticateMember(c.var.ctx, vendorId, token)
  return member === null ? {} : { payerVendor: vendorId }
}

interface Shown {
  typed?: TypedPayment
  problem?: PayProblem
  status?: 200 | 409 | 422 | 429 | 503
  /** Given only when the last try of this very payment has an unknown end. */
  paymentId?: string
}

/** The form with a freshly minted payment id; what was typed stays. */
export async function showForm(
  c: Context<HttpEnv>,
  payable: Payable,
  { typed, problem, status = 200, paymentId }: Shown,
): Promise<Response> {
  const { vendor, code, request, action } = payable
  const ctx = c.get('ctx')
  const t = pageText(c, vendor.locale)
  const wallet = walletCookie(c, vendor.currency as Currency)
  const isFirstVisit = wallet === null && request === null && !c.req.url.includes('?')
  const keep = isFirstVisit && c.req.method === 'GET'
  const keptKey = `${code} ${t.locale}`
  const known = keep ? keptPage(vendor, keptKey, ctx.nowMs) : null
  if (known !== null) return sendKeptPage(known)
  const funds =
    wallet === null ? null : await viewWallet(ctx, wallet.walletId, { token: wallet.token })
  const expiresAtMs = request === null ? 0 : Date.parse(request.expires_at)
  const page = PayPage({
    t,
    view: {
      mode: modeOf(c),
      here: c.req.method === 'GET' ? hereOf(c) : action,
      action,
      stall: stallView(vendor, code),
      timeZone: vendor.timeZone,
      paymentId: keep ? PAYMENT_ID_HERE : (paymentId ?? newId('payment', ctx.nowMs)),
      typed: typed ?? typedPayment(c.req.query()),
      request:
        request === null
          ? null
          : {
              amountMinor: request.amount.amount,
              note: request.note,
              expiresAtMs,
              leftMs: expiresAtMs - ctx.nowMs,
              state: request.state,
            },
      wallet:
        funds === null ? { state: 'none' } : { state: 'ready', balanceMinor: funds.available },
      banks: bankChoices(vendor),
      problem: problem ?? null,
      scriptUrl: PAY_SCRIPT_URL,
    },
  })
  if (!keep) return sendPage(c, page, status, FORM)
  return sendKeptPage(
    keepPage({ vendor, key: keptKey, html: String(await page), nowMs: ctx.nowMs }),
  )
}

/** One account a scheme, the oldest: with two of a scheme the shopper's app cannot tell them apart. */
function bankChoices(vendor: VendorRow): BankChoice[] {
  const accounts = bankAccountsOf(vendor)
  return accounts
    .filter((one, i) => accounts.findIndex(({ scheme }) => scheme === one.scheme) === i)
    .map(({ id, scheme }) => ({ account: id, scheme }))
}

/** Going back shows the same form with the same id, which cannot pay twice; a fresh one could. */
const FORM = { keep: 'history' } as const

/** The fields of a request's form, for a page that only sends the shopper back to it. */
export function keptFields(form: Record<string, unknown>): string {
  const { amount, tip, note } = typedPayment(form)
  const kept = new URLSearchParams()
  for (const [name, value] of Object.entries({ amount, tip, note })) {
    if (value !== '') kept.set(name, value)
  }
  return kept.size === 0 ? '' : `?${kept.toString()}`
}
