import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { app } from '../../src/app.ts'
import { insertBook } from '../../src/db/books.ts'
import { configProblems, DEMO_OPERATOR_TOKEN } from '../../src/env.ts'
import worker from '../../src/index.ts'
import { openFloat, openWallet } from '../support/books.ts'
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
  const job = await env.DB.prepare("SELECT cursor FROM jobs WHERE name = 'sweep-books'").first()
  expect(job).toEqual({ cursor: '' })
})
