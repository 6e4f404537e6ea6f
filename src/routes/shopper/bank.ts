import { Hono } from 'hono'
import type { Context } from 'hono'
import { amountToText } from '../../domain/money/money.ts'
import type { Money } from '../../domain/money/money.ts'
import { requestPath } from '../../domain/payments/request.ts'
import { standingOf } from '../../domain/payments/standing.ts'
import type { BankStanding } from '../../domain/payments/standing.ts'
import { readCode } from '../../domain/qr/code.ts'
import { fitsSymbol, qrMatrix } from '../../domain/qr/matrix.ts'
import { SCREEN_ECL } from '../../pages/bank-code.tsx'
import { BankPage } from '../../pages/bank.tsx'
import type { BankState, BankView } from '../../pages/bank.tsx'
import type { PayProblem } from '../../pages/pay-problem.tsx'
import { idOf, isId } from '../../platform/ids.ts'
import { qrPng } from '../../platform/png.ts'
import { bankAccountsOf, beginBankPayment, readBankPayment } from '../../services/bank.ts'
import type { NewBankPayment } from '../../services/bank.ts'
import { vendorByCode } from '../../services/directory.ts'
import type { VendorRow } from '../../services/directory.ts'
import { findPaymentRequest, paymentLine } from '../../services/payments.ts'
import { Problem, problemResponse } from '../http.ts'
import type { HttpEnv } from '../http.ts'
import { messagePage } from './messages.ts'
import { hereOf, modeOf, pageText, PAY_SCRIPT_URL, sendPage, stallView } from './page.ts'
import type { ReadPayment, TypedPayment } from './pay-form.ts'
import { readForm, requested, showForm, sticker } from './pay.ts'
import type { Payable } from './pay.ts'

/**
 * Paying from a bank app: the pay page's form begins it, `/b/:attempt?c=CODE` shows the code and then what became of it.
 * The link works for anybody who was given it.
 */
export const bank = new Hono<HttpEnv>()
  .post('/p/:code/bank', async (c) => {
    const payable = await sticker(c)
    return payable instanceof Response ? payable : begin(c, payable)
  })
  .post('/r/:id/bank', async (c) => {
    const payable = await requested(c)
    return payable instanceof Response ? payable : begin(c, payable)
  })
  // The address of a form that came back with a problem, opened anew.
  .get('/p/:code/bank', (c) => c.redirect(`/p/${encodeURIComponent(c.req.param('code'))}`, 303))
  .get('/r/:id/bank', (c) => c.redirect(`/r/${encodeURIComponent(c.req.param('id'))}`, 303))
  .get('/b/:file', async (c) => {
    const [id = '', extension = ''] = c.req.param('file').split('.', 2)
    const shown = await findShown(c, id)
    if (extension === 'json') {
      if (shown === null) return problemResponse(c, new Problem('not_found'))
      c.header('Cache-Control', 'no-store')
      return c.json({ state: shown.standing.name })
    }
    if (shown === null) return messagePage(c, 'bank_unknown', 404)
    if (extension === '') {
      const { t, view } = await pageOf(c, shown)
      return sendPage(c, BankPage({ t, view }))
    }
    return extension === 'png' ? picture(c, shown) : messagePage(c, 'not_found', 404)
  })

/** Notes what is expected, and sends the browser to the code, so that reload and back never begin another. */
async function begin(c: Context<HttpEnv>, payable: Payable): Promise<Response> {
  const { vendor, code } = payable
  const { ctx } = c.var
  const read = await readForm(c, payable)
  if (read instanceof Response) return read
  const { typed, payment } = read
  const { account } = await c.req.parseBody()
  const asked = askedOf(payable, payment, account)
  const refusal = refusalOf(payable, payment)
  if (refusal !== null) {
    // What was begun while it could be paid is still shown.
    const known = await readBankPayment(ctx, vendor, asked.id)
    if (known !== null) return c.redirect(shownPath(asked.id, code), 303)
    return showForm(c, payable, { typed, status: 422, ...refusal })
  }
  let begun = await beginBankPayment(ctx, vendor, asked)
  if (begun !== null && !isFor(begun.attempt, asked)) {
    if (begun.attempt.state === 'paid') return paidAlready(c, payable, { typed, id: asked.id })
    // Gone back, changed and sent again: another payment, and the same one however often it is sent.
    const { id, accountId, amount, note } = asked
    const changed = idOf('attempt', [id, accountId, amount, note ?? ''].join(' '))
    begun = await beginBankPayment(ctx, vendor, { ...asked, id: changed })
  }
  if (begun === null) {
    return showForm(c, payable, { typed, problem: { key: 'bank.no_account' }, status: 422 })
  }
  return c.redirect(shownPath(begun.attempt.id, code), 303)
}

function askedOf(
  { vendor, request }: Payable,
  { id, amount, note }: ReadPayment,
  account: unknown,
): NewBankPayment {
  const chosen = typeof account === 'string' && isId('receivingAccount', account) ? account : null
  return {
    // Of the form's own payment id: the same form sent again is the same try.
    id: `att_${id.slice('pay_'.length)}`,
    accountId: chosen ?? bankAccountsOf(vendor)[0]?.id ?? '',
    amount,
    request: request?.id ?? null,
    note: request === null ? note : request.note,
    expiresAtMs: request === null ? null : Date.parse(request.expires_at),
  }
}

/** Why nothing may be paid now; null when it may. */
function refusalOf(
  { vendor, request }: Payable,
  { amount, tip }: ReadPayment,
): { problem?: PayProblem } | null {
  // The form then says what became of the request.
  if (request !== null && request.state !== 'open') return {}
  if (request !== null && request.amount.amount !== amount - tip)
    return { problem: { key: 'decline.amount_mismatch' } }
  if (vendor.status === 'closed') return { problem: { key: 'decline.vendor_closed' } }
  return vendor.status === 'frozen' ? { problem: { key: 'decline.vendor_frozen' } } : null
}

function isFor(
  attempt: Pick<NewBankPayment, 'accountId' | 'amount' | 'note' | 'request'>,
  asked: NewBankPayment,
): boolean {
  const same = ['accountId', 'amount', 'note', 'request'] as const
  return same.every((name) => attempt[name] === asked[name])
}

function paidAlready(
  c: Context<HttpEnv>,
  payable: Payable,
  { typed, id }: { typed: TypedPayment; id: string },
): Promise<Response> {
  const receiptUrl = shownPath(id, payable.code)
  const problem: PayProblem = { key: 'problem.conflict', receiptUrl }
  return showForm(c, payable, { typed, problem, status: 409 })
}

function shownPath(id: string, code: string, extension = ''): string {
  return `/b/${id}${extension}?c=${code}`
}

type BankPayment = NonNullable<Awaited<ReturnType<typeof readBankPayment>>>

interface Shown {
  vendor: VendorRow
  code: string
  payment: BankPayment
  standing: BankStanding
}

/** The payment behind a link of this stall; null for another stall's, and for what nobody began. */
async function findShown(c: Context<HttpEnv>, id: string): Promise<Shown | null> {
  const { ctx } = c.var
  const reading = readCode(c.req.query('c') ?? '')
  if (!reading.ok || !isId('attempt', id)) return null
  const vendor = await vendorByCode(ctx, reading.code)
  const payment = vendor === null ? null : await readBankPayment(ctx, vendor, id)
  if (vendor === null || payment === null) return null
  const { attempt, credit, account } = payment
  const request =
    attempt.request === null || credit !== null
      ? null
      : await findPaymentRequest(ctx, vendor.id, attempt.request)
  const standing = standingOf({
    attempt,
    credit,
    request: request?.state ?? null,
    hasAccount: account !== null,
  })
  return { vendor, code: reading.code, payment, standing }
}

/** The symbol as a file, for a bank app that reads pictures. Nobody should keep one that is over. */
async function picture(c: Context<HttpEnv>, shown: Shown): Promise<Response> {
  const { code, standing, payment } = shown
  const { attempt, account } = payment
  const isPayable = standing.name === 'waiting' && fitsSymbol(attempt.payload, SCREEN_ECL)
  if (!isPayable) return c.redirect(shownPath(attempt.id, code), 303)
  const png = await qrPng(qrMatrix(attempt.payload, SCREEN_ECL))
  return c.body(png, 200, {
    'Content-Type': 'image/png',
    'Content-Disposition': `attachment; filename="${account?.scheme ?? 'bank'}-${code}.png"`,
    'Cache-Control': 'no-store',
  })
}

async function pageOf(c: Context<HttpEnv>, shown: Shown) {
  const { vendor, code, payment } = shown
  const { attempt } = payment
  const money: Money = { amount: attempt.amount, currency: attempt.currency }
  const kept = new URLSearchParams({ amount: amountToText(money) })
  if (attempt.note !== null) kept.set('note', attempt.note)
  const view: BankView = {
    mode: modeOf(c),
    here: hereOf(c),
    stall: stallView(vendor, code),
    asked: money,
    note: attempt.note,
    reference: attempt.ref,
    startUrl:
      attempt.request === null
        ? `/p/${code}?${kept.toString()}`
        : requestPath(code, attempt.request),
    state: await stateOf(c, shown),
    stateUrl: shownPath(attempt.id, code, '.json'),
    scriptUrl: PAY_SCRIPT_URL,
  }
  return { t: pageText(c, vendor.locale), view }
}

async function stateOf(c: Context<HttpEnv>, shown: Shown): Promise<BankState> {
  const { code, payment, standing } = shown
  const { attempt, account, credit, show } = payment
  if (standing.name === 'waiting') {
    if (account === null || show === null) return { name: 'over', why: 'account_gone' }
    return {
      name: 'waiting',
      leftMs: attempt.expiresAtMs - c.var.ctx.nowMs,
      scheme: account.scheme,
      payee: account.name,
      imageUrl: shownPath(attempt.id, code, '.png'),
      ...show,
    }
  }
  if (standing.name === 'over') return standing
  const received = credit?.seen.money ?? null
  if (standing.name !== 'paid') return { ...standing, received }
  return paidState(c, shown, standing)
}

/** Green, with what the vendor's own book says. */
async function paidState(
  c: Context<HttpEnv>,
  { vendor, code, payment }: Shown,
  standing: Extract<BankStanding, { name: 'paid' }>,
): Promise<BankState> {
  const { attempt } = payment
  const line = await paymentLine(c.var.ctx, vendor.id, standing.payment)
  if (line?.state !== 'posted' || !line.confirmed)
    throw new Error('what is booked stands in the book')
  const { amount, alert_code: alertCode, effective_at: at, refunded, note } = line
  return {
    name: 'paid',
    how: standing.how,
    isTwice: attempt.paidBy !== null && attempt.credit !== attempt.paidBy,
    receipt: {
      mode: modeOf(c),
      here: hereOf(c),
      paymentId: standing.payment,
      stall: stallView(vendor, code),
      timeZone: vendor.timeZone,
      totalMinor: amount.amount,
      tipMinor: 0,
      note,
      state: {
        name: 'paid',
        alertCode,
        atMs: Date.parse(at),
        refundedMinor: refunded?.amount ?? 0,
      },
    },
  }
}
