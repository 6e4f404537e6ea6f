import { describe, it } from 'vitest'
import { dayAt, weekdayOf } from '../../../scripts/demo/calendar.ts'
import { createDirectory, STALLS } from '../../../scripts/demo/directory.ts'
import { DEMO_SEED, generateMarket } from '../../../scripts/demo/market.ts'
import type { DemoVendor, Market } from '../../../scripts/demo/types.ts'
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'
import { readCode } from '../../../src/domain/qr/code.ts'
import { idBytes, type IdKind } from '../../../src/platform/ids.ts'
import { balancesAfter, type Movement, movementsByTime, movementsInLoadOrder } from './movements.ts'

/** Half past six in the evening in Jaipur, half past eight in Chengdu: everybody is at work. */
const NOW_MS = Date.parse('2026-11-24T13:00:00Z')
const market = generateMarket({ seed: DEMO_SEED, nowMs: NOW_MS })
const payments = market.days.flatMap((day) => day.payments)
const refunds = market.days.flatMap((day) => day.refunds)

function vendorOf(slug: string): DemoVendor {
  const vendor = market.vendors[STALLS.findIndex((stall) => stall.slug === slug)]
  if (vendor === undefined) throw new Error(`no stall ${slug}`)
  return vendor
}

/** Number of sales on each of the 120 whole days, by the vendor's own calendar. */
function salesByDay(of: Market, vendor: DemoVendor): Map<string, number> {
  const sales = new Map<string, number>()
  const { time_zone: timeZone } = vendor
  for (let ago = 120; ago >= 1; ago -= 1) sales.set(dayAt(NOW_MS - ago * 86_400_000, timeZone), 0)
  for (const payment of of.days.flatMap((day) => day.payments)) {
    const day = dayAt(Date.parse(payment.effective_at), timeZone)
    if (payment.vendor_id === vendor.id && sales.has(day)) sales.set(day, (sales.get(day) ?? 0) + 1)
  }
  return sales
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

function meanOn(slug: string, weekdays: readonly number[]): number {
  const open = [...salesByDay(market, vendorOf(slug))].filter(([, sales]) => sales > 0)
  return mean(open.filter(([day]) => weekdays.includes(weekdayOf(day))).map(([, sales]) => sales))
}

describe('the demonstration market', () => {
  it('is the same byte for byte for the same seed and moment, and another for another seed', ({
    expect,
  }) => {
    const again = generateMarket({ seed: DEMO_SEED, nowMs: NOW_MS })
    const other = generateMarket({ seed: DEMO_SEED + 1, nowMs: NOW_MS })
    expect(JSON.stringify(again) === JSON.stringify(market)).toBe(true)
    expect(JSON.stringify(other) === JSON.stringify(market)).toBe(false)
  })

  it('has twelve stalls of different trades, three currencies and about 35,000 payments', ({
    expect,
  }) => {
    expect(new Set(market.vendors.map(({ trade }) => trade)).size).toBe(12)
    expect(new Set(market.vendors.map(({ currency }) => currency))).toEqual(
      new Set(['INR', 'CNY', 'UGX']),
    )
    expect(new Set(market.vendors.map(({ locale }) => locale))).toEqual(
      new Set(['en', 'hi', 'zh-CN']),
    )
    expect(payments.length).toBeGreaterThan(30_000)
    expect(payments.length).toBeLessThan(40_000)
    expect(Math.max(...market.days.map((day) => day.payments.length))).toBeLessThan(800)
    expect(market.wallets.length).toBeLessThan(150)
  })

  it('never takes a wallet, a stall or a float below zero, by time and in the order of the load', ({
    expect,
  }) => {
    const lowest = (movements: readonly Movement[]): number => {
      const books = balancesAfter(movements)
      expect(books.size).toBe(market.vendors.length + market.wallets.length + 3)
      return Math.min(...[...books.values()].map((book) => book.lowest))
    }
    expect(lowest(movementsInLoadOrder(market))).toBe(0)
    expect(lowest(movementsByTime(market))).toBe(0)
  })

  it('refunds few payments, never more than was paid, and always later', ({ expect }) => {
    const byId = new Map(payments.map((payment) => [payment.id, payment]))
    const back = new Map<string, number>()
    for (const refund of refunds) {
      const payment = byId.get(refund.payment_id)
      expect(payment?.vendor_id).toBe(refund.vendor_id)
      expect(refund.effective_at > (payment?.effective_at ?? '~')).toBe(true)
      back.set(refund.payment_id, (back.get(refund.payment_id) ?? 0) + refund.amount)
    }
    const shares = [...back].map(([id, amount]) => amount / (byId.get(id)?.amount ?? 0))
    expect(Math.max(...shares)).toBe(1)
    expect(shares.filter((share) => share < 1).length).toBeGreaterThan(20)
    expect(refunds.length / payments.length).toBeGreaterThan(0.003)
    expect(refunds.length / payments.length).toBeLessThan(0.008)
  })
})

describe('a stall of the demonstration market', () => {
  it('shows the weekday rhythm of its trade', ({ expect }) => {
    expect(meanOn('chaat', [5, 6])).toBeGreaterThan(1.25 * meanOn('chaat', [1, 2, 3]))
    expect(meanOn('skewers', [4, 5])).toBeGreaterThan(1.4 * meanOn('skewers', [1, 2]))
    expect(meanOn('chai', [6])).toBeLessThan(0.85 * meanOn('chai', [0, 1, 2, 3, 4]))
    expect(meanOn('jianbing', [5])).toBeLessThan(0.9 * meanOn('jianbing', [0, 1, 2, 3, 4]))
  })

  it.for(STALLS.map(({ slug }) => slug))(
    'closes %s for a week and now and then',
    (slug, { expect }) => {
      const sales = [...salesByDay(market, vendorOf(slug)).values()]
      const closed = sales.map((count) => (count === 0 ? 'x' : '.')).join('')
      expect(closed).toContain('x'.repeat(7))
      expect(closed.replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(8)
      expect(closed.replace(/[^.]/g, '').length).toBeGreaterThanOrEqual(85)
    },
  )

  it('sells a little more at the end than at the beginning, all stalls together', ({ expect }) => {
    const perDay = market.days.map((day) => day.payments.length)
    const ratio = mean(perDay.slice(90, 120)) / mean(perDay.slice(0, 30))
    expect(ratio).toBeGreaterThan(1.05)
    expect(ratio).toBeLessThan(1.4)
  })

  it('lives from its regulars, and strangers come as well', ({ expect }) => {
    const visits = new Map<string, number>()
    for (const { wallet_id: id, vendor_id: vendor } of payments) {
      if (vendor === vendorOf('chai').id) visits.set(id, (visits.get(id) ?? 0) + 1)
    }
    const counts = [...visits.values()].toSorted((one, other) => other - one)
    expect(counts.length).toBeGreaterThan(40)
    expect(mean(counts.slice(0, 5))).toBeGreaterThan(4 * mean(counts.slice(-10)))
  })

  it('charges whole minor units, in round figures where people like them', ({ expect }) => {
    for (const { amount, tip } of payments) {
      expect(Number.isSafeInteger(amount) && amount > 0 && amount <= AMOUNT_MAX_MINOR).toBe(true)
      expect(Number.isSafeInteger(tip) && tip >= 0).toBe(true)
    }
    const vegetables = payments.filter(({ vendor_id: id }) => id === vendorOf('vegetables').id)
    const round = vegetables.filter(({ amount }) => amount % 10_00 === 0).length
    expect(round / vegetables.length).toBeGreaterThan(0.6)
    expect(round / vegetables.length).toBeLessThan(0.95)
    const tips = payments.filter(({ tip }) => tip > 0).length / payments.length
    expect(tips).toBeGreaterThan(0.001)
    expect(tips).toBeLessThan(0.02)
  })
})

describe('the ids of the demonstration market', () => {
  it('are unique, well-formed and carry the time of what happened', ({ expect }) => {
    const dated: [IdKind, { id: string; effective_at: string }[]][] = [
      ['payment', payments],
      ['refund', refunds],
      ['topUp', market.days.flatMap((day) => day.topUps)],
      ['funding', market.days.flatMap((day) => day.fundings)],
      ['vendor', market.vendors.map(({ id, opened_at: at }) => ({ id, effective_at: at }))],
      ['wallet', market.wallets.map(({ id, opened_at: at }) => ({ id, effective_at: at }))],
    ]
    for (const [kind, rows] of dated) {
      for (const { id, effective_at: at } of rows) {
        const bytes = idBytes(kind, id) ?? new Uint8Array(16)
        const ms = bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
        expect(ms).toBe(Date.parse(at))
        expect([(bytes[6] ?? 0) >> 4, (bytes[8] ?? 0) >> 6]).toEqual([7, 2])
      }
    }
    const ids = [...dated.flatMap(([, rows]) => rows), ...market.partners].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('include valid sticker codes that stay the same whenever the market is made', ({ expect }) => {
    const codes = market.vendors.map(({ code }) => code)
    for (const code of codes) expect(readCode(code)).toEqual({ ok: true, code })
    expect(new Set(codes).size).toBe(12)
    const later = createDirectory({ seed: DEMO_SEED, nowMs: NOW_MS + 40 * 86_400_000 })
    expect(later.vendors.map(({ code }) => code)).toEqual(codes)
  })

  it('are those of the directory, so that a later start finds them without the history', ({
    expect,
  }) => {
    const { vendors, partners, wallets } = market
    expect(createDirectory({ seed: DEMO_SEED, nowMs: NOW_MS })).toEqual({
      vendors,
      partners,
      wallets,
    })
  })
})

describe('the moment at which the market is made', () => {
  it.for([
    ['early morning in India', '2026-03-01T00:10:00Z', 121],
    ['tomorrow in China, today elsewhere', '2026-01-01T17:00:00Z', 122],
  ] as const)('cuts today off: %s', ([, now, days], { expect }) => {
    const nowMs = Date.parse(now)
    const made = generateMarket({ seed: DEMO_SEED, nowMs })
    expect(made.days.length).toBe(days)
    const times = movementsByTime(made).map(({ at }) => at)
    expect(times.at(-1)).toSatisfy((at: string) => Date.parse(at) < nowMs)
    for (const book of balancesAfter(movementsInLoadOrder(made)).values()) {
      expect(book.lowest).toBeGreaterThanOrEqual(0)
    }
  })

  it('leaves sales of today in it', ({ expect }) => {
    const today = payments.filter(({ effective_at: at }) => at > '2026-11-24T02:00:00Z')
    expect(today.length).toBeGreaterThan(60)
  })
})
