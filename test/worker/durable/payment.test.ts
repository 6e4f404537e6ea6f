import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'

it('pays', async ({ expect }) => {
  const now = Date.now()
  const v = newId('vendor', now), w = newId('wallet', now), p = newId('partner', now)
  const vendor = env.VENDOR_LEDGER.getByName(v)
  const wallet = env.SHOPPER_WALLET.getByName(w)
  const float = env.PARTNER_BOOK.getByName(p)
  await vendor.open({ currency: 'INR', timeZone: 'Asia/Kolkata' }, now)
  await wallet.open('INR', { token: 't' }, now)
  await float.open('INR', now)
  await float.fund({ id: newId('funding', now), amount: 10000, effectiveAtMs: now }, now)
  expect(await float.topUp({ id: newId('topUp', now), walletId: w, amount: 5000, currency: 'INR', effectiveAtMs: now }, now)).toMatchObject({ state: 'posted' })
  const pay = { id: newId('payment', now), vendorId: v, currency: 'INR' as const, amount: 1250, tip: 0, note: null, request: null }
  expect(await wallet.pay({ token: 't' }, pay, now)).toMatchObject({ state: 'posted', seq: 1 })
  expect(await vendor.today(now)).toMatchObject({ payments: { count: 1 } })
  expect(await vendor.audit()).toMatchObject({ problems: [], entries: 1 })
})
