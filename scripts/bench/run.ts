/**
 * `npm run bench`: ratios, rows, dollars and sizes of the built Worker, run by the runtime itself without the proxy of
 * development. Times are never asserted; docs/benchmarks.md says what each line means. `--json FILE` keeps the figures.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from './build.ts'
import type { Built } from './build.ts'
import type { Books, Meters, Opened } from './contract.ts'
import { getRepeatedly } from './load.ts'
import { compare, spreadOf } from './rounds.ts'
import type { Comparison, Work } from './rounds.ts'
import { productOptions, start } from './runtime.ts'
import type { Runtime } from './runtime.ts'
import { openStall, STALL_CODE } from './stall.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ROUNDS = 9
const PAGE_MS = 400
const PAGE_CONNECTIONS = 8
const PAYMENTS_PER_ROUND = 300
const LATENCY_PAYMENTS = 200
const LATENCY_ROUNDS = 5
/** Prices in dollars a million, Workers paid plan, read 2026-11 (docs/benchmarks.md). */
const PRICE = { request: 0.3, cpuMs: 0.02, objectRequest: 0.15, objectSecond: 1.6, row: 1 }
/** What cannot be counted here: processor time of the Worker and time in which objects wait for one another. */
const ASSUMED = { cpuMs: 2, objectSeconds: 0.1 }

interface Figure {
  what: string
  value: number
  budget: string
  isWithin: boolean
  note: string
}

const figures: Figure[] = []

function report(
  what: string,
  value: number,
  limit: { least?: number; most?: number },
  note: string,
): void {
  const isWithin = value >= (limit.least ?? -Infinity) && value <= (limit.most ?? Infinity)
  const budget = limit.least === undefined ? `≤ ${limit.most ?? ''}` : `≥ ${limit.least}`
  figures.push({ what, value, budget, isWithin, note })
  const shown = value.toPrecision(4).padStart(8)
  console.log(
    `${isWithin ? 'within budget' : 'OVER BUDGET  '}  ${shown}  ${budget.padEnd(8)}  ${what}  (${note})`,
  )
}

function noteOf({ throughput, processor, subjectPerSecond, basePerSecond }: Comparison): string {
  const range = `${throughput.low.toFixed(2)}–${throughput.high.toFixed(2)}`
  const cpu = processor === null ? '' : `, by processor time ${processor.median.toFixed(2)}`
  return `range ${range}${cpu}, ${Math.round(subjectPerSecond)} against ${Math.round(basePerSecond)} a second`
}

async function benchPage(runtime: Runtime): Promise<void> {
  const origin = await runtime.origin('product')
  await openStall(origin)
  const load = (url: string): Work => {
    return () => getRepeatedly(new URL(url), { connections: PAGE_CONNECTIONS, durationMs: PAGE_MS })
  }
  const empty = `${await runtime.origin('empty')}/`
  const compared = await compare(ROUNDS, load(`${origin}/p/${STALL_CODE}`), load(empty))
  report(
    'pay page against an empty Hono route',
    compared.throughput.median,
    { least: 0.6 },
    noteOf(compared),
  )
}

function payments(runtime: Runtime, books: Books, opened: Opened, lanes: number): Work {
  return async () => {
    const count = PAYMENTS_PER_ROUND
    const order = { name: 'pay' as const, books, ...opened, count, lanes }
    const { elapsedMs } = await runtime.drive<{ elapsedMs: number }>(order)
    return { count, elapsedMs }
  }
}

async function benchPayment(runtime: Runtime): Promise<void> {
  for (const lanes of [1, 16]) {
    const order = {
      name: 'open' as const,
      books: 'product' as const,
      walletCount: lanes,
      vendorCount: lanes,
    }
    const opened = await runtime.drive<Opened>(order)
    const subject = payments(runtime, 'product', opened, lanes)
    const base = payments(runtime, 'bare', opened, lanes)
    const compared = await compare(ROUNDS, subject, base)
    const what = `wallet payment against a bare transfer, ${lanes} at once`
    report(what, compared.throughput.median, { least: 0.7 }, noteOf(compared))
  }
}

async function benchGrowth(runtime: Runtime): Promise<void> {
  const sizes = [1_000, 100_000, 1_000_000]
  const books = await Promise.all(
    sizes.map(() =>
      runtime.drive<Opened>({ name: 'open', books: 'metered', walletCount: 1, vendorCount: 1 }),
    ),
  )
  for (const [i, entryCount] of sizes.entries()) {
    await runtime.drive({ name: 'grow', vendorId: books[i]?.vendorIds[0] ?? '', entryCount })
  }
  const perPayment: number[][] = sizes.map(() => [])
  for (let round = -1; round < LATENCY_ROUNDS; round += 1) {
    for (const [i, opened] of books.entries()) {
      const order = {
        name: 'pay' as const,
        books: 'metered' as const,
        ...opened,
        count: LATENCY_PAYMENTS,
        lanes: 1,
      }
      const { elapsedMs } = await runtime.drive<{ elapsedMs: number }>(order)
      // The first round warms up.
      if (round >= 0) perPayment[i]?.push(elapsedMs / LATENCY_PAYMENTS)
    }
  }
  const [small = NaN, ...larger] = perPayment.map((samples) => spreadOf(samples).median)
  for (const [i, median] of larger.entries()) {
    const note = `${median.toFixed(3)} ms against ${small.toFixed(3)} ms at 1,000`
    const entries = (sizes[i + 1] ?? 0).toLocaleString('en')
    report(
      `payment latency at ${entries} entries against 1,000`,
      median / small,
      { most: 1.1 },
      note,
    )
  }
}

async function benchCost(runtime: Runtime): Promise<void> {
  const opened = await runtime.drive<Opened>({
    name: 'open',
    books: 'metered',
    walletCount: 60,
    vendorCount: 1,
  })
  const meters = await runtime.drive<Meters>({
    name: 'trade',
    walletIds: opened.walletIds,
    vendorId: opened.vendorIds[0] ?? '',
    dayCount: 3,
    paymentsPerDay: 400,
    openMs: 10 * 60 * 60 * 1000,
  })
  const per = (count: number): number => count / meters.payments
  report(
    'rows written in the vendor’s book per payment',
    per(meters.vendorRows),
    { most: 2 },
    'journal',
  )
  report(
    'rows written in the wallet’s book per payment',
    per(meters.walletRows),
    { most: 2.5 },
    'journal, with the sweep’s own rows',
  )
  report('rows written in D1 per payment', per(meters.historyRows), { most: 1 }, 'history')
  const care = per(meters.flushes + meters.alarmsSet + meters.alarmsFired)
  const rows = per(meters.vendorRows + meters.walletRows + meters.historyRows) + care
  const objectRequests = 1 + per(meters.received + meters.alarmsFired)
  const dollars =
    PRICE.request +
    PRICE.cpuMs * ASSUMED.cpuMs +
    PRICE.objectRequest * objectRequests +
    PRICE.objectSecond * ASSUMED.objectSeconds +
    PRICE.row * rows
  const note = `${rows.toFixed(2)} rows, ${objectRequests.toFixed(2)} object requests, ${ASSUMED.cpuMs} ms CPU and ${ASSUMED.objectSeconds} s of objects assumed; a stall with 400 payments a day`
  report('dollars per million payments', dollars, { most: 6 }, note)
}

async function gzipOf(file: string): Promise<number> {
  return gzipSync(await readFile(file), { level: 9 }).length / 1024
}

async function benchSizes(runtime: Runtime, { bundles, clientFolder }: Built): Promise<void> {
  report(
    'Worker bundle, KB gzip',
    await gzipOf(bundles.product),
    { most: 400 },
    'as deployed, before minifying',
  )
  const page = await fetch(`${await runtime.origin('product')}/p/${STALL_CODE}`, {
    headers: { Accept: 'text/html' },
  })
  const html = gzipSync(await page.text(), { level: 9 }).length / 1024
  report('pay page, HTML and CSS, KB gzip', html, { most: 14 }, 'in English')
  report(
    'pay page’s script, KB gzip',
    await gzipOf(join(clientFolder, 'assets', 'pay.js')),
    { most: 5 },
    'pay.js',
  )
  const shell = await readFile(join(clientFolder, 'app', 'index.html'), 'utf8')
  const files = [...shell.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  )
  let [script, style] = [0, 0]
  for (const path of files) {
    const size = await gzipOf(join(clientFolder, path))
    if (path.endsWith('.js')) script += size
    if (path.endsWith('.css')) style += size
  }
  const languages = (await readdir(join(clientFolder, 'assets', 'app'))).filter((name) =>
    /^(en|hi|zh)/.test(name),
  )
  const catalogues = await Promise.all(
    languages.map((name) => gzipOf(join(clientFolder, 'assets', 'app', name))),
  )
  report(
    'vendor app’s shell, script, KB gzip',
    script + Math.max(0, ...catalogues),
    { most: 35 },
    'with the largest language',
  )
  report('vendor app’s shell, style, KB gzip', style, { most: 8 }, 'first screen')
}

const folder = await mkdtemp(join(tmpdir(), 'pushcart-bench-'))
try {
  console.log('Building')
  const built = await build(ROOT, folder, productOptions(ROOT).compatibilityDate ?? '2026-08-01')
  const runtime = await start(ROOT, built, join(folder, 'state'))
  try {
    await benchPage(runtime)
    await benchPayment(runtime)
    await benchGrowth(runtime)
    await benchCost(runtime)
    await benchSizes(runtime, built)
  } finally {
    await runtime.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
const at = process.argv.indexOf('--json')
const file = at > 0 ? process.argv[at + 1] : undefined
if (file !== undefined) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
