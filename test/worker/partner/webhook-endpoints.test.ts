import { it } from 'vitest'
import { EVENT_TYPES } from '../../../src/domain/partners/webhooks.ts'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import type { Answer, Client } from '../../support/contract.ts'
import { made } from '../../support/contract.ts'
import { ORIGIN } from '../../support/http.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import { ctxAt, deliveries, drawPosted, newListener, newUrl, useInternet } from './listeners.ts'
import { newPartner, operator } from './world.ts'

const internet = useInternet()

it('shows a secret once, to whoever made the endpoint', async ({ expect }) => {
  const { client } = await newPartner('acquirer')
  const body = { url: newUrl(), events: ['credit.draw_posted', 'credit.draw_posted'] }
  const key = crypto.randomUUID()
  const made = await client.post('/webhook-endpoints', body, key)
  const endpoint = made.string('id')
  expect(made.body).toMatchObject({
    object: 'webhook_endpoint',
    url: body.url,
    events: ['credit.draw_posted'],
    state: 'enabled',
    disabled_at: null,
  })
  const secret = made.string('secret')
  const again = await client.post('/webhook-endpoints', body, key)
  expect(again.body).toMatchObject({ status: 409, code: 'conflict' })
  await client.post(`/webhook-endpoints/${endpoint}/test`)
  const seen = [
    await client.get('/webhook-endpoints'),
    await client.get(`/webhook-endpoints/${endpoint}`),
    await client.get('/webhook-deliveries'),
    await client.post(`/webhook-endpoints/${endpoint}/test`),
    again,
  ]
  for (const { text } of seen) expect(text).not.toContain(secret.slice(6, 20))
  expect(seen[0]?.list('data')).toHaveLength(1)
  const { secret: _, ...shown } = made.body as Record<string, unknown>
  expect(seen[1]?.body).toEqual(shown)
})

it('tests an endpoint at once, and says what it said', async ({ expect }) => {
  const { client, url, endpoint, secret } = await newListener({ events: ['credit.line_closed'] })
  const path = `/webhook-endpoints/${endpoint}/test`
  const failed = await client.post(path)
  expect(failed.body).toMatchObject({
    type: 'webhook.test',
    state: 'failed',
    attempts: 1,
    last_answer: 'unreachable',
    next_attempt_at: null,
  })
  internet.current.listen(url, 202)
  const passed = await client.post(path)
  expect(passed.body).toMatchObject({ state: 'delivered', last_answer: '202' })
  const [, received] = internet.current.at(url)
  expect(received?.event).toMatchObject({ data: { webhook_endpoint: endpoint } })
  const { headers = new Headers(), body = '' } = received ?? {}
  expect(await verifyWebhook(headers, body, { secret, nowMs: Date.now() })).toBe(true)
  expect(await deliveries(client)).toHaveLength(2)
})

it('forgets an endpoint and what is on its way to it', async ({ expect }) => {
  const { id, client, url, endpoint } = await newListener()
  internet.current.listen(url, 200)
  const nowMs = Date.now()
  await drawPosted(id, nowMs)
  await deliverDue(ctxAt(nowMs))
  await drawPosted(id, nowMs + 1)
  const path = `/webhook-endpoints/${endpoint}`
  const gone = await client.delete(path)
  expect([gone.status, gone.text]).toEqual([204, ''])
  expect((await client.delete(path)).status).toBe(404)
  expect((await client.get(path)).status).toBe(404)
  await deliverDue(ctxAt(nowMs + 1))
  expect(internet.current.received).toHaveLength(1)
  const [kept, ...more] = await deliveries(client)
  expect([kept?.['state'], more]).toEqual(['delivered', []])
  const retried = await client.post(`/webhook-deliveries/${String(kept?.['id'])}/retry`)
  expect(retried.body).toMatchObject({
    status: 404,
    detail: 'The endpoint of this delivery was deleted.',
  })
})

it('shows and does nothing to a stranger', async ({ expect }) => {
  const owner = await newListener()
  const { client: stranger } = await newPartner('lender')
  internet.current.listen(owner.url, 200)
  await drawPosted(owner.id, Date.now())
  const [delivery] = await deliveries(owner.client)
  const path = `/webhook-endpoints/${owner.endpoint}`
  const answers = (client: Client): Promise<Answer[]> =>
    Promise.all([
      client.get(path),
      client.delete(path),
      client.post(`${path}/test`),
      client.post(`${path}/rotate-secret`),
      client.post(`/webhook-deliveries/${String(delivery?.['id'])}/retry`),
    ])
  for (const client of [stranger, operator]) {
    expect((await answers(client)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(await deliveries(client, `?endpoint=${owner.endpoint}`)).toEqual([])
  }
  expect(internet.current.received).toEqual([])
  expect((await owner.client.get(path)).status).toBe(200)
})

it('names the field when an endpoint cannot be', async ({ expect }) => {
  const { client } = await newPartner('lender')
  const url = newUrl()
  const rows: [object, string, string][] = [
    [{}, '/url', 'invalid_type'],
    [{ url: 7 }, '/url', 'invalid_type'],
    [{ url: '' }, '/url', 'too_small'],
    [{ url: `https://x.example/${'a'.repeat(1_000)}` }, '/url', 'too_big'],
    [{ url: 'nonsense' }, '/url', 'not_a_url'],
    [{ url: 'http://partner.example.com/' }, '/url', 'not_https'],
    [{ url: 'https://a:b@partner.example.com/' }, '/url', 'credentials'],
    [{ url: 'https://partner.example.com/#x' }, '/url', 'fragment'],
    [{ url: 'https://169.254.169.254/' }, '/url', 'ip_address'],
    [{ url: 'https://[fd00::1]/' }, '/url', 'ip_address'],
    [{ url: 'https://metadata.google.internal/' }, '/url', 'not_public'],
    [{ url: `${ORIGIN}/v1/me` }, '/url', 'own_host'],
    [{ url, events: [] }, '/events', 'too_small'],
    [{ url, events: ['payment.made'] }, '/events/0', 'invalid_value'],
    [{ url, events: ['webhook.test'] }, '/events/0', 'invalid_value'],
    [{ url, events: [...EVENT_TYPES, ...EVENT_TYPES] }, '/events', 'too_big'],
    [{ url, secret: 'whsec_mine' }, '/secret', 'unrecognized_keys'],
  ]
  for (const [body, pointer, code] of rows) {
    const refused = await client.post('/webhook-endpoints', body)
    expect(refused.body, JSON.stringify(body)).toMatchObject({ status: 422, code: 'invalid' })
    expect(refused.list('errors'), JSON.stringify(body)).toContainEqual(
      expect.objectContaining({ pointer, code }),
    )
  }
  expect((await client.get('/webhook-endpoints')).list('data')).toEqual([])
  // Where money is play money, integrators may try things on their own machine.
  const local = await client.post('/webhook-endpoints', { url: 'http://localhost:3000/hooks' })
  expect(local.status).toBe(201)
})

it('lets a partner have ten endpoints, and no more when it asks for many at once', async ({
  expect,
}) => {
  const { client } = await newPartner('lender')
  const asked = Array.from({ length: 13 }, () =>
    client.post('/webhook-endpoints', { url: newUrl() }),
  )
  const statuses = (await Promise.all(asked)).map(({ status }) => status).toSorted((a, b) => a - b)
  expect(statuses).toEqual([...Array<number>(10).fill(201), 422, 422, 422])
  const refused = await client.post('/webhook-endpoints', { url: newUrl() })
  expect(refused.get('errors')).toMatchObject([{ pointer: '/url', code: 'too_many_endpoints' }])
  const [first] = (await client.get('/webhook-endpoints')).list('data')
  await client.delete(`/webhook-endpoints/${String(first?.['id'])}`)
  expect((await client.post('/webhook-endpoints', { url: newUrl() })).status).toBe(201)
})

it('walks its lists page by page, by endpoint and by state', async ({ expect }) => {
  const { id, client, url, endpoint } = await newListener()
  const second = (await made(client.post('/webhook-endpoints', { url: newUrl() }))).string('id')
  internet.current.listen(url, 200)
  const nowMs = Date.now()
  for (let i = 0; i < 5; i += 1) await drawPosted(id, nowMs + i)
  await deliverDue(ctxAt(nowMs + 10))
  const walk = async (query: string) => {
    const rows: Record<string, unknown>[] = []
    for (let path: string | null = `/webhook-deliveries?${query}limit=2`; path !== null;) {
      const page: Answer = await client.get(path)
      rows.push(...page.list('data'))
      const link: string | null = page.headers.get('Link')
      path = link?.slice(`<${ORIGIN}/v1`.length, link.indexOf('>')) ?? null
    }
    return rows
  }
  const all = await walk('')
  const ids = all.map((row) => String(row['id']))
  expect(ids).toHaveLength(10)
  expect(ids).toEqual(ids.toSorted().toReversed())
  expect(await walk(`endpoint=${endpoint}&`)).toEqual(
    all.filter((row) => row['endpoint'] === endpoint),
  )
  const waiting = await walk('state=pending&')
  expect(waiting).toHaveLength(5)
  for (const row of waiting) expect(row).toMatchObject({ endpoint: second, attempts: 1 })
  expect(await walk(`endpoint=${second}&state=delivered&`)).toEqual([])
  const first = await client.get('/webhook-deliveries?limit=2&state=pending')
  const cursor = first.string('next_cursor')
  for (const query of [`?cursor=${cursor}`, `?cursor=${cursor}&state=delivered`]) {
    expect((await client.get(`/webhook-deliveries${query}`)).body, query).toMatchObject({
      errors: [{ pointer: '?cursor', code: 'unknown_cursor' }],
    })
  }
  for (const [query, pointer] of [
    ['?state=lost', '?state'],
    ['?endpoint=nothing', '?endpoint'],
    ['?type=credit.draw_posted', '?type'],
  ] as const) {
    const refused = await client.get(`/webhook-deliveries${query}`)
    expect(refused.body, query).toMatchObject({ status: 422, errors: [{ pointer }] })
  }
  const endpoints = await client.get('/webhook-endpoints?limit=1')
  expect(endpoints.list('data')).toMatchObject([{ id: endpoint }])
  const next = await client.get(
    `/webhook-endpoints?limit=1&cursor=${endpoints.string('next_cursor')}`,
  )
  expect(next.list('data')).toMatchObject([{ id: second }])
})
