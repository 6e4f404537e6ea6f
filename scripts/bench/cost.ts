import { newId } from '../../src/platform/ids.ts'
import { HOLDER } from './contract.ts'
import type { Meters, Opened, VendorMeter } from './contract.ts'
import type { Line } from './report.ts'
import type { Runtime } from './runtime.ts'
import { openStall, STALL_CODE } from './stall.ts'

/** Published prices of the paid plan in dollars, past what it includes: developers.cloudflare.com, read in 2026. */
const PRICES = {
  workerRequest: 0.3e-6,
  workerCpuMs: 0.02e-6,
  objectRequest: 0.15e-6,
  /** 128 MB at $12.50 per million GB-s. */
  objectSecond: 1.6e-6,
  objectRow: 1e-6,
  historyRow: 1e-6,
  rowRead: 0.001e-6,
}

/** What no counter of the local runtime can say; docs/benchmarks.md gives the reasons. */
const ASSUMED = {
  /** Processor time of a Worker request, far above what is measured here. */
  workerCpuMs: 2,
  /** Two commits of 5 to 13 ms and the way between two objects of one region, summed over both. */
  objectSeconds: 0.1,
  rowsRead: 10,
}

const HOUR_MS = 60 * 60 * 1000
const RUSH_PAYMENTS = 1000

/** Days of a stall: how often history is flushed and how soon a wallet's next row comes depends on the pace. */
const DAYS = [
  {
    name: 'a busy stall, 100 an hour',
    dayCount: 1,
    paymentsPerDay: 1000,
    openMs: 10 * HOUR_MS,
    walletCount: 100,
  },
  {
    name: 'a stall, 10 an hour',
    dayCount: 5,
    paymentsPerDay: 100,
    openMs: 10 * HOUR_MS,
    walletCount: 100,
  },
  {
    name: 'a quiet stall, 3 an hour',
    dayCount: 10,
    paymentsPerDay: 30,
    openMs: 10 * HOUR_MS,
    walletCount: 60,
  },
]

interface Use {
  workerRequests: number
  objectRequests: number
  objectRows: number
  historyRows: number
}

/** Rows, requests and dollars of a payment, from the counters of the runtime and the published prices. */
export async function measureCost(runtime: Runtime): Promise<Line[]> {
  const lines: Line[] = [await rushLine(runtime)]
  let busiest: Use | null = null
  for (const day of DAYS) {
    const { name, walletCount, ...pace } = day
    const open = { name: 'open', books: 'metered', walletCount, vendorCount: 1 } as const
    const { walletIds, vendorIds } = await runtime.drive<Opened>(open)
    const order = { name: 'trade', walletIds, vendorId: vendorIds[0] ?? '', ...pace } as const
    const meters = await runtime.drive<Meters>(order)
    const use = useOf(meters)
    if (busiest === null) lines.unshift(...rowLines(meters))
    busiest ??= use
    lines.push(dollarLine(`a million payments, ${name}`, use, 6))
  }
  if (busiest !== null) {
    const visit = { ...busiest, workerRequests: 3, objectRequests: await visitRequests(runtime) }
    lines.push(dollarLine('a million visits: pay page, payment, receipt', visit, null))
  }
  return lines
}

/** Payments as fast as they go. Slow days cannot show what a book does while it flushes and payments keep coming. */
async function rushLine(runtime: Runtime): Promise<Line> {
  const open = { name: 'open', books: 'metered', walletCount: 1, vendorCount: 1 } as const
  const opened = await runtime.drive<Opened>(open)
  await runtime.drive({ name: 'pay', books: 'metered', ...opened, count: RUSH_PAYMENTS, lanes: 1 })
  const vendorId = opened.vendorIds[0] ?? ''
  const { flushes, alarmsSet } = await runtime.drive<VendorMeter>({ name: 'meter', vendorId })
  return {
    name: 'rows besides the journals’ per payment, one after another',
    value: (flushes + alarmsSet) / RUSH_PAYMENTS,
    unit: 'rows',
    budget: { atMost: 0.1 },
    note: `${flushes} flushes and ${alarmsSet} alarms of ${RUSH_PAYMENTS} payments`,
  }
}

function rowLines({ payments, vendorRows, walletRows, historyRows }: Meters): Line[] {
  const rows = (name: string, value: number, atMost: number): Line => ({
    name: `rows written per payment, ${name}`,
    value: value / payments,
    unit: 'rows',
    budget: { atMost },
    note: `${value} rows of ${payments} payments`,
  })
  return [
    rows('vendor’s book', vendorRows, 2),
    rows('wallet’s book', walletRows, 2),
    rows('history in D1', historyRows, 1),
  ]
}

/** The use of one payment. Besides the journals' rows: each flush is a row, each alarm one to set and one to clear. */
function useOf(meters: Meters): Use {
  const { payments, vendorRows, walletRows, historyRows, flushes, alarmsSet, alarmsFired } = meters
  const objectRows = vendorRows + walletRows + flushes + alarmsSet + alarmsFired
  return {
    workerRequests: 1,
    // The Worker's call to the wallet, the wallet's to the vendor.
    objectRequests: 1 + (meters.received + alarmsFired) / payments,
    objectRows: objectRows / payments,
    historyRows: historyRows / payments,
  }
}

function dollarLine(name: string, use: Use, below: number | null): Line {
  const each =
    use.workerRequests * (PRICES.workerRequest + ASSUMED.workerCpuMs * PRICES.workerCpuMs) +
    use.objectRequests * PRICES.objectRequest +
    ASSUMED.objectSeconds * PRICES.objectSecond +
    use.objectRows * PRICES.objectRow +
    use.historyRows * PRICES.historyRow +
    ASSUMED.rowsRead * PRICES.rowRead
  const note = [
    `Worker requests ${use.workerRequests}`,
    `of ${ASSUMED.workerCpuMs} ms`,
    `object requests ${use.objectRequests.toFixed(2)}`,
    `seconds ${ASSUMED.objectSeconds}`,
    `rows ${use.objectRows.toFixed(2)}`,
    `D1 rows ${use.historyRows.toFixed(2)}`,
  ].join(', ')
  return {
    name,
    value: each * 1e6,
    unit: '$',
    note,
    ...(below === null ? {} : { budget: { below } }),
  }
}

/** Calls to objects of a whole visit over HTTP, counted: pay page with a wallet, payment, receipt. */
async function visitRequests(runtime: Runtime): Promise<number> {
  const origin = await runtime.origin('metered')
  const vendorId = await openStall(origin)
  const open = { name: 'open', books: 'metered', walletCount: 1, vendorCount: 0 } as const
  const { walletIds } = await runtime.drive<Opened>(open)
  const headers = {
    Cookie: `__Host-wallet-INR=${walletIds[0] ?? ''}.${HOLDER.token}`,
    Origin: origin,
  }
  const calls = async () => {
    const { count } = (await (await fetch(`${origin}/bench/calls`)).json()) as { count: number }
    const { received } = await runtime.drive<VendorMeter>({ name: 'meter', vendorId })
    return count + received
  }
  const before = await calls()
  const page = await fetch(`${origin}/p/${STALL_CODE}`, { headers })
  const body = new URLSearchParams({ payment: newId('payment', Date.now()), amount: '12.50' })
  const paid = await fetch(page.url, { method: 'POST', headers, body, redirect: 'manual' })
  const receipt = await fetch(new URL(paid.headers.get('Location') ?? '', origin), { headers })
  if (paid.status !== 303 || !receipt.ok) throw new Error(`the visit failed: ${paid.status}`)
  return (await calls()) - before
}
