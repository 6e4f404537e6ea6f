/**
 * `npm run bench:credit`: the nightly look at many vendors, in the steps of the cron trigger. Says what a step and a vendor
 * cost, kills the runtime half way and goes on, and compares what was decided with a run that nobody disturbed.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EXAMPLE_POLICY } from '../../src/domain/credit/example-policy.ts'
import { AMOUNT_MAX_MINOR } from '../../src/domain/money/money.ts'
import { postJson } from '../demo/post-json.ts'
import { complain, say } from '../demo/terminal.ts'
import { DEMO_OPERATOR_TOKEN } from '../demo/token.ts'
import { build } from './build.ts'
import type { Built } from './build.ts'
import { runtimeCpuMs } from './cpu.ts'
import { productOptions, start } from './runtime.ts'
import type { Runtime } from './runtime.ts'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const DAY_MS = 24 * 60 * 60 * 1000
const DAYS = 56
const LENDER = 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB'
/** Vendors whose entries are made by one statement. */
const CHUNK = 100

const { values } = parseArgs({
  options: {
    vendors: { type: 'string', default: '10000' },
    sales: { type: 'string', default: '4' },
  },
})
const vendors = Number(values.vendors)
const sales = Number(values.sales)
const nowMs = Math.floor(Date.now() / DAY_MS) * DAY_MS + 20 * 60 * 60 * 1000
const folder = await mkdtemp(join(tmpdir(), 'pushcart-bench-credit-'))
try {
  const { compatibilityDate } = productOptions(ROOT)
  const built = await build(ROOT, folder, compatibilityDate)
  const whole = await night(built, 'whole', null)
  const killed = await night(built, 'killed', 2)
  say(`decisions after a kill in the third step: ${whole === killed ? 'the same' : 'DIFFERENT'}`)
  if (whole !== killed) process.exitCode = 1
} catch (error) {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** One night from an empty state; with `killAfter` the runtime is stopped in the middle of the step after so many. */
async function night(built: Built, name: string, killAfter: number | null): Promise<string> {
  const stateFolder = join(folder, name)
  let runtime = await start(ROOT, built, stateFolder)
  await fill(runtime)
  const steps: { cpuMs: number; vendors: number }[] = []
  const startedMs = performance.now()
  for (let done = 0; done < vendors;) {
    if (killAfter === steps.length) {
      const dying = runtime.scheduled(nowMs).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 300))
      await runtime.stop()
      await dying
      runtime = await start(ROOT, built, stateFolder, false)
      killAfter = null
    }
    const before = runtimeCpuMs() ?? 0
    await runtime.scheduled(nowMs)
    const cpuMs = (runtimeCpuMs() ?? 0) - before
    const { seen } = await first<{ seen: number }>(
      runtime,
      'SELECT count(*) AS seen FROM credit_refreshes WHERE as_of_day IS NOT NULL',
    )
    if (seen === done) throw new Error('the night does not go on')
    steps.push({ cpuMs, vendors: seen - done })
    done = seen
  }
  const seconds = (performance.now() - startedMs) / 1000
  const decided = await first<{ decisions: number; offers: number }>(
    runtime,
    `SELECT (SELECT count(*) FROM credit_decisions) AS decisions,
            (SELECT count(*) FROM credit_offers WHERE state = 'open') AS offers`,
  )
  const db = await runtime.database()
  const { results } = await db
    .prepare(
      `SELECT vendor_id, as_of_day, policy_id, input_hash, body FROM credit_decisions ORDER BY vendor_id, policy_id`,
    )
    .all()
  await runtime.stop()
  const cpu = steps.map(({ cpuMs }) => cpuMs)
  const total = cpu.reduce((sum, ms) => sum + ms, 0)
  say(
    `${name}: ${vendors} vendors × ${DAYS} days × ${sales} sales, ${decided.decisions} decisions, ${decided.offers} offers, ` +
      `${steps.length} steps in ${seconds.toFixed(0)} s; processor of the whole runtime: ` +
      `${(total / vendors).toFixed(2)} ms a vendor, longest step ${(Math.max(...cpu) / 1000).toFixed(2)} s`,
  )
  return createHash('sha256').update(JSON.stringify(results)).digest('hex')
}

async function first<Row>(runtime: Runtime, statement: string): Promise<Row> {
  const row = await (await runtime.database()).prepare(statement).first()
  return row as Row
}

/** Vendors with eight weeks of sales, straight into D1, and a lender with a policy. */
async function fill(runtime: Runtime): Promise<void> {
  const db = await runtime.database()
  const options = { baseUrl: await runtime.origin('product'), token: DEMO_OPERATOR_TOKEN }
  const lender = { id: LENDER, kind: 'lender', name: 'Bank', currency: 'INR' }
  await postJson('/demo/partners', { partners: [lender] }, options)
  const policy = { ...EXAMPLE_POLICY, valid_from_day: Math.floor(nowMs / DAY_MS) - 1 }
  const lenders = [{ id: LENDER, funding: AMOUNT_MAX_MINOR, policy }]
  await postJson('/demo/lending', { lenders }, options)
  const firstDayMs = Math.floor(nowMs / DAY_MS) * DAY_MS - DAYS * DAY_MS
  for (let i = 0; i < vendors; i += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, vendors - i) }, (_, k) => vendorId(i + k))
    await db
      .prepare(
        `INSERT INTO vendors (id, code, name, trade, place, emoji, currency, locale, time_zone, status, created_at)
         SELECT value, value, 'Stall', 'Tea', 'Gate', '☕', 'INR', 'en', 'Asia/Kolkata', 'open', 0 FROM json_each(?)`,
      )
      .bind(JSON.stringify(ids))
      .run()
    await db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?2 - 1)
         INSERT INTO entries (vendor_id, seq, key, kind, amount, tip, legs, held, resolves, declined, counterparty, corrects,
           detail, at, effective_at, balances, open, fingerprint, prev_hash)
         SELECT v.value, i + 1, NULL, 'payment', 2000 + (i * 7919 + v.key * 31) % 97 * 100, 0, '[[2,1,5000]]', 0, '[]', NULL,
           'wal_' || ((i * 13 + v.key) % 90), NULL, '{}', ?3 + i / ?4 * 86400000 + i % ?4 * 3600000,
           ?3 + i / ?4 * 86400000 + i % ?4 * 3600000, '[[1,0,5000,0,0],[2,5000,0,0,0]]', '[]', hex(randomblob(16)),
           hex(randomblob(32))
         FROM json_each(?1) AS v CROSS JOIN n`,
      )
      .bind(JSON.stringify(ids), DAYS * sales, firstDayMs + 4 * 60 * 60 * 1000, sales)
      .run()
  }
}

function vendorId(i: number): string {
  return `vnd_01KAVJ4S3QG8M7N2T5V9${String(i).padStart(6, '0')}`
}
