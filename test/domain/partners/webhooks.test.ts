import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { it } from 'vitest'
import {
  afterAttempt,
  ATTEMPTS_MAX,
  eventBody,
  isGivenUp,
  nextAttemptMs,
  readRetryAfter,
  readWebhookUrl,
  rotateSecrets,
  signingSecrets,
  TEST_EVENT,
} from '../../../src/domain/partners/webhooks.ts'
import type { UrlProblem } from '../../../src/domain/partners/webhooks.ts'
import { newWebhookSecret, signatureHeaders } from '../../../src/platform/webhook-signature.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LIVE = { allowsLocal: false, ownOrigin: 'https://pay.example.org' }
const DEMO = { allowsLocal: true, ownOrigin: 'http://localhost:8787' }

it('takes public https addresses, and keeps them as they are sent to', ({ expect }) => {
  const rows: [string, string][] = [
    ['https://partner.example.com/hooks', 'https://partner.example.com/hooks'],
    ['https://partner.example.com', 'https://partner.example.com/'],
    ['https://partner.example.com:8443/a?b=c%20d', 'https://partner.example.com:8443/a?b=c%20d'],
    ['HTTPS://Partner.Example.COM:443/A', 'https://partner.example.com/A'],
    ['https://xn--r8jz45g.example/', 'https://xn--r8jz45g.example/'],
    ['https://localhost.example.com/', 'https://localhost.example.com/'],
    ['https://internal-api.example.com/', 'https://internal-api.example.com/'],
    ['https://10.example.com/', 'https://10.example.com/'],
    ['https://api.pay.example.org/', 'https://api.pay.example.org/'],
    ['https://hooks.example./x', 'https://hooks.example./x'],
  ]
  const kept = rows.map(([text]) => readWebhookUrl(text, LIVE))
  // A bare top-level name is no host that can be found, with a dot behind it or without.
  expect(kept.at(-1)).toEqual({ ok: true, url: 'https://hooks.example./x' })
  expect(kept).toEqual(rows.map(([, url]) => ({ ok: true, url })))
})

const REFUSED: [string, UrlProblem][] = [
  ['', 'not_a_url'],
  ['partner.example.com/hooks', 'not_a_url'],
  ['//partner.example.com/hooks', 'not_a_url'],
  ['https://', 'not_a_url'],
  ['https:// partner.example.com', 'not_a_url'],
  [' https://partner.example.com', 'not_a_url'],
  ['https://part\tner.example.com', 'not_a_url'],
  ['https://partner.example.com\\@evil.example', 'not_a_url'],
  ['https://\u{ff11}\u{ff12}\u{ff17}.0.0.1/', 'not_a_url'],
  ['https://пример.example/', 'not_a_url'],
  ['https://partner.example.com:99999/', 'not_a_url'],
  [`https://partner.example.com/${'x'.repeat(1_000)}`, 'not_a_url'],
  ['http://partner.example.com/', 'not_https'],
  ['ftp://partner.example.com/', 'not_https'],
  ['wss://partner.example.com/', 'not_https'],
  ['data:text/plain,x', 'not_a_url'],
  ['javascript:alert(1)', 'not_a_url'],
  ['file:///etc/passwd', 'not_a_url'],
  ['https://user@partner.example.com/', 'credentials'],
  ['https://user:pass@partner.example.com/', 'credentials'],
  ['https://:pass@partner.example.com/', 'credentials'],
  ['https://partner.example.com/#top', 'fragment'],
  ['https://partner.example.com/#', 'fragment'],
  ['https://127.0.0.1/', 'ip_address'],
  ['https://127.1/', 'ip_address'],
  ['https://0x7f.0.0.1/', 'ip_address'],
  ['https://0177.0.0.1/', 'ip_address'],
  ['https://2130706433/', 'ip_address'],
  ['https://%31%32%37.0.0.1/', 'ip_address'],
  ['https://127.0.0.1./', 'ip_address'],
  ['https://0.0.0.0/', 'ip_address'],
  ['https://10.0.0.1/', 'ip_address'],
  ['https://172.16.0.1/', 'ip_address'],
  ['https://192.168.1.1/', 'ip_address'],
  ['https://169.254.169.254/latest/meta-data/', 'ip_address'],
  ['https://100.64.0.1/', 'ip_address'],
  ['https://93.184.216.34/', 'ip_address'],
  ['https://[::1]/', 'ip_address'],
  ['https://[::]/', 'ip_address'],
  ['https://[fe80::1]/', 'ip_address'],
  ['https://[fd00::1]/', 'ip_address'],
  ['https://[::ffff:10.0.0.1]/', 'ip_address'],
  ['https://[64:ff9b::a00:1]/', 'ip_address'],
  ['https://[2606:2800:220:1::1]/', 'ip_address'],
  ['https://localhost/', 'not_public'],
  ['https://localhost./', 'not_public'],
  ['https://LOCALHOST/', 'not_public'],
  ['https://api.localhost/', 'not_public'],
  ['https://printer.local/', 'not_public'],
  ['https://metadata.google.internal/', 'not_public'],
  ['https://metadata.google.internal./', 'not_public'],
  ['https://router.lan/', 'not_public'],
  ['https://nas.home.arpa/', 'not_public'],
  ['https://intranet/', 'not_public'],
  ['https://com./', 'not_public'],
  ['https://pay.example.org/v1', 'own_host'],
  ['https://pay.example.org:8443/', 'own_host'],
  ['https://pay.example.org./', 'own_host'],
]

it('refuses every other address, and says why', ({ expect }) => {
  const found = REFUSED.map(([text]) => [text, readWebhookUrl(text, LIVE)])
  expect(found).toEqual(REFUSED.map(([text, reason]) => [text, { ok: false, reason }]))
})

it('takes this machine where money is play money, and only by its two names', ({ expect }) => {
  for (const url of [
    'http://localhost:3000/hooks',
    'http://127.0.0.1:9/',
    'https://localhost/x',
    'http://localhost/',
  ]) {
    expect(readWebhookUrl(url, DEMO), url).toEqual({ ok: true, url })
    expect(readWebhookUrl(url, LIVE).ok, url).toBe(false)
  }
  const refused: [string, UrlProblem][] = [
    ['http://localhost:8787/v1', 'own_host'],
    ['http://127.0.0.2/', 'not_https'],
    ['http://[::1]/', 'not_https'],
    ['http://192.168.1.1/', 'not_https'],
    ['https://192.168.1.1/', 'ip_address'],
    ['http://localhost.example.com/', 'not_https'],
    ['http://user@localhost/', 'credentials'],
  ]
  for (const [text, reason] of refused) {
    expect(readWebhookUrl(text, DEMO), text).toEqual({ ok: false, reason })
  }
})

it('reads whatever is sent for an address without falling over', ({ expect }) => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), (text) => {
      const reading = readWebhookUrl(text, LIVE)
      if (!reading.ok) return
      expect(new URL(reading.url)).toMatchObject({ protocol: 'https:', username: '', hash: '' })
      // What was stored is good when it is read again, and does not change any more.
      expect(readWebhookUrl(reading.url, LIVE)).toEqual(reading)
    }),
  )
})

it('tries ten times in about three days, always at a minute at which the cron runs', ({
  expect,
}) => {
  const start = 1_795_500_000_000 - (1_795_500_000_000 % (10 * MINUTE))
  const waits: number[] = []
  let nowMs = start
  for (let attempts = 1; attempts < ATTEMPTS_MAX; attempts += 1) {
    const next = nextAttemptMs({ attempts, nowMs, jitter: 0 })
    if (next === null) throw new Error('given up too early')
    waits.push((next - nowMs) / MINUTE)
    nowMs = next
  }
  expect(waits).toEqual([10, 10, 30, 120, 300, 600, 840, 1200, 1440])
  expect(nextAttemptMs({ attempts: ATTEMPTS_MAX, nowMs, jitter: 0 })).toBeNull()
  expect(nextAttemptMs({ attempts: ATTEMPTS_MAX + 1, nowMs, jitter: 0 })).toBeNull()
  expect((nowMs - start) / DAY).toBeLessThan(3.5)
})

it('never comes earlier than the pause, nor later than a tenth more and ten minutes', ({
  expect,
}) => {
  const pauses = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR]
  const now = fc.integer({ min: 0, max: 4e12 })
  const place = fc.integer({ min: 0, max: pauses.length - 1 })
  fc.assert(
    fc.property(now, place, fc.double({ min: 0, max: 1, noNaN: true }), (nowMs, i, jitter) => {
      const pause = pauses[i] ?? 0
      const next = nextAttemptMs({ attempts: i + 1, nowMs, jitter }) ?? 0
      expect(next % (10 * MINUTE)).toBe(0)
      expect(next - nowMs).toBeGreaterThanOrEqual(pause)
      expect(next - nowMs).toBeLessThanOrEqual(pause * 1.1 + 10 * MINUTE)
    }),
  )
})

it('waits as long as an endpoint asks, up to a day', ({ expect }) => {
  const at = (retryAfterS: number | null) =>
    nextAttemptMs({ attempts: 1, nowMs: 0, jitter: 0, retryAfterS })
  expect(at(null)).toBe(10 * MINUTE)
  expect(at(1)).toBe(10 * MINUTE)
  expect(at(3_601)).toBe(70 * MINUTE)
  expect(at(999_999_999)).toBe(DAY)
  const headers = ['120', '0', '', '-1', '1.5', '1e3', 'Wed, 21 Oct 2026 07:28:00 GMT', null]
  expect(headers.map(readRetryAfter)).toEqual([120, 0, null, null, null, null, null, null])
})

it('decides by the status alone', ({ expect }) => {
  const decide = (status: number | null, attempts = 1) =>
    afterAttempt(
      { status, retryAfterS: null },
      { type: 'credit.draw_posted', attempts, nowMs: 0, jitter: 0 },
    )
  for (const status of [200, 201, 202, 204, 299]) {
    expect(decide(status, ATTEMPTS_MAX), String(status)).toEqual({ state: 'delivered' })
  }
  for (const status of [null, 100, 301, 302, 304, 400, 401, 404, 409, 429, 500, 503]) {
    expect(decide(status), String(status)).toEqual({ state: 'pending', nextMs: 10 * MINUTE })
    expect(decide(status, ATTEMPTS_MAX)).toEqual({ state: 'failed', isGone: false })
  }
  expect(decide(410)).toEqual({ state: 'failed', isGone: true })
  const test = { type: TEST_EVENT, attempts: 1, nowMs: 0, jitter: 0 } as const
  const answer = { status: 500, retryAfterS: null }
  expect(afterAttempt(answer, test)).toEqual({ state: 'failed', isGone: false })
})

it('gives up an endpoint after five days, not before', ({ expect }) => {
  expect(isGivenUp(0, 5 * DAY - 1)).toBe(false)
  expect(isGivenUp(0, 5 * DAY)).toBe(true)
})

it('says what happened, when, and no more than the specification allows', ({ expect }) => {
  const atMs = Date.parse('2026-11-24T03:20:00.000Z')
  const body = eventBody('credit.draw_posted', { draw: 'drw_1' }, atMs)
  expect(body).toBe(
    '{"type":"credit.draw_posted","timestamp":"2026-11-24T03:20:00.000Z","data":{"draw":"drw_1"}}',
  )
  const large = { text: 'x'.repeat(20_000) }
  expect(() => eventBody('credit.draw_posted', large, atMs)).toThrow(/too large/)
})

it('lets an old secret sign for a day, and not longer', ({ expect }) => {
  const first = [{ secret: 'a', untilMs: null }]
  const second = rotateSecrets(first, 'b', 0)
  expect(second.overlapEndsMs).toBe(DAY)
  const names = (secrets: typeof second.secrets, nowMs: number) =>
    signingSecrets(secrets, nowMs).map(({ secret }) => secret)
  expect(names(second.secrets, DAY - 1)).toEqual(['b', 'a'])
  expect(names(second.secrets, DAY)).toEqual(['b'])
  // Another change does not make the first secret live longer.
  const third = rotateSecrets(second.secrets, 'c', HOUR)
  expect(names(third.secrets, DAY - 1)).toEqual(['c', 'b', 'a'])
  expect(names(third.secrets, DAY)).toEqual(['c', 'b'])
  expect(names(third.secrets, DAY + HOUR)).toEqual(['c'])
  let { secrets } = third
  for (const name of 'defgh') ({ secrets } = rotateSecrets(secrets, name, HOUR))
  expect(secrets).toHaveLength(5)
  expect(secrets[0]).toEqual({ secret: 'h', untilMs: null })
})

/** The published vector of standard-webhooks/standard-webhooks, libraries/javascript. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

it('signs as the specification’s own example does', async ({ expect }) => {
  const { secret, id, timestamp, body, signature } = VECTOR
  const message = { id, body, sentAtMs: timestamp * 1000 + 999 }
  expect(await signatureHeaders([secret], message)).toEqual({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  })
  const two = await signatureHeaders([newWebhookSecret(), secret], message)
  expect(two['webhook-signature']?.split(' ')).toEqual([expect.stringMatching(/^v1,/), signature])
})

it('makes secrets of 32 bytes, each another', ({ expect }) => {
  const secrets = Array.from({ length: 50 }, newWebhookSecret)
  expect(new Set(secrets).size).toBe(50)
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32)
  }
})

it('has a receiver in its tests that believes nothing unsigned, old or changed', async ({
  expect,
}) => {
  const { secret, id, timestamp, body } = VECTOR
  const nowMs = timestamp * 1000
  const headers = await signatureHeaders([newWebhookSecret(), secret], {
    id,
    body,
    sentAtMs: nowMs,
  })
  const check = (change: object, text = body, at = nowMs, key = secret) =>
    verifyWebhook(new Headers({ ...headers, ...change }), text, { secret: key, nowMs: at })
  expect(await check({})).toBe(true)
  expect(await check({}, body, nowMs + 300_000)).toBe(true)
  expect(await check({}, body, nowMs + 301_000)).toBe(false)
  expect(await check({}, body, nowMs - 301_000)).toBe(false)
  expect(await check({}, `${body} `)).toBe(false)
  expect(await check({ 'webhook-id': 'evt_other' })).toBe(false)
  expect(await check({ 'webhook-timestamp': String(timestamp + 1) })).toBe(false)
  expect(await check({ 'webhook-timestamp': 'NaN' })).toBe(false)
  expect(await check({ 'webhook-signature': '' })).toBe(false)
  expect(await check({ 'webhook-signature': 'v1,AAAA v2,x nonsense' })).toBe(false)
  expect(await check({}, body, nowMs, newWebhookSecret())).toBe(false)
})

it('prints code in docs/api.md that does what it says', async ({ expect }) => {
  const docs = readFileSync(resolve(import.meta.dirname, '../../../docs/api.md'), 'utf8')
  const code = /```js\n(import [\s\S]*?)```/.exec(docs)?.[1] ?? ''
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    isOurs: (headers: Record<string, string>, body: string, secret: string) => boolean
  }
  const body = '{"type":"webhook.test"}'
  const [secret, other] = [newWebhookSecret(), newWebhookSecret()]
  const sent = (sentAtMs: number) =>
    signatureHeaders([other, secret], { id: 'evt_1', body, sentAtMs })
  const headers = await sent(Date.now())
  expect(module.isOurs(headers, body, secret)).toBe(true)
  expect(module.isOurs(headers, body, other)).toBe(true)
  expect(module.isOurs(headers, `${body} `, secret)).toBe(false)
  expect(module.isOurs(headers, body, newWebhookSecret())).toBe(false)
  expect(module.isOurs(await sent(Date.now() - 10 * MINUTE), body, secret)).toBe(false)
  expect(module.isOurs({ ...headers, 'webhook-signature': 'v1,short' }, body, secret)).toBe(false)
})
