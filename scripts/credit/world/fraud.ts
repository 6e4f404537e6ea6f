/** Vendors who inflate their sales before they ask for credit, and vanish with it. */
import { createRandom, seedFrom } from '../../demo/random.ts'
import type { Random } from '../../demo/random.ts'
import type { VendorPayment } from '../features.ts'
import { uniform } from './chance.ts'
import type { History } from './history.ts'
import { FRAUD_KINDS, WORLD } from './params.ts'
import type { FraudKind, WorldChange } from './params.ts'
import type { Vendor } from './vendor.ts'

const PAYMENTS_PER_DAY = 4
const RING_SIZE = 3

/** Decides who defrauds, and how; returns who pays whom in rings. */
export function assignFraud(
  vendors: readonly Vendor[],
  seed: number,
  change: WorldChange,
): Map<number, number> {
  const random = createRandom(seedFrom('credit-fraud', seed))
  const share = change.fraudShare ?? WORLD.fraud.share
  const mix = change.fraudMix ?? WORLD.fraud.mix
  const ring: Vendor[] = []
  for (const vendor of vendors) {
    const kind = FRAUD_KINDS[random.weighted(FRAUD_KINDS.map((one) => mix[one]))] ?? 'slow'
    if (!random.chance(share)) continue
    vendor.fraud = kind
    const { weeks, quietDays } = WORLD.fraud
    vendor.startDay = Math.min(vendor.startDay, WORLD.days.asOf - weeks[kind] * 7 - quietDays)
    if (kind === 'ring') ring.push(vendor)
  }
  // Stalls of like size: money that goes round is the same at each of them.
  ring.sort((a, b) => expectedSales(a) - expectedSales(b))
  const payerOf = new Map<number, number>()
  for (let i = 0; i < ring.length; i += RING_SIZE) {
    const members = ring.slice(i, i + RING_SIZE)
    for (const [j, member] of members.entries())
      payerOf.set(member.index, members[(j + 1) % members.length]?.index ?? member.index)
  }
  return payerOf
}

function expectedSales({ rate, openShare, kind }: Vendor): number {
  return rate * openShare * kind.ticketMedian * Math.exp(kind.ticketLogSd ** 2 / 2)
}

/** Adds the payments of a fraud to what the stall really sold. */
export function inflate(
  vendor: Vendor,
  history: History,
  { asOfDay, payerOf }: { asOfDay: number; payerOf: Map<number, number> },
): void {
  const { fraud } = vendor
  if (fraud === null) return
  const random = createRandom(seedFrom('credit-inflation', vendor.seed, vendor.index))
  const from = asOfDay - WORLD.fraud.weeks[fraud] * 7
  const extra = uniform(random, WORLD.fraud.inflation) - 1
  const daily = (extra * meanBefore(history, from)) / PAYMENTS_PER_DAY
  const next = createShams(vendor, fraud, { random, partner: payerOf.get(vendor.index) ?? null })
  for (let day = Math.max(from, history.startDay); day < asOfDay; day += 1) {
    for (let i = 0; i < PAYMENTS_PER_DAY; i += 1) {
      const one = next(day, daily)
      history.payments.push(one)
      if (one.payerVendor === vendor.index) continue
      const at = day - history.startDay
      history.sales[at] = (history.sales[at] ?? 0) + one.amount
      history.counts[at] = (history.counts[at] ?? 0) + 1
    }
  }
}

/** Mean sales of a day before the fraud began. */
function meanBefore({ startDay, sales }: History, day: number): number {
  const days = Math.max(7, Math.min(56, day - startDay))
  let sum = 0
  for (let i = Math.max(0, day - startDay - days); i < day - startDay; i += 1) sum += sales[i] ?? 0
  return sum / days
}

function createShams(
  vendor: Vendor,
  fraud: FraudKind,
  { random, partner }: { random: Random; partner: number | null },
): (day: number, mean: number) => VendorPayment {
  const { accounts, ownPhonePart, bigRoundShare } = WORLD.fraud
  const ownPart = uniform(random, ownPhonePart)
  const isBigAndRound = fraud === 'spike' && random.chance(bigRoundShare)
  const [from, to] = vendor.kind.hours
  return (day, mean) => {
    const amount = shamAmount(mean, { random, vendor, isBigAndRound })
    const minute = Math.floor(uniform(random, [from, to]) * 60)
    const base = { day, minute, amount, refunded: 0 }
    if (fraud === 'ring' && partner !== null)
      return { ...base, payer: `v${partner}`, payerVendor: partner }
    if (fraud === 'self-wash' && random.chance(ownPart))
      return { ...base, payer: `v${vendor.index}`, payerVendor: vendor.index }
    const kind = fraud === 'ring' ? 'self-wash' : fraud
    return { ...base, payer: `sham${random.int(1, accounts[kind])}`, payerVendor: null }
  }
}

function shamAmount(
  mean: number,
  about: { random: Random; vendor: Vendor; isBigAndRound: boolean },
): number {
  const { random, vendor, isBigAndRound } = about
  const amount = mean * (0.7 + 0.6 * random.float())
  if (!isBigAndRound) return Math.max(100, Math.round(amount / 100) * 100)
  const least = vendor.kind.ticketMedian * 5.5
  const digits = 10 ** (String(Math.round(Math.max(amount, least))).length - 2)
  return Math.ceil(Math.max(amount, least) / digits) * digits
}
