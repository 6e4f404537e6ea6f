import { it, vi } from 'vitest'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import {
  ctxAt,
  DAY,
  deliveries,
  drawPosted,
  MINUTE,
  newListener,
  runUntilDone,
  useInternet,
} from './listeners.ts'

const internet = useInternet()

it('tries again on the published schedule, with the same id, and then stops', async ({
  expect,
}) => {
  const { id, client, url, secret } = await newListener()
  internet.current.listen(url, 500)
  const startMs = Math.ceil(Date.now() / (10 * MINUTE)) * 10 * MINUTE
  await drawPosted(id, startMs)
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const at = await runUntilDone(client)
  const minutes = at.slice(1).map((ms, i) => (ms - (at[i] ?? 0)) / MINUTE)
  expect(minutes).toEqual([10, 10, 30, 120, 300, 600, 840, 1200, 1440])
  expect(internet.current.at(url)).toHaveLength(10)
  const ids = new Set(internet.current.at(url).map(({ headers }) => headers.get('webhook-id')))
  expect(ids.size).toBe(1)
  for (const { headers, body } of internet.current.at(url)) {
    expect(await verifyWebhook(headers, body, { secret, nowMs: Date.now() })).toBe(true)
  }
  const [failed] = await deliveries(client)
  expect(failed).toMatchObject({ state: 'failed', attempts: 10, last_answer: '500' })
  expect((await client.get('/webhook-endpoints')).list('data')).toMatchObject([
    { state: 'enabled' },
  ])
})

it('waits as long as the endpoint asks', async ({ expect }) => {
  const { id, client, url } = await newListener()
  internet.current.listen(
    url,
    () => new Response(null, { status: 429, headers: { 'Retry-After': '7200' } }),
  )
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  await deliverDue(ctxAt(nowMs))
  const [delivery] = await deliveries(client)
  const waitMs = Date.parse(String(delivery?.['next_attempt_at'])) - nowMs
  expect(waitMs).toBeGreaterThanOrEqual(120 * MINUTE)
  expect(waitMs).toBeLessThanOrEqual(130 * MINUTE)
})

it('stops at 410 until the endpoint answers a test', async ({ expect }) => {
  const { id, client, url, endpoint } = await newListener()
  internet.current.listen(url, 410)
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  await deliverDue(ctxAt(nowMs))
  expect(await deliveries(client)).toMatchObject([{ state: 'failed', last_answer: '410' }])
  const path = `/webhook-endpoints/${endpoint}`
  expect((await client.get(path)).body).toMatchObject({
    state: 'disabled',
    disabled_at: new Date(nowMs).toISOString(),
  })
  // Nothing more is put on its way, and nothing that was is sent.
  await drawPosted(id, nowMs + 1)
  expect(await deliveries(client)).toHaveLength(1)
  const still = await client.post(`${path}/test`)
  expect(still.body).toMatchObject({ state: 'failed', last_answer: '410' })
  internet.current.listen(url, 200)
  expect((await client.post(`${path}/test`)).body).toMatchObject({ state: 'delivered' })
  expect((await client.get(path)).body).toMatchObject({ state: 'enabled', disabled_at: null })
  await drawPosted(id, nowMs + 2)
  await deliverDue(ctxAt(nowMs + 2))
  expect(internet.current.at(url).at(-1)?.event.type).toBe('credit.draw_posted')
})

it('sends nothing that was on its way when the endpoint went', async ({ expect }) => {
  const { id, client, url, endpoint } = await newListener()
  internet.current.listen(url, 410)
  const nowMs = Date.now()
  for (let i = 0; i < 20; i += 1) await drawPosted(id, nowMs)
  expect(await deliverDue(ctxAt(nowMs))).toMatchObject({ failed: 20 })
  // Six at most were under way when the first of them came back.
  expect(internet.current.at(url).length).toBeLessThanOrEqual(6)
  const answers = (await deliveries(client)).map(({ last_answer: said }) => String(said))
  expect(new Set(answers)).toEqual(new Set(['410', 'endpoint_disabled']))
  expect((await client.get(`/webhook-endpoints/${endpoint}`)).get('state')).toBe('disabled')
})

it('gives an endpoint up that nothing reached for five days, and only then', async ({ expect }) => {
  const { id, client, url, endpoint } = await newListener()
  const path = `/webhook-endpoints/${endpoint}`
  const startMs = Date.now()
  internet.current.listen(url, 503)
  await drawPosted(id, startMs)
  await runUntilDone(client)
  expect((await client.get(path)).get('state')).toBe('enabled')
  await drawPosted(id, startMs + DAY)
  await runUntilDone(client)
  expect((await client.get(path)).get('state')).toBe('enabled')
  // A good answer in between, and the days are counted anew.
  internet.current.listen(url, 200)
  await drawPosted(id, startMs + 5 * DAY)
  await deliverDue(ctxAt(startMs + 5 * DAY))
  internet.current.listen(url, 503)
  await drawPosted(id, startMs + 6 * DAY)
  await runUntilDone(client)
  expect((await client.get(path)).get('state')).toBe('enabled')
  await drawPosted(id, startMs + 8 * DAY)
  await runUntilDone(client)
  expect((await client.get(path)).get('state')).toBe('disabled')
})

it('begins a delivery again when somebody asks', async ({ expect }) => {
  const { id, client, url } = await newListener()
  internet.current.listen(url, 400)
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  await runUntilDone(client)
  const [failed] = await deliveries(client, '?state=failed')
  const path = `/webhook-deliveries/${String(failed?.['id'])}/retry`
  const again = await client.post(path)
  expect(again.body).toMatchObject({ state: 'pending', attempts: 1, last_answer: '400' })
  expect(again.get('next_attempt_at')).not.toBeNull()
  internet.current.listen(url, 200)
  expect((await client.post(path)).body).toMatchObject({ state: 'delivered', attempts: 1 })
  // A receiver that lost an event may ask for it once more.
  expect((await client.post(path)).body).toMatchObject({ state: 'delivered' })
  const ids = internet.current.at(url).map(({ headers }) => headers.get('webhook-id'))
  expect([ids.length, new Set(ids).size]).toEqual([13, 1])
})
