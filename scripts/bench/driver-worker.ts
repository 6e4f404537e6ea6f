/** Drives the books from inside workerd: every kind of books in the same way, each in an isolate of its own. */
import type { PartnerBook } from '../../src/durable/partner-book.ts'
import type { ShopperWallet as RealWallet } from '../../src/durable/shopper-wallet.ts'
import type { VendorLedger as RealVendor } from '../../src/durable/vendor-ledger.ts'
import { idBytes, newId } from '../../src/platform/ids.ts'
import type { BareVendor, BareWallet } from './bare-worker.ts'
import { HOLDER } from './contract.ts'
import type {
  GrowOrder,
  Meters,
  Opened,
  OpenOrder,
  Order,
  PayOrder,
  TradeOrder,
} from './contract.ts'
import type { ShopperWallet, VendorLedger } from './metered-worker.ts'

interface DriverEnv {
  PRODUCT_PARTNER: DurableObjectNamespace<PartnerBook>
  PRODUCT_WALLET: DurableObjectNamespace<RealWallet>
  PRODUCT_VENDOR: DurableObjectNamespace<RealVendor>
  METERED_PARTNER: DurableObjectNamespace<PartnerBook>
  METERED_WALLET: DurableObjectNamespace<ShopperWallet>
  METERED_VENDOR: DurableObjectNamespace<VendorLedger>
  BARE_WALLET: DurableObjectNamespace<BareWallet>
  BARE_VENDOR: DurableObjectNamespace<BareVendor>
}

const CURRENCY = 'INR'
const AMOUNT_MINOR = 1_250
const TOP_UP_MINOR = 1_000_000_000
const DAY_MS = 24 * 60 * 60 * 1000

export default {
  async fetch(request, env) {
    const order = await request.json<Order>()
    return Response.json(await obey(env, order))
  },
} satisfies ExportedHandler<DriverEnv>

function obey(env: DriverEnv, order: Order): Promise<unknown> {
  switch (order.name) {
    case 'open':
      return open(env, order)
    case 'pay':
      return pay(env, order)
    case 'grow':
      return grow(env, order)
    case 'trade':
      return trade(env, order)
    case 'meter':
      return env.METERED_VENDOR.getByName(order.vendorId).meter()
  }
}

/** Stalls, and wallets with plenty of money, topped up from a float as everywhere. */
async function open(env: DriverEnv, order: OpenOrder): Promise<Opened> {
  const isProduct = order.books === 'product'
  const partners = isProduct ? env.PRODUCT_PARTNER : env.METERED_PARTNER
  const wallets: DurableObjectNamespace<RealWallet> = isProduct
    ? env.PRODUCT_WALLET
    : env.METERED_WALLET
  const vendors: DurableObjectNamespace<RealVendor> = isProduct
    ? env.PRODUCT_VENDOR
    : env.METERED_VENDOR
  const nowMs = Date.now()
  const effectiveAtMs = nowMs
  const vendorIds = ids('vendor', order.vendorCount)
  for (const id of vendorIds) {
    await vendors.getByName(id).open({ currency: CURRENCY, timeZone: 'Asia/Kolkata' }, nowMs)
  }
  const float = partners.getByName(newId('partner', nowMs))
  await float.open(CURRENCY, nowMs)
  const funding = newId('funding', nowMs)
  const walletIds = ids('wallet', order.walletCount)
  const amount = TOP_UP_MINOR * walletIds.length
  await float.fund({ id: funding, amount, effectiveAtMs }, nowMs)
  for (const walletId of walletIds) {
    await wallets.getByName(walletId).open(CURRENCY, HOLDER, nowMs)
    const topUp = { walletId, amount: TOP_UP_MINOR, currency: CURRENCY, effectiveAtMs } as const
    const done = await float.topUp({ ...topUp, id: newId('topUp', nowMs) }, nowMs)
    if (done.state !== 'posted') throw new Error(`top-up ${done.state}`)
  }
  return { walletIds, vendorIds }
}

/** Pays `count` times, in `lanes` at once. The ids are minted before the clock starts, as shoppers' pages do it. */
async function pay(env: DriverEnv, order: PayOrder): Promise<{ elapsedMs: number }> {
  const { walletIds, vendorIds, count, lanes } = order
  const payOnce = payerOf(env, order.books)
  const jobs = Array.from({ length: lanes }, (_, lane) => ({
    walletId: walletIds[lane % walletIds.length] ?? '',
    vendorId: vendorIds[lane % vendorIds.length] ?? '',
    paymentIds: ids('payment', Math.ceil(count / lanes)),
  }))
  const startMs = Date.now()
  await Promise.all(
    jobs.map(async ({ walletId, vendorId, paymentIds }) => {
      for (const id of paymentIds) await payOnce(walletId, vendorId, id)
    }),
  )
  return { elapsedMs: Date.now() - startMs }
}

function payerOf(
  env: DriverEnv,
  books: PayOrder['books'],
): (walletId: string, vendorId: string, id: string) => Promise<unknown> {
  if (books === 'bare') {
    return (walletId, vendorId, id) => {
      const key = idBytes('payment', id)
      if (key === null) throw new Error('not the id of a payment')
      return env.BARE_WALLET.getByName(walletId).pay(key.buffer, vendorId, AMOUNT_MINOR)
    }
  }
  const wallets = books === 'product' ? env.PRODUCT_WALLET : env.METERED_WALLET
  return async (walletId, vendorId, id) => {
    const wallet = wallets.getByName(walletId)
    const paid = await wallet.pay(HOLDER, paymentTo(vendorId, id), Date.now())
    if (paid.state !== 'posted') throw new Error(`payment ${paid.state}`)
  }
}

async function grow(env: DriverEnv, { vendorId, entryCount }: GrowOrder): Promise<unknown> {
  await env.METERED_VENDOR.getByName(vendorId).grow(entryCount)
  await env.METERED_VENDOR.getByName(vendorId)
    .forget()
    .catch(() => undefined)
  return { entryCount: await env.METERED_VENDOR.getByName(vendorId).entryCount() }
}

/** Plays days of a stall: payments at even intervals, the vendor's alarm when it is due, the cron sweep once a day. */
async function trade(env: DriverEnv, order: TradeOrder): Promise<Meters> {
  const { vendorId, dayCount, paymentsPerDay, openMs } = order
  const vendor = env.METERED_VENDOR.getByName(vendorId)
  const wallets = order.walletIds.map((id) => env.METERED_WALLET.getByName(id))
  const read = async (): Promise<Meters> => {
    const mine = await vendor.meter()
    const theirs = await Promise.all(wallets.map((wallet) => wallet.meter()))
    return {
      payments: 0,
      vendorRows: mine.journalRows,
      walletRows: theirs.reduce((sum, { journalRows }) => sum + journalRows, 0),
      historyRows: mine.historyRows,
      flushes: mine.flushes,
      alarmsSet: theirs.reduce((sum, { alarmsSet }) => sum + alarmsSet, mine.alarmsSet),
      alarmsFired: mine.alarmsFired,
      received: mine.received,
    }
  }
  const before = await read()
  // In the future, so that no real alarm comes while the days are played.
  const firstMs = Date.now() + DAY_MS
  let paid = 0
  for (let day = 0; day < dayCount; day += 1) {
    for (let i = 0; i < paymentsPerDay; i += 1) {
      const nowMs = Math.round(firstMs + day * DAY_MS + (openMs * i) / paymentsPerDay)
      await vendor.letAlarmCome(nowMs)
      const wallet = wallets[paid % wallets.length]
      const done = await wallet?.pay(HOLDER, paymentTo(vendorId, newId('payment', nowMs)), nowMs)
      if (done?.state !== 'posted') throw new Error('a payment was not posted')
      paid += 1
    }
    const nightMs = firstMs + day * DAY_MS + openMs + DAY_MS / 4
    await vendor.letAlarmCome(nightMs)
    for (const book of [vendor, ...wallets]) await book.tend(nightMs)
  }
  const after = await read()
  return {
    payments: paid,
    vendorRows: after.vendorRows - before.vendorRows,
    walletRows: after.walletRows - before.walletRows,
    historyRows: after.historyRows - before.historyRows,
    flushes: after.flushes - before.flushes,
    alarmsSet: after.alarmsSet - before.alarmsSet,
    alarmsFired: after.alarmsFired - before.alarmsFired,
    received: after.received - before.received,
  }
}

function paymentTo(vendorId: string, id: string) {
  const money = { currency: CURRENCY, amount: AMOUNT_MINOR, tip: 0 } as const
  return { ...money, id, vendorId, note: null, request: null }
}

function ids(kind: 'vendor' | 'wallet' | 'payment', count: number): string[] {
  return Array.from({ length: count }, () => newId(kind, Date.now()))
}
