/**
 * `npm run bench:search`: 100,000 items in many scripts, and some hundred searches through the front door. Says what the
 * processor does for one, and how often the right item is among the first ten.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ItemPage } from '../../src/domain/catalogue/resource.ts'
import { DEMO_SEED } from '../demo/market.ts'
import { createRandom } from '../demo/random.ts'
import { complain, say } from '../demo/terminal.ts'
import { build } from './build.ts'
import { runtimeCpuMs } from './cpu.ts'
import { productOptions, start } from './runtime.ts'
import type { Runtime } from './runtime.ts'
import { marketOf } from './search-goods.ts'
import type { MarketItem } from './search-goods.ts'
import { queriesOf } from './search-queries.ts'
import type { Query } from './search-queries.ts'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const SUPPLIERS = 300
const CHUNK = 500
/** Each is asked so often, and its middle time taken: what else the runtime does meanwhile is not the search's. */
const ROUNDS = 3
/** What is looked at: who does not find it there types something else. */
const FIRST = 10

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    each: { type: 'string', default: '50' },
    misses: { type: 'boolean', default: false },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'pushcart-bench-search-'))
try {
  const { compatibilityDate } = productOptions(ROOT)
  const runtime = await start(
    ROOT,
    await build(ROOT, folder, compatibilityDate),
    join(folder, 'state'),
  )
  await measure(runtime)
  await runtime.stop()
} catch (error) {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

interface Answered extends Query {
  cpuMs: number
  /** Whether the right item was among the first; null where none is. */
  isFound: boolean | null
}

async function measure(runtime: Runtime): Promise<void> {
  const items = marketOf(DEMO_SEED, Number(values.items))
  await fill(runtime, items)
  await index(runtime, items.length)
  const { ask, who } = await signIn(runtime)
  const queries = queriesOf(items, createRandom(DEMO_SEED), Number(values.each))
  // The first calls are slower: code is compiled, pages of the database come from the disk.
  for (const query of queries.filter((_, i) => i % 10 === 0)) await ask(query.text)
  const answered: Answered[] = []
  for (const query of queries) {
    const [{ data }, cpuMs] = await timed(() => ask(query.text))
    const first = data.slice(0, FIRST).flatMap(({ sku }) => items[Number(sku.split('-')[1])] ?? [])
    const isFound = query.isRight === null ? null : first.some(query.isRight)
    answered.push({ ...query, cpuMs, isFound })
  }
  for (const kind of new Set(queries.map(({ kind }) => kind)))
    report(
      kind,
      answered.filter((each) => each.kind === kind),
    )
  report('all', answered)
  const bare: number[] = []
  for (let i = 0; i < Number(values.each); i += 1) bare.push((await timed(who))[1])
  say(`a call of the same phone that looks for nothing: ${middleOf(bare).toFixed(1)} ms`)
}

/** What a call gives, and the processor's time for it. */
async function timed<T>(call: () => Promise<T>): Promise<[T, cpuMs: number]> {
  const times: number[] = []
  for (;;) {
    const before = runtimeCpuMs() ?? 0
    const given = await call()
    times.push((runtimeCpuMs() ?? 0) - before)
    if (times.length === ROUNDS) return [given, middleOf(times)]
  }
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function report(kind: string, answered: readonly Answered[]): void {
  const cpu = answered.map(({ cpuMs }) => cpuMs).toSorted((a, b) => a - b)
  const at = (share: number) =>
    (cpu[Math.min(cpu.length - 1, Math.floor(cpu.length * share))] ?? 0).toFixed(1)
  const judged = answered.filter(({ isFound }) => isFound !== null)
  const found = judged.filter(({ isFound }) => isFound === true).length
  const share = judged.length === 0 ? '' : `${Math.round((found / judged.length) * 100)} %`
  say(
    `${kind.padEnd(26)} ${String(answered.length).padStart(4)} searches  CPU ms: half under ${at(0.5).padStart(5)}, ` +
      `95 % under ${at(0.95).padStart(5)}, most ${at(1).padStart(5)}  right in the first ten: ${share}`,
  )
  if (!values.misses || kind === 'all') return
  for (const { text } of judged.filter(({ isFound }) => isFound === false)) say(`    ${text}`)
}

/** Items straight into D1, as an import leaves them. */
async function fill(runtime: Runtime, items: readonly MarketItem[]): Promise<void> {
  const db = await runtime.database()
  await db
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${SUPPLIERS - 1})
       INSERT INTO partners (id, kind, name, currency, created_at) SELECT 'prt_bench' || i, 'supplier', 'Supplier ' || i, 'INR', 0 FROM n`,
    )
    .run()
  for (let from = 0; from < items.length; from += CHUNK) {
    const rows = items
      .slice(from, from + CHUNK)
      .map(({ sku, names, also, good }) => [sku, JSON.stringify(names), also, good[0]])
    await db
      .prepare(
        `INSERT INTO catalogue_items (id, supplier_id, currency, sku, names, also, category, pack_count, pack_size, pack_unit,
           quantity_min, quantity_step, tiers, price_version, per_unit_price, tax_bp, is_active, hash, updated_at)
         SELECT 'itm_' || (value ->> 0), 'prt_bench' || (key % ${SUPPLIERS}), 'INR', value ->> 0, value ->> 1, value ->> 2, value ->> 3,
           1, 1, 'kg', 1, 1, '[[1,12000],[10,11000]]', 1, 12000, 500, 1, value ->> 0, 0 FROM json_each(?)`,
      )
      .bind(JSON.stringify(rows))
      .run()
  }
}

/** The cron trigger indexes what waits, some at a time. */
async function index(runtime: Runtime, count: number): Promise<void> {
  const db = await runtime.database()
  const before = runtimeCpuMs() ?? 0
  let waiting = count
  while (waiting > 0) {
    await runtime.scheduled(Date.now())
    const row = await db
      .prepare('SELECT count(*) AS waiting FROM catalogue_unindexed')
      .first<{ waiting: number }>()
    waiting = row?.waiting ?? 0
  }
  const cpuMs = (runtimeCpuMs() ?? 0) - before
  const words = await db.prepare('SELECT count(*) AS n FROM catalogue_words').first<{ n: number }>()
  say(
    `${count} items indexed: ${((cpuMs * 1000) / count).toFixed(0)} µs of processor each, ${words?.n} different words`,
  )
}

/** A stall's phone: what asks its search, and what only asks who it is. */
async function signIn(runtime: Runtime) {
  const origin = await runtime.origin('product')
  const stall = {
    name: 'Asha’s Chai',
    trade: 'Tea',
    place: 'Gate 2',
    currency: 'INR',
    locale: 'en',
    time_zone: 'Asia/Kolkata',
    emoji: '☕',
  }
  const signedUp = await fetch(`${origin}/api/sign-up`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
    },
    body: JSON.stringify(stall),
  })
  if (!signedUp.ok) throw new Error(`sign-up: ${signedUp.status} ${await signedUp.text()}`)
  const cookie = (signedUp.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(origin + path, { headers: { Cookie: cookie } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    ask: async (q: string) => {
      const query = new URLSearchParams({ q }).toString()
      return (await get(`/api/sourcing/items?${query}`)) as ItemPage
    },
    who: () => get('/api/me'),
  }
}
