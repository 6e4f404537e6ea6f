import { basketAmount, noteText, refundAmount, tipAmount } from './basket.ts'
import {
  addDays,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  rfc3339,
  startOfDayMs,
  weekdayOf,
} from './calendar.ts'
import { CITIES, type City } from './cities.ts'
import {
  createShoppers,
  firstDayOf,
  HISTORY_DAYS,
  type MarketSeed,
  type Shopper,
  STALLS,
} from './directory.ts'
import { idAt } from './id-at.ts'
import { createRandom, type Random, seedFrom } from './random.ts'
import { closedDays, rainyDays, saleTimes } from './rhythm.ts'
import type { Stall } from './stall.ts'
import type { DemoDay, DemoPayment, Directory } from './types.ts'

/** One wallet as the story goes on. */
interface Purse {
  shopper: Shopper
  balance: number
  /** Refunds that may be spent from the day after they came: the loader posts a day's refunds last. */
  due: { dayIndex: number; amount: number }[]
  lastAtMs: number
  lastAtStallMs: Map<string, number>
  usual: Map<string, number>
}

interface Sale {
  stall: Stall
  atMs: number
  dayIndex: number
}

/** Everything that stays the same while one city's story is told. */
interface Story {
  city: City
  nowMs: number
  random: Random
  days: readonly string[]
  closed: ReadonlyMap<string, ReadonlySet<number>>
  vendorIds: ReadonlyMap<string, string>
  agentId: string
  bucket: (day: string) => DemoDay
}

const BETWEEN_STALLS_MS = 3 * MINUTE_MS
const BACK_AT_STALL_MS = 40 * MINUTE_MS
const REFUND_SHARE = 0.0055
const REFUND_SAME_DAY_SHARE = 0.65
const REFUND_DAYS_MAX = 5
/** A wallet below this share of its usual top-up is low, and half the people then load it. */
const LOW_SHARE = 0.1

/**
 * Tells what happened in one city day by day, into the buckets. Wallets stay in their city, so cities do
 * not depend on each other.
 */
export function tellCity(
  city: City,
  about: { seed: MarketSeed; directory: Directory; bucket: (day: string) => DemoDay },
): void {
  const { seed, directory, bucket } = about
  const firstDay = firstDayOf(city, seed.nowMs)
  const days = Array.from({ length: HISTORY_DAYS + 1 }, (_, index) => addDays(firstDay, index))
  const stalls = STALLS.filter((stall) => stall.city === city)
  const story: Story = {
    city,
    nowMs: seed.nowMs,
    random: createRandom(seedFrom(seed.seed, 'story', city)),
    days,
    closed: new Map(stalls.map((stall) => [stall.slug, closedDays(stall, days, seed.seed)])),
    vendorIds: vendorIdsBySlug(directory),
    agentId: agentIdOf(directory, city),
    bucket,
  }
  const purses = createShoppers(city, seed).map(openPurse)
  const rainy = rainyDays(city, seed.seed)
  for (const [dayIndex, day] of days.entries()) {
    bucket(day)
    for (const sale of salesOfDay(story, { stalls, dayIndex, day, rainy: rainy.has(dayIndex) })) {
      const purse = chooseBuyer(story, purses, sale)
      if (purse !== null) sell(story, purse, sale)
    }
  }
}

function vendorIdsBySlug(directory: Directory): Map<string, string> {
  return new Map(STALLS.map((stall, index) => [stall.slug, directory.vendors[index]?.id ?? '']))
}

function agentIdOf(directory: Directory, city: City): string {
  const { currency } = CITIES[city]
  const agent = directory.partners.find((one) => one.kind === 'agent' && one.currency === currency)
  if (agent === undefined) throw new Error(`no agent keeps a float in ${currency}`)
  return agent.id
}

function openPurse(shopper: Shopper): Purse {
  return {
    shopper,
    balance: 0,
    due: [],
    lastAtMs: Number.NEGATIVE_INFINITY,
    lastAtStallMs: new Map(),
    usual: new Map(),
  }
}

/** Sales of a day in order of time, and none that is still to come. */
function salesOfDay(
  story: Story,
  about: { stalls: readonly Stall[]; dayIndex: number; day: string; rainy: boolean },
): Sale[] {
  const startMs = startOfDayMs(about.day, CITIES[story.city].timeZone)
  const open = about.stalls.filter(
    (stall) => story.closed.get(stall.slug)?.has(about.dayIndex) !== true,
  )
  return open
    .flatMap((stall) =>
      saleTimes(stall, { ...about, random: story.random }).map((afterMs) => ({
        stall,
        atMs: startMs + afterMs,
        dayIndex: about.dayIndex,
      })),
    )
    .filter((sale) => sale.atMs < story.nowMs - MINUTE_MS)
    .toSorted((one, other) => one.atMs - other.atMs)
}

/** Null when nobody who could be there is around. */
function chooseBuyer(story: Story, purses: readonly Purse[], sale: Sale): Purse | null {
  const weekend = weekdayOf(story.days[sale.dayIndex] ?? '') >= 5
  const weights = purses.map(({ shopper, lastAtMs, lastAtStallMs }) => {
    const around = shopper.periods.some(
      ([from, to]) => from <= sale.dayIndex && sale.dayIndex <= to,
    )
    if (!around || sale.atMs - lastAtMs < BETWEEN_STALLS_MS) return 0
    const lastHereMs = lastAtStallMs.get(sale.stall.slug) ?? Number.NEGATIVE_INFINITY
    if (sale.atMs - lastHereMs < BACK_AT_STALL_MS) return 0
    return (shopper.taste.get(sale.stall.slug) ?? 0) * (weekend && shopper.worksNearby ? 0.25 : 1)
  })
  return purses[story.random.weighted(weights)] ?? null
}

function sell(story: Story, purse: Purse, sale: Sale): void {
  const { random } = story
  const { stall, atMs } = sale
  const amount = priceFor(purse, stall, random)
  const tip = tipAmount(stall, random)
  loadIfLow(story, purse, sale, amount + tip)
  purse.balance -= amount + tip
  purse.lastAtMs = atMs
  purse.lastAtStallMs.set(stall.slug, atMs)
  const payment: DemoPayment = {
    id: idAt('payment', atMs, random),
    wallet_id: purse.shopper.wallet.id,
    vendor_id: story.vendorIds.get(stall.slug) ?? '',
    amount,
    tip,
    note: noteText(stall, random),
    effective_at: rfc3339(atMs),
  }
  story.bucket(story.days[sale.dayIndex] ?? '').payments.push(payment)
  if (random.chance(REFUND_SHARE)) refund(story, purse, sale, payment)
}

/** Regulars of a stall with a menu mostly take what they always take. */
function priceFor({ shopper, usual }: Purse, stall: Stall, random: Random): number {
  const known = usual.get(stall.slug)
  const loyal = shopper.regular && (shopper.taste.get(stall.slug) ?? 0) >= 5
  const habit = stall.basket.kind === 'menu' ? 0.55 : 0.12
  if (loyal && known !== undefined && random.chance(habit)) return known
  const amount = basketAmount(stall.basket, random)
  if (known === undefined) usual.set(stall.slug, amount)
  return amount
}

/** Loads the wallet from the agent's float when the money does not last, and often when it is nearly gone. */
function loadIfLow(story: Story, purse: Purse, sale: Sale, needed: number): void {
  const { random } = story
  const { topUp, wallet } = purse.shopper
  for (const { amount } of purse.due.filter(({ dayIndex }) => dayIndex < sale.dayIndex)) {
    purse.balance += amount
  }
  purse.due = purse.due.filter(({ dayIndex }) => dayIndex >= sale.dayIndex)
  const left = purse.balance - needed
  const low = left < topUp * LOW_SHARE && random.chance(0.5)
  if (left >= 0 && !low) return
  const amount = topUp * Math.max(1, Math.ceil(-left / topUp))
  const day = story.days[sale.dayIndex] ?? ''
  const startMs = startOfDayMs(day, CITIES[story.city].timeZone)
  const atMs = Math.max(startMs + MINUTE_MS, sale.atMs - random.int(2 * MINUTE_MS, 40 * MINUTE_MS))
  story.bucket(day).topUps.push({
    id: idAt('topUp', atMs, random),
    partner_id: story.agentId,
    wallet_id: wallet.id,
    amount,
    effective_at: rfc3339(atMs),
  })
  purse.balance += amount
}

/** Gives back all or part: the same day, or on one of the next days when the stall is open. */
function refund(story: Story, purse: Purse, sale: Sale, payment: DemoPayment): void {
  const { random } = story
  const moment = refundMoment(story, sale)
  const amount = refundAmount(payment.amount, random)
  const day = story.days[moment.dayIndex]
  if (day === undefined || moment.atMs >= story.nowMs) return
  story.bucket(day).refunds.push({
    id: idAt('refund', moment.atMs, random),
    vendor_id: payment.vendor_id,
    payment_id: payment.id,
    amount,
    effective_at: rfc3339(moment.atMs),
  })
  purse.due.push({ dayIndex: moment.dayIndex, amount })
}

function refundMoment(story: Story, sale: Sale): { dayIndex: number; atMs: number } {
  const { random } = story
  const dayStartMs = (dayIndex: number): number =>
    startOfDayMs(story.days[dayIndex] ?? '9999-12-31', CITIES[story.city].timeZone)
  if (random.chance(REFUND_SAME_DAY_SHARE)) {
    const lastMs = dayStartMs(sale.dayIndex) + DAY_MS - 1
    const atMs = sale.atMs + random.int(3 * MINUTE_MS, 2 * HOUR_MS)
    return { dayIndex: sale.dayIndex, atMs: Math.min(atMs, lastMs) }
  }
  let dayIndex = sale.dayIndex + random.int(1, REFUND_DAYS_MAX)
  while (story.closed.get(sale.stall.slug)?.has(dayIndex) === true) dayIndex += 1
  const { opens, closes } = sale.stall
  const hour = opens + random.float() * (closes - opens)
  return { dayIndex, atMs: dayStartMs(dayIndex) + Math.floor(hour * HOUR_MS) }
}
