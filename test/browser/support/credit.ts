import { inject } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { creditEn } from '../../../src/domain/i18n/app/credit-en.ts'
import { translator } from '../../../src/domain/i18n/i18n.ts'
import { newId } from '../../../src/platform/ids.ts'
import { openStall, operatorPost } from './stalls.ts'
import type { Stall } from './stalls.ts'

/** What the credit screens say. */
export const creditText = translator(creditEn, 'en')

const DAY_MS = 24 * 60 * 60 * 1000
const DAYS = 70
const SALES_A_DAY = 8
const SHOPPERS = 40
/** ₹150. */
const SALE = 15_000

export interface Market {
  stall: Stall
  lender: string
  supplier: string
  /** The supplier's API key. */
  supplierKey: string
}

/**
 * A stall with ten weeks of sales up to yesterday, a lender with money and a policy, and a supplier.
 *
 * @param place names the partners: lenders of other tests offer to the same stall
 */
export async function creditMarket(place: string): Promise<Market> {
  const stall = await openStall('Kamala Dosa')
  const now = Date.now()
  const startMs = Math.floor(now / DAY_MS) * DAY_MS - DAYS * DAY_MS + 4 * 60 * 60 * 1000
  const at = (ms: number) => new Date(ms).toISOString()
  const partner = (kind: string, name: string) => ({
    id: newId('partner', now),
    kind,
    name,
    currency: 'INR',
  })
  const agent = partner('agent', 'Float')
  const lender = partner('lender', `${place} Co-operative`)
  const supplier = partner('supplier', `${place} Wholesale`)
  const wallets = Array.from({ length: SHOPPERS }, () => newId('wallet', startMs - DAY_MS))
  const partners = [agent, lender, supplier]
  const made = (await operatorPost('/demo/partners', { partners })) as {
    partners: { api_key: string }[]
  }
  const supplierKey = made.partners[2]?.api_key ?? ''
  const opened_at = at(startMs - DAY_MS)
  await operatorPost('/demo/wallets', {
    wallets: wallets.map((id) => ({ id, currency: 'INR', opened_at })),
  })
  const amount = (DAYS * SALES_A_DAY * SALE) / SHOPPERS
  const effective_at = at(startMs - 60_000)
  const movement = (kind: 'funding' | 'topUp') => ({ id: newId(kind, now), partner_id: agent.id })
  await operatorPost('/demo/day', {
    fundings: [
      { ...movement('funding'), amount: amount * SHOPPERS, currency: 'INR', effective_at },
    ],
    top_ups: wallets.map((wallet_id) => ({
      ...movement('topUp'),
      wallet_id,
      amount,
      effective_at,
    })),
    payments: [],
    refunds: [],
  })
  const payments = Array.from({ length: DAYS * SALES_A_DAY }, (_, i) => {
    const ms = startMs + Math.floor(i / SALES_A_DAY) * DAY_MS + (i % SALES_A_DAY) * 30 * 60_000
    return {
      id: newId('payment', ms),
      wallet_id: wallets[i % SHOPPERS] ?? '',
      vendor_id: stall.id,
      amount: SALE,
      tip: 0,
      note: null,
      effective_at: at(ms),
    }
  })
  await operatorPost('/demo/day', { fundings: [], top_ups: [], payments, refunds: [] })
  const policy = {
    ...EXAMPLE_POLICY,
    policy_id: `dadar-${now}`,
    valid_from_day: Math.floor(now / DAY_MS),
  }
  const lenders = [{ id: lender.id, funding: 100_000_000, policy }]
  await operatorPost('/demo/lending', { lenders })
  return { stall, lender: lender.name, supplier: supplier.name, supplierKey }
}

/** Lets the cron trigger fire once, as the platform does every ten minutes. */
export async function runCron(): Promise<void> {
  const response = await fetch(`${inject('baseUrl')}/cdn-cgi/handler/scheduled`)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`the cron trigger gave ${response.status}`)
}
