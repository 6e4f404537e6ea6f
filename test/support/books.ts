/** Books for tests: small builders over the real Durable Objects. */
import { env } from 'cloudflare:workers'
import type { Transfer } from '../../src/domain/ledger/transfer.ts'
import type { Currency } from '../../src/domain/money/money.ts'
import { newId } from '../../src/platform/ids.ts'
import type { PartnerBook, ShopperWallet, VendorLedger } from './worker.ts'

export const TOKEN = 'a-token-of-a-test'

/** The objects under test have a meter that the real ones do not. */
export function vendorBook(id: string): DurableObjectStub<VendorLedger> {
  return env.VENDOR_LEDGER.getByName(id) as unknown as DurableObjectStub<VendorLedger>
}

export function walletBook(id: string): DurableObjectStub<ShopperWallet> {
  return env.SHOPPER_WALLET.getByName(id) as unknown as DurableObjectStub<ShopperWallet>
}

export function partnerBook(id: string): DurableObjectStub<PartnerBook> {
  return env.PARTNER_BOOK.getByName(id) as unknown as DurableObjectStub<PartnerBook>
}

export async function openVendor(currency: Currency = 'INR'): Promise<string> {
  const id = newId('vendor', Date.now())
  await vendorBook(id).open({ currency, timeZone: 'Asia/Kolkata' }, Date.now())
  return id
}

export async function openFloat(amount: number, currency: Currency = 'INR'): Promise<string> {
  const now = Date.now()
  const id = newId('partner', now)
  const float = env.PARTNER_BOOK.getByName(id)
  await float.open(currency, now)
  await float.fund({ id: newId('funding', now), amount, effectiveAtMs: now }, now)
  return id
}

/** A wallet with money in it, topped up from a float. */
export async function openWallet(
  floatId: string,
  amount: number,
  currency: Currency = 'INR',
): Promise<string> {
  const now = Date.now()
  const walletId = newId('wallet', now)
  await walletBook(walletId).open(currency, { token: TOKEN }, now)
  const topUp = { id: newId('topUp', now), walletId, amount, currency, effectiveAtMs: now }
  const topped = await env.PARTNER_BOOK.getByName(floatId).topUp(topUp, now)
  if (topped.state !== 'posted') throw new Error(`top-up ${topped.state}`)
  return walletId
}

export function payment(
  vendorId: string,
  amount: number,
  extra: { id?: string; tip?: number; note?: string; request?: string } = {},
) {
  return {
    id: extra.id ?? newId('payment', Date.now()),
    vendorId,
    currency: 'INR' as Currency,
    amount,
    tip: extra.tip ?? 0,
    note: extra.note ?? null,
    request: extra.request ?? null,
  }
}

/** The call that a wallet makes to a vendor's book for a payment. */
export function transferOf(walletId: string, paid: ReturnType<typeof payment>): Transfer {
  const { id, vendorId, currency, amount, tip, note, request } = paid
  return {
    id,
    kind: 'payment',
    from: walletId,
    to: vendorId,
    currency,
    amount,
    tip,
    detail: { ...(note === null ? {} : { note }), ...(request === null ? {} : { request }) },
    refundOf: null,
    effectiveAtMs: Date.now(),
  }
}
