import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it, vi } from 'vitest'
import worker from '../../../src/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/log.ts'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import { emitEvents } from '../../../src/services/webhooks.ts'
import { made } from '../../support/contract.ts'
import type { Internet } from '../../support/webhook-receiver.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import {
  ctxAt,
  DAY,
  deliveries,
  drawPosted,
  MINUTE,
  newListener,
  newUrl,
  useInternet,
} from './listeners.ts'

const internet = useInternet()

it('registers an endpoint, tells it what happened, and proves who tells it', async ({ expect }) => {
  const { id, client, url, endpoint, secret } = await newListener()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  internet.current.listen(url, 204)
  const nowMs = Date.now()
  expect(await drawPosted(id, nowMs)).toBe(true)
  expect(internet.current.received).toEqual([])
  expect(await deliveries(client)).toMatchObject([
    { state: 'pending', attempts: 0, last_answer: null, delivered_at: null },
  ])
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(nowMs) }), env)
  const [received, ...more] = internet.current.at(url)
  expect(more).toEqual([])
  expect(received?.event).toEqual({
    type: 'credit.draw_posted',
    timestamp: new Date(nowMs).toISOString(),
    data: { draw: 'drw_1' },
  })
  expect(received?.headers.get('Content-Type')).toBe('application/json')
  expect(received?.init).toMatchObject({ method: 'POST', redirect: 'manual' })
  const { headers = new Headers(), body = '' } = received ?? {}
  expect(await verifyWebhook(headers, body, { secret, nowMs: Date.now() })).toBe(true)
  expect(await verifyWebhook(headers, `${body} `, { secret, nowMs: Date.now() })).toBe(false)
  const [delivery] = await deliveries(client)
  expect(delivery).toEqual({
    object: 'webhook_delivery',
    id: `${headers.get('webhook-id')}.${endpoint}`,
    event: headers.get('webhook-id'),
    endpoint,
    type: 'credit.draw_posted',
    state: 'delivered',
    attempts: 1,
    last_answer: '204',
    next_attempt_at: null,
    created_at: new Date(nowMs).toISOString(),
    delivered_at: new Date(nowMs).toISOString(),
  })
  await deliverDue(ctxAt(nowMs + DAY))
  expect(internet.current.received).toHaveLength(1)
})

it('tells an endpoint only what it wants, every endpoint of the partner, and nobody else’s', async ({
  expect,
}) => {
  const all = await newListener()
  const one = newUrl()
  const other = newUrl()
  const stranger = await newListener()
  await made(all.client.post('/webhook-endpoints', { url: one, events: ['credit.line_opened'] }))
  await made(all.client.post('/webhook-endpoints', { url: other, events: ['credit.draw_posted'] }))
  for (const url of [all.url, one, other, stranger.url]) internet.current.listen(url, 200)
  const nowMs = Date.now()
  await drawPosted(all.id, nowMs)
  const id = newId('event', nowMs)
  const opened = { id, type: 'credit.line_opened' as const, data: { credit_line: 'lin_1' } }
  await emitEvents(ctxAt(nowMs), all.id, [opened])
  await deliverDue(ctxAt(nowMs))
  const types = (url: string) =>
    internet.current
      .at(url)
      .map(({ event }) => event.type)
      .toSorted()
  expect(types(all.url)).toEqual(['credit.draw_posted', 'credit.line_opened'])
  expect(types(one)).toEqual(['credit.line_opened'])
  expect(types(other)).toEqual(['credit.draw_posted'])
  expect(types(stranger.url)).toEqual([])
  // One event has one id, wherever it goes.
  const [here, there] = [internet.current.at(all.url), internet.current.at(other)]
  const ids = here.map(({ headers }) => headers.get('webhook-id'))
  expect(ids).toContain(there[0]?.headers.get('webhook-id'))
  expect(await deliveries(stranger.client)).toEqual([])
})

it('tells the same event once, however often it is emitted and however many runs there are', async ({
  expect,
}) => {
  const { id, client, url } = await newListener()
  internet.current.listen(url, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return new Response('ok')
  })
  const nowMs = Date.now()
  const eventId = newId('event', nowMs)
  const emitted = [1, 2, 3].map((late) => drawPosted(id, nowMs + late, eventId))
  expect(await Promise.all(emitted)).toEqual([true, true, true])
  expect(await deliveries(client)).toHaveLength(1)
  const runs = await Promise.all([1, 2, 3, 4].map(() => deliverDue(ctxAt(nowMs + 5))))
  expect(runs.map(({ delivered }) => delivered).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1])
  expect(internet.current.at(url)).toHaveLength(1)
  await drawPosted(id, nowMs + MINUTE, eventId)
  await deliverDue(ctxAt(nowMs + DAY))
  expect(internet.current.at(url)).toHaveLength(1)
})

it('takes a redirect, silence and a closed door for what they are', async ({ expect }) => {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  const asked = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 200))
  const rows: [string, Parameters<Internet['listen']>[1] | null][] = [
    ['302', () => Response.redirect('https://elsewhere.example.com/', 302)],
    ['404', 404],
    ['unreachable', null],
    [
      'timeout',
      ({ init }) =>
        new Promise((_, reject) => {
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
        }),
    ],
  ]
  for (const [said, answer] of rows) {
    const { id, client, url } = await newListener()
    if (answer !== null) internet.current.listen(url, answer)
    const nowMs = Date.now()
    await drawPosted(id, nowMs)
    expect(await deliverDue(ctxAt(nowMs)), said).toMatchObject({ pending: 1, broken: 0 })
    const [delivery] = await deliveries(client)
    expect(delivery).toMatchObject({ state: 'pending', attempts: 1, last_answer: said })
  }
  expect(internet.current.at('https://elsewhere.example.com/')).toEqual([])
  expect(asked.mock.calls).toEqual(rows.map(() => [10_000]))
})

it('reads nothing of an answer that never ends', async ({ expect }) => {
  const { id, client, url } = await newListener()
  let pulled = 0
  let cancelled = false
  internet.current.listen(url, () => {
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled += 1
          controller.enqueue(new Uint8Array(1024))
        },
        cancel: () => {
          cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(stream)
  })
  await drawPosted(id, Date.now())
  await deliverDue(ctxAt(Date.now()))
  expect(await deliveries(client)).toMatchObject([{ state: 'delivered', last_answer: '200' }])
  expect([pulled, cancelled]).toEqual([0, true])
})

it('signs with the old secret as well for a day after a change', async ({ expect }) => {
  const { id, client, url, endpoint, secret } = await newListener()
  internet.current.listen(url, 200)
  const rotated = await client.post(`/webhook-endpoints/${endpoint}/rotate-secret`)
  const next = rotated.string('secret')
  expect(next).not.toBe(secret)
  const untilMs = Date.parse(rotated.string('previous_signs_until'))
  const signers = async (nowMs: number) => {
    await drawPosted(id, nowMs)
    await deliverDue(ctxAt(nowMs))
    const { headers = new Headers(), body = '' } = internet.current.at(url).at(-1) ?? {}
    const keys = [secret, next].map((key) =>
      verifyWebhook(headers, body, { secret: key, nowMs: Date.now() }),
    )
    return Promise.all(keys)
  }
  expect(await signers(untilMs - 1)).toEqual([true, true])
  expect(await signers(untilMs)).toEqual([false, true])
})

it('lets no endpoint’s backlog hold up the others', async ({ expect }) => {
  const [busy, calm] = [await newListener(), await newListener()]
  internet.current.listen(busy.url, 200)
  internet.current.listen(calm.url, 200)
  const nowMs = Date.now()
  for (let i = 0; i < 12; i += 1) await drawPosted(busy.id, nowMs)
  await drawPosted(calm.id, nowMs + 1)
  expect(await deliverDue(ctxAt(nowMs + 1), 4)).toMatchObject({ delivered: 4 })
  expect(internet.current.at(calm.url)).toHaveLength(1)
  expect(internet.current.at(busy.url)).toHaveLength(3)
})

it('sends again what a run that died had taken', async ({ expect }) => {
  const { id, url, client } = await newListener()
  internet.current.listen(url, 200)
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  // What the claim of a run leaves behind when nothing comes after it.
  await env.DB.prepare('UPDATE webhook_deliveries SET attempts = 1, next_at = ?')
    .bind(nowMs + 16 * MINUTE)
    .run()
  expect(await deliverDue(ctxAt(nowMs + 10 * MINUTE))).toMatchObject({ delivered: 0 })
  expect(await deliverDue(ctxAt(nowMs + 20 * MINUTE))).toMatchObject({ delivered: 1 })
  expect(await deliveries(client)).toMatchObject([{ state: 'delivered', attempts: 2 }])
})

it('keeps finished deliveries for thirty days', async ({ expect }) => {
  const { id, url, client } = await newListener()
  internet.current.listen(url, 200)
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  await deliverDue(ctxAt(nowMs))
  expect(await deliverDue(ctxAt(nowMs + 30 * DAY - 1))).toMatchObject({ forgotten: 0 })
  expect(await deliveries(client)).toHaveLength(1)
  expect(await deliverDue(ctxAt(nowMs + 30 * DAY))).toMatchObject({ forgotten: 1 })
  expect(await deliveries(client)).toEqual([])
})

it('never throws at whoever emits or delivers', async ({ expect }) => {
  const { id } = await newListener()
  const errors: string[] = []
  const log = { ...createLog({}), error: (event: string) => errors.push(event) }
  const DB = {
    prepare() {
      throw new Error('D1 is away')
    },
  } as unknown as D1Database
  const broken = { ...ctxAt(Date.now()), log, env: { ...env, DB } }
  const event = { id: newId('event', Date.now()), type: 'credit.draw_posted' as const, data: {} }
  expect(await emitEvents(broken, id, [event])).toBe(false)
  expect(await deliverDue(broken)).toMatchObject({ delivered: 0 })
  const large = { text: 'x'.repeat(30_000) }
  const sound = { ...broken, env }
  expect(await emitEvents(sound, id, [{ ...event, data: large }])).toBe(false)
  expect(await emitEvents(sound, id, [{ ...event, id: 'nonsense' }])).toBe(false)
  expect(errors).toEqual([
    'events_not_stored',
    'deliveries_stopped',
    'events_not_stored',
    'events_not_stored',
  ])
})
