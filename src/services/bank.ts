/** Payments that go straight to a vendor's own bank: accounts, codes, and what acquirers say arrived. */
import * as db from '../db/bank.ts'
import type { CreditRow } from '../db/bank.ts'
import { updateBankAccounts } from '../db/vendors.ts'
import { dayStartMs, readDay } from '../domain/calendar.ts'
import type { Currency } from '../domain/money/money.ts'
import type { Observation, Presentation } from '../domain/payments/rail.ts'
import type {
  ReceivingAccount,
  ReceivingProblem,
  ReceivingScheme,
} from '../domain/payments/receiving-schemes.ts'
import { accountKey, readReceivingAccount } from '../domain/payments/receiving.ts'
import type { ReceivingInput } from '../domain/payments/receiving.ts'
import { newId } from '../platform/ids.ts'
import { newWebhookSecret } from '../platform/webhook-signature.ts'
import { bankQrRail, observedOf, shownFor } from '../rails/bank-qr.ts'
import type { BankQrConfig, CreditNotice } from '../rails/bank-qr.ts'
import type { Ctx } from './context.ts'
import { forgetVendor } from './directory.ts'
import type { VendorRow } from './directory.ts'

/** Secrets that an acquirer signs with at once: the newest, and the one before while its systems change over. */
const SECRETS_KEPT = 2
/** Credits that one run of the cron judges. */
const JUDGED_MAX = 100

/** A vendor's bank desk. To be taken with `using`, like {@link accessOf}. */
export function bankOf(ctx: Ctx, vendorId: string) {
  const desk = ctx.env.VENDOR_LEDGER.getByName(vendorId).bank()
  return desk as typeof desk & Disposable
}

export type AccountAdded =
  | { outcome: 'added'; account: ReceivingAccount }
  | { outcome: 'invalid'; problems: readonly ReceivingProblem[] }
  | { outcome: 'taken' | 'too_many' }

/** Adds an account that bank apps pay into. The codec checks it; an account belongs to one vendor. */
export async function addReceivingAccount(
  ctx: Ctx,
  vendor: VendorRow,
  input: ReceivingInput,
): Promise<AccountAdded> {
  const read = readReceivingAccount(input, vendor.currency as Currency, ctx.nowMs)
  if (!read.ok) return { outcome: 'invalid', problems: read.problems }
  const account: ReceivingAccount = {
    ...read.account,
    id: newId('receivingAccount', ctx.nowMs),
  }
  const key = accountKey(account)
  const claimed = await db.claimAccount(ctx.env.DB, {
    key,
    vendorId: vendor.id,
    accountId: account.id,
    scheme: account.scheme,
    currency: vendor.currency,
    addedAtMs: ctx.nowMs,
    removedAtMs: null,
  })
  if (!claimed) return { outcome: 'taken' }
  using desk = bankOf(ctx, vendor.id)
  if (!(await desk.addAccount(account, { key, stickerRef: vendor.code }, ctx.nowMs))) {
    await db.releaseAccount(ctx.env.DB, vendor.id, key, ctx.nowMs)
    return { outcome: 'too_many' }
  }
  await noteAccounts(ctx, vendor)
  return { outcome: 'added', account }
}

/** Takes an account away; false for one that is not there. */
export async function removeReceivingAccount(
  ctx: Ctx,
  vendor: VendorRow,
  accountId: string,
): Promise<boolean> {
  using desk = bankOf(ctx, vendor.id)
  const key = await desk.removeAccount(accountId, ctx.nowMs)
  if (key === null) return false
  await db.releaseAccount(ctx.env.DB, vendor.id, key, ctx.nowMs)
  await noteAccounts(ctx, vendor)
  return true
}

/** Tells the profile which accounts there are: the pay page offers them without asking the vendor's book. */
async function noteAccounts(ctx: Ctx, vendor: VendorRow): Promise<void> {
  const accounts = await listReceivingAccounts(ctx, vendor.id)
  const shown = accounts.map(({ id, scheme }) => ({ id, scheme }))
  await updateBankAccounts(ctx.env.DB, vendor.id, JSON.stringify(shown))
  forgetVendor(vendor)
}

/** Accounts of a profile: what a pay page offers. */
export function bankAccountsOf({
  bankAccounts,
}: Pick<VendorRow, 'bankAccounts'>): { id: string; scheme: ReceivingScheme }[] {
  return JSON.parse(bankAccounts) as { id: string; scheme: ReceivingScheme }[]
}

export async function listReceivingAccounts(ctx: Ctx, vendorId: string) {
  using desk = bankOf(ctx, vendorId)
  return await desk.accounts()
}

/** What the second poster shows: the account's own code, with the stall's code as its reference where there is room. */
export function stickerCode(
  account: Omit<ReceivingAccount, 'id'>,
  vendor: Pick<VendorRow, 'code'>,
): Extract<Presentation, { kind: 'qr' }> {
  return shownFor(account, { amount: null, reference: vendor.code, note: null })
}

export interface NewBankPayment {
  id: string
  accountId: string
  amount: number
  request: string | null
  note: string | null
  expiresAtMs: number | null
}

/**
 * Begins a payment from a bank app: notes what is expected, and answers the code. The same id again answers the same code.
 * Null for an account that the vendor does not have.
 */
export async function beginBankPayment(ctx: Ctx, vendor: VendorRow, asked: NewBankPayment) {
  using desk = bankOf(ctx, vendor.id)
  const known = await desk.attempt(asked.id, ctx.nowMs)
  const accounts = await desk.accounts()
  const account = accounts.find(({ id }) => id === (known?.accountId ?? asked.accountId))
  if (account === undefined) return null
  const { defaultS, maxS } = bankQrRail.caps.expiry
  const expiresAtMs = Math.min(
    asked.expiresAtMs ?? ctx.nowMs + defaultS * 1000,
    ctx.nowMs + maxS * 1000,
  )
  const money = { amount: asked.amount, currency: vendor.currency as Currency }
  const ref = bankQrRail.ref(asked.id)
  const created = await bankQrRail.create(configOf(ctx, vendor.id, account), {
    id: asked.id,
    ref,
    vendor: vendor.id,
    money: known === null ? money : { ...money, amount: known.amount },
    tip: 0,
    note: known?.note ?? asked.note,
    request: known?.request ?? asked.request,
    createdAtMs: known?.createdAtMs ?? ctx.nowMs,
    expiresAtMs: known?.expiresAtMs ?? expiresAtMs,
  })
  if (created.show.kind !== 'qr') throw new Error('a bank app is shown a code')
  const attempt = await desk.begin({
    id: asked.id,
    rail: bankQrRail.id,
    ref,
    account: account.key,
    accountId: account.id,
    amount: asked.amount,
    currency: money.currency,
    request: asked.request,
    note: asked.note,
    payload: created.show.payload,
    createdAtMs: ctx.nowMs,
    expiresAtMs,
    state: 'open',
    paidBy: null,
    credit: null,
  })
  return { attempt, account, show: created.show }
}

/** A payment from a bank app as it stands, with the code again and what came for it; null for one that is unknown. */
export async function readBankPayment(ctx: Ctx, vendor: VendorRow, id: string) {
  using desk = bankOf(ctx, vendor.id)
  const attempt = await desk.attempt(id, ctx.nowMs)
  if (attempt === null) return null
  const [accounts, credit] = await Promise.all([desk.accounts(), desk.paymentOf(id)])
  const account = accounts.find((one) => one.id === attempt.accountId)
  if (account === undefined) return { attempt, credit, account: null, show: null }
  const { amount, currency, ref, note, createdAtMs, expiresAtMs } = attempt
  const times = { createdAtMs, expiresAtMs }
  const show = shownFor(account, { amount: { amount, currency }, reference: ref, note, times })
  return { attempt, credit, account, show: { ...show, payload: attempt.payload } }
}

/**
 * Takes in an acquirer's signed credit: stored first, then judged by the vendor's book. The same again answers the first
 * outcome; another one under the same id of the bank is a conflict, and changes nothing.
 */
export async function receiveCredit(
  ctx: Ctx,
  acquirerId: string,
  { notice, key }: { notice: CreditNotice; key: string },
): Promise<CreditRow | 'conflict'> {
  const seen = observedOf({ ...notice, account: key })
  const body = JSON.stringify({ ...notice, account: key })
  const stored = await db.insertCredit(ctx.env.DB, {
    acquirerId,
    bankTxnId: notice.bank_txn_id,
    body,
    account: key,
    reference: seen.ourRef,
    bookedAtMs: seen.atMs,
    receivedAtMs: ctx.nowMs,
  })
  if (withoutEvent(stored.body) !== withoutEvent(body)) return 'conflict'
  return stored.outcome === null ? judgeCredit(ctx, stored) : stored
}

/** The cron's part: credits that were stored and not judged, because something broke in between. */
export async function judgeCredits(ctx: Ctx): Promise<{ judged: number; failed: number }> {
  const rows = await db.listUnjudged(ctx.env.DB, JUDGED_MAX)
  let failed = 0
  for (const row of rows) {
    try {
      await judgeCredit(ctx, row)
    } catch (error) {
      failed += 1
      ctx.log.error('credit_not_judged', error, { acquirer: row.acquirerId, txn: row.bankTxnId })
    }
  }
  return { judged: rows.length - failed, failed }
}

async function judgeCredit(ctx: Ctx, row: CreditRow): Promise<CreditRow> {
  const { acquirerId, bankTxnId } = row
  const account = await db.findAccount(ctx.env.DB, row.account)
  let judged: Pick<CreditRow, 'vendorId' | 'outcome' | 'payment'> = {
    vendorId: null,
    outcome: 'wrong_account',
    payment: null,
  }
  if (account !== null) {
    using desk = bankOf(ctx, account.vendorId)
    const seen = observedOf(JSON.parse(row.body) as CreditNotice)
    const credited = await desk.observe(`${acquirerId}:${bankTxnId}`, seen, ctx.nowMs)
    const { outcome, payment } = credited
    judged = { vendorId: account.vendorId, outcome, payment }
  }
  await db.setCreditOutcome(ctx.env.DB, { acquirerId, bankTxnId }, judged)
  return { ...row, ...judged }
}

/** A new secret for an acquirer to sign with; the one before works on until the next. */
export async function rotateAcquirerSecret(ctx: Ctx, acquirerId: string): Promise<string> {
  const secret = newWebhookSecret()
  const before = await db.findSecrets(ctx.env.DB, acquirerId)
  const secrets = [secret, ...before].slice(0, SECRETS_KEPT)
  await db.saveSecrets(ctx.env.DB, acquirerId, { secrets, nowMs: ctx.nowMs })
  return secret
}

/** Whether a notification of an acquirer is signed with its secret, and now. */
export async function isFromAcquirer(
  ctx: Ctx,
  acquirerId: string,
  notification: { headers: Headers; body: string },
): Promise<boolean> {
  const secrets = await db.findSecrets(ctx.env.DB, acquirerId)
  const config = { account: null, secrets, seen: async () => [] }
  try {
    return (await bankQrRail.open(config, notification, ctx.nowMs)) !== null
  } catch (error) {
    // Signed, and yet no JSON: the schema says so in its own words.
    if (error instanceof SyntaxError) return true
    throw error
  }
}

export async function listAcquirerCredits(
  ctx: Ctx,
  acquirerId: string,
  page: { before: { atMs: number; bankTxnId: string } | null; limit: number },
) {
  return db.listCredits(ctx.env.DB, acquirerId, page)
}

export type { CreditRow }

/** The rail's view of this deployment: what acquirers have told of the vendor's account. */
function configOf(ctx: Ctx, vendorId: string, account: ReceivingAccount): BankQrConfig {
  return {
    account,
    secrets: [],
    seen: async (of) => {
      const rows = await db.creditsOf(
        ctx.env.DB,
        vendorId,
        'ref' in of ? { reference: of.ref } : dayOf(of.day),
      )
      return rows.map((row): Observation => observedOf(JSON.parse(row.body) as CreditNotice))
    },
  }
}

function dayOf(day: string): { fromMs: number; toMs: number } {
  const number = readDay(day) ?? 0
  return { fromMs: dayStartMs(number, 'UTC'), toMs: dayStartMs(number + 1, 'UTC') }
}

/** A notice that is sent again has another event id, and is the same notice. */
function withoutEvent(body: string): string {
  const { event_id: _, ...notice } = JSON.parse(body) as CreditNotice
  return JSON.stringify(notice)
}
