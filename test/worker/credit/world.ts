/** A lender, a supplier, and stalls with a past: what tests of credit begin with. */
import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import type { CreditResource } from '../../../src/domain/credit/resource.ts'
import worker from '../../../src/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { payment, transferOf, vendorBook } from '../../support/books.ts'
import { made } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { fund, newPartner } from '../partner/world.ts'
import type { Partner } from '../partner/world.ts'

export const DAY_MS = 24 * 60 * 60 * 1000

export interface CreditWorld {
  lender: Partner
  supplier: Partner
  policy: LendingPolicy
}

let policies = 0

/** A lender with money and a policy of its own, and a supplier. */
export async function newCreditWorld(
  change: Partial<LendingPolicy> = {},
  funds = 100_000_000,
): Promise<CreditWorld> {
  const [lender, supplier] = await Promise.all([newPartner('lender'), newPartner('supplier')])
  if (funds > 0) await fund(lender.id, funds)
  policies += 1
  const policy: LendingPolicy = {
    ...EXAMPLE_POLICY,
    policy_id: `stock-${policies}`,
    valid_from_day: Math.floor(Date.now() / DAY_MS),
    ...change,
  }
  await made(lender.client.post('/lending/policies', policy))
  return { lender, supplier, policy }
}

export interface Past {
  days?: number
  perDay?: number
  /** Minor units of each sale. */
  amount?: number
  /** Different shoppers; each comes again and again. */
  shoppers?: number
}

/** A stall that has sold every day for a while, up to yesterday. */
export async function stallWithPast(past: Past = {}): Promise<Stall> {
  const { days = 70, perDay = 10, amount = 10_000, shoppers = 60 } = past
  const stall = await signUp()
  const now = Date.now()
  const wallets = Array.from({ length: shoppers }, () => newId('wallet', now))
  for (let ago = days; ago >= 1; ago -= 1) {
    for (let i = 0; i < perDay; i += 1) {
      const wallet = wallets[(ago * perDay + i) % shoppers] ?? ''
      // From the morning on, by the clock of Kolkata.
      const atMs = Math.floor(now / DAY_MS) * DAY_MS - ago * DAY_MS + 4 * 3_600_000 + i * 600_000
      await sell(stall.id, amount, { wallet, atMs })
    }
  }
  return stall
}

/** One sale; the money is a wallet's that nobody looks into. */
export async function sell(
  vendorId: string,
  amount: number,
  about: { wallet?: string; atMs?: number; tip?: number; payerVendor?: string } = {},
): Promise<string> {
  const { wallet = newId('wallet', Date.now()), atMs = Date.now(), tip = 0, payerVendor } = about
  const paid = payment(vendorId, amount, { tip, id: newId('payment', atMs) })
  const transfer = transferOf(wallet, paid)
  const detail = payerVendor === undefined ? {} : { payer_vendor: payerVendor }
  const answer = await vendorBook(vendorId).receive({ ...transfer, detail, effectiveAtMs: atMs })
  if (!answer.ok) throw new Error(`the sale was declined: ${answer.reason}`)
  return paid.id
}

/** Lets the cron trigger run once. */
export async function cron(atMs: number = Date.now()): Promise<void> {
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(atMs) }), env)
}

export async function creditOf(stall: Stall): Promise<CreditResource> {
  const response = await stall.browser.get('/api/credit')
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<CreditResource>()
}

/** Posts as the vendor's app does, and gives status and body. */
export async function post(
  stall: Stall,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await stall.browser.postJson(`/api${path}`, body)
  return { status: response.status, body: await response.json() }
}

/** Draws for a supplier, at the terms that are shown. */
export async function draw(
  stall: Stall,
  {
    supplier,
    amount,
    id = newId('draw', Date.now()),
  }: { supplier: string | null; amount: number; id?: string },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const quote = await post(stall, '/credit/draws/quote', { amount })
  const owed = (quote.body['owed'] as { amount: number } | undefined)?.amount ?? amount
  return post(stall, '/credit/draws', { id, amount, owed, supplier, reference: 'order 7' })
}
