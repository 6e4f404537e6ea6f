/** Loads the demonstration market through the books, at its own times. The caller makes sure that MODE is "demo". */
import { insertBook, jobCursor, saveJobCursor } from '../db/books.ts'
import { adoptVendors, listVendors } from '../db/vendors.ts'
import type { ItemInput, SupplierTerms } from '../domain/catalogue/item.ts'
import type { LendingPolicy } from '../domain/credit/policy.ts'
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type { PARTNER_KINDS } from '../domain/partners/scopes.ts'
import { idOf } from '../platform/ids.ts'
import { findTerms, putItems, putTerms } from './catalogue.ts'
import type { Supplier } from './catalogue.ts'
import type { Ctx } from './context.ts'
import { addPolicy } from './lending.ts'
import { createApiKey, createPartner, findPartner, fundFloat } from './partners.ts'
import { createEnrolmentUrl, createVendor } from './vendors.ts'

const MARKET_JOB = 'demo-market'
const VENDORS_MAX = 100

interface DemoVendor {
  id: string
  code: string
  name: string
  trade: string
  place: string
  emoji: string
  currency: Currency
  locale: string
  time_zone: string
  opened_at: number
}

interface Movement {
  id: string
  amount: number
  effective_at: number
}

/** A day of the market; times in milliseconds since 1970, amounts in minor units, `tip` beside `amount`. */
export interface DemoDay {
  fundings: (Movement & { partner_id: string; currency: Currency })[]
  top_ups: (Movement & { partner_id: string; wallet_id: string })[]
  payments: (Movement & {
    wallet_id: string
    vendor_id: string
    tip: number
    note: string | null
  })[]
  refunds: (Movement & { vendor_id: string; payment_id: string })[]
}

export async function isMarketLoaded(ctx: Ctx): Promise<boolean> {
  return (await jobCursor(ctx.env.DB, MARKET_JOB)) === 'loaded'
}

export async function loadVendors(ctx: Ctx, vendors: DemoVendor[]) {
  return Promise.all(
    vendors.map(async ({ id, code, time_zone: timeZone, opened_at: createdAtMs, ...profile }) => {
      const identity = { id, code, createdAtMs }
      await createVendor(ctx, { ...profile, timeZone, picture: null }, null, identity)
      return { id, enrolment_url: (await createEnrolmentUrl(ctx, id)).url }
    }),
  )
}

/** Partners with a fresh API key each; null for one that has its key already. Agents adopt the stalls of their currency. */
export async function loadPartners(
  ctx: Ctx,
  partners: {
    id: string
    kind: (typeof PARTNER_KINDS)[number]
    name: string
    currency: Currency
  }[],
) {
  return Promise.all(
    partners.map(async (partner) => {
      const { id, kind, currency } = partner
      if ((await findPartner(ctx, id)) !== null) return { id, kind, api_key: null }
      const row = await createPartner(ctx, partner)
      if (kind === 'agent') await adoptVendors(ctx.env.DB, id, currency)
      return { id, kind, api_key: (await createApiKey(ctx, row)).key }
    }),
  )
}

export async function loadWallets(
  ctx: Ctx,
  wallets: { id: string; currency: Currency; opened_at: number }[],
): Promise<void> {
  await Promise.all(
    wallets.map(async ({ id, currency, opened_at: createdAtMs }) => {
      // A token that nobody has: these shoppers live in the past only.
      const holder = { token: crypto.randomUUID() }
      await ctx.env.SHOPPER_WALLET.getByName(id).open(currency, holder, createdAtMs)
      await insertBook(ctx.env.DB, { id, kind: 'wallet', currency, createdAtMs })
    }),
  )
}

/** One day through the books: money in, payments, refunds. The same day again moves nothing. */
export async function loadDay(
  ctx: Ctx,
  day: DemoDay,
): Promise<{ posted: number; declined: number }> {
  const { PARTNER_BOOK, SHOPPER_WALLET, VENDOR_LEDGER } = ctx.env
  const funded = await Promise.all(
    day.fundings.map(({ partner_id: partnerId, effective_at: effectiveAtMs, id, amount }) =>
      PARTNER_BOOK.getByName(partnerId).fund({ id, amount, effectiveAtMs }, effectiveAtMs),
    ),
  )
  const toppedUp = await Promise.all(
    [...groupBy(day.top_ups, (topUp) => topUp.partner_id)].map(([partnerId, topUps]) =>
      PARTNER_BOOK.getByName(partnerId).topUpHistory(
        topUps.map(({ id, amount, wallet_id: walletId, effective_at: effectiveAtMs }) => ({
          id,
          amount,
          walletId,
          effectiveAtMs,
        })),
      ),
    ),
  )
  const paid = await Promise.all(
    [...groupBy(day.payments, (payment) => payment.wallet_id)].map(([walletId, payments]) =>
      SHOPPER_WALLET.getByName(walletId).payHistory(
        payments.map(
          ({ id, amount, tip, note, vendor_id: vendorId, effective_at: effectiveAtMs }) => ({
            id,
            vendorId,
            amount: amount + tip,
            tip,
            note,
            request: null,
            effectiveAtMs,
          }),
        ),
      ),
    ),
  )
  const refunded = await Promise.all(
    day.refunds.map(
      ({ id, amount, vendor_id: vendorId, payment_id: paymentId, effective_at: atMs }) =>
        VENDOR_LEDGER.getByName(vendorId).refund({ id, amount, paymentId }, atMs),
    ),
  )
  const states: TransferOutcome['state'][] = [
    ...funded,
    ...toppedUp.flat(),
    ...paid.flat(),
    ...refunded,
  ].map(({ state }) => state)
  const posted = states.filter((state) => state === 'posted').length
  return { posted, declined: states.length - posted }
}

/** Money and policies of the lenders. The same again changes nothing. */
export async function loadLending(
  ctx: Ctx,
  lenders: { id: string; funding: number; policy: LendingPolicy }[],
): Promise<void> {
  for (const { id, funding, policy } of lenders) {
    const lender = await findPartner(ctx, id)
    if (lender === null) throw new Error(`there is no lender ${id}`)
    const fundingId = idOf('funding', `demonstration lender ${id}`)
    await fundFloat(ctx, { id: fundingId, partnerId: id, amount: funding })
    const added = await addPolicy(ctx, lender, policy)
    if (added.outcome === 'invalid')
      throw new Error(
        added.problems.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '),
      )
  }
}

/** What a supplier sells and promises, once: what it changes later is its own. */
export async function loadCatalogue(
  ctx: Ctx,
  supplier: Supplier,
  { items, terms }: { items: ItemInput[]; terms: SupplierTerms },
): Promise<void> {
  if ((await findTerms(ctx, supplier.id)) !== null) return
  const problems = await putItems(ctx, supplier, items)
  // Last: a load that was cut short before is done again.
  problems.push(...(await putTerms(ctx, supplier.id, terms)))
  if (problems.length > 0)
    throw new Error(problems.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '))
}

/** Brings history in D1 up to date and remembers that the market is there. */
export async function finishMarket(ctx: Ctx): Promise<{ vendors: number; entries: number }> {
  const vendors = await listVendors(ctx.env.DB, null, { afterId: '', limit: VENDORS_MAX })
  const flushed = await Promise.all(
    vendors.map(({ id }) => ctx.env.VENDOR_LEDGER.getByName(id).flush()),
  )
  await saveJobCursor(ctx.env.DB, { name: MARKET_JOB, cursor: 'loaded', updatedAtMs: ctx.nowMs })
  return { vendors: vendors.length, entries: flushed.reduce((sum, { seq }) => sum + seq, 0) }
}

/** A fresh one-time link for every stall: `npm start` prints them. */
export async function renewEnrolments(ctx: Ctx) {
  const vendors = await listVendors(ctx.env.DB, null, { afterId: '', limit: VENDORS_MAX })
  return Promise.all(
    vendors.map(async ({ id, code }) => {
      const { url } = await createEnrolmentUrl(ctx, id)
      return { id, code, enrolment_url: url }
    }),
  )
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
