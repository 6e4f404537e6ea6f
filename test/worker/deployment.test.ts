import {
  createExecutionContext,
  createScheduledController,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { app } from '../../src/app.ts'
import { insertBook } from '../../src/db/books.ts'
import { configProblems, DEMO_OPERATOR_TOKEN } from '../../src/env.ts'
import worker from '../../src/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { createLog } from '../../src/platform/log.ts'
import { auditStep } from '../../src/services/care.ts'
import {
  openFloat,
  openVendor,
  openWallet,
  payment,
  TOKEN,
  vendorBook,
  walletBook,
} from '../support/books.ts'
import { ORIGIN, signUp } from '../support/http.ts'

const LIVE = {
  MODE: 'live',
  PUBLIC_ORIGIN: 'https://pay.example.org',
  OPERATOR_TOKEN: 'x'.repeat(32),
}

function withEnv(change: Partial<Env>): Env {
  return { ...env, ...change }
}

it('refuses to serve real money with demonstration secrets, without secrets, or with half a configuration', async ({
  expect,
}) => {
  const rows: [Partial<Env>, RegExp][] = [
    [{ ...LIVE, OPERATOR_TOKEN: DEMO_OPERATOR_TOKEN }, /demonstration secret/],
    [{ MODE: 'live', PUBLIC_ORIGIN: LIVE.PUBLIC_ORIGIN }, /Set the secret OPERATOR_TOKEN/],
    [{ ...LIVE, OPERATOR_TOKEN: 'short' }, /at least 32/],
    [{ ...LIVE, PUBLIC_ORIGIN: '' }, /PUBLIC_ORIGIN/],
    [{ ...LIVE, PUBLIC_ORIGIN: 'http://pay.example.org' }, /PUBLIC_ORIGIN/],
    [{ MODE: 'test' }, /MODE/],
  ]
  for (const [change, problem] of rows) {
    const answer = await app.fetch(
      new Request(`${ORIGIN}/v1/openapi.json`),
      withEnv(change),
      createExecutionContext(),
    )
    expect(answer.status).toBe(503)
    expect((await answer.json<{ detail: string }>()).detail).toMatch(problem)
  }
  expect(configProblems(withEnv(LIVE))).toEqual([])
})

it('has no demonstration money, lists or endpoints in live mode', async ({ expect }) => {
  const live = withEnv(LIVE)
  const ask = (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(LIVE.PUBLIC_ORIGIN + path, init), live, createExecutionContext())
  const form = {
    method: 'POST',
    body: new URLSearchParams({ currency: 'INR' }),
    headers: { Origin: LIVE.PUBLIC_ORIGIN },
  }
  expect((await ask('/wallet/demo', form)).status).toBe(404)
  expect((await ask('/wallet/open', form)).status).toBe(303)
  expect((await ask('/stickers')).status).toBe(404)
  const demo = { headers: { Authorization: `Bearer ${DEMO_OPERATOR_TOKEN}` } }
  expect((await ask('/demo/state', demo)).status).toBe(404)
  const stall = await signUp()
  expect(await (await ask(`/p/${stall.code}`)).text()).not.toContain('play money')
})

it('sweeps every book of the register in steps, and starts over at the end', async ({ expect }) => {
  const floatId = await openFloat(1_000)
  const walletId = await openWallet(floatId, 100)
  await insertBook(env.DB, { id: walletId, kind: 'wallet', currency: 'INR', createdAtMs: 1 })
  await worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env)
  const jobs = await env.DB.prepare('SELECT name, cursor FROM jobs ORDER BY name').all()
  expect(jobs.results).toEqual([
    { name: 'audit-books', cursor: '' },
    { name: 'sweep-books', cursor: '' },
  ])
})

it('goes on where the last step stopped, and wakes somebody when a book is unsound', async ({
  expect,
}) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(1_000), 500)
  for (let i = 0; i < 2; i += 1) {
    await walletBook(walletId).pay({ token: TOKEN }, payment(vendorId, 10), Date.now())
  }
  await insertBook(env.DB, { id: vendorId, kind: 'vendor', currency: 'INR', createdAtMs: 1 })
  for (let i = 0; i < 12; i += 1) {
    const id = newId('wallet', Date.now())
    await insertBook(env.DB, { id, kind: 'wallet', currency: 'INR', createdAtMs: 1 })
  }
  await runInDurableObject(vendorBook(vendorId), (_, { storage: { sql } }) => {
    sql.exec('DROP TRIGGER journal_no_update')
    sql.exec('UPDATE journal SET amount = 11')
  })
  const errors: string[] = []
  const log = createLog({})
  const nowMs = Date.now()
  const ctx = {
    env,
    nowMs,
    requestId: newId('httpRequest', nowMs),
    origin: ORIGIN,
    log: {
      ...log,
      error: (event: string, problem: unknown) => errors.push(`${event} ${String(problem)}`),
    },
  }
  let visited = 0
  for (let step = 0; step < 3; step += 1) visited += (await auditStep(ctx)).visited
  expect(visited).toBeGreaterThan(13)
  expect([...new Set(errors)]).toEqual([
    'book_unsound entry 2: the hash of the row before does not match',
    'book_unsound the newest row was changed',
  ])
})
