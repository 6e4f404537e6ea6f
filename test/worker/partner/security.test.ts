import { it } from 'vitest'
import { PARTNER_KINDS, SCOPES, SCOPES_OF_KIND } from '../../../src/domain/partners/scopes.ts'
import type { Scope } from '../../../src/domain/partners/scopes.ts'
import { newId } from '../../../src/platform/ids.ts'
import { call, Client, operations } from '../../support/contract.ts'
import { send, signUp } from '../../support/http.ts'
import { addressOf, holderOf, knock, scopeOf } from './bodies.ts'
import { newKey, newMarket, newPartner, newStall, operator } from './world.ts'

it('lets nobody in without a key, with a wrong key, or with a key of the other mode', async ({
  expect,
}) => {
  const { client } = await newMarket()
  const real = client.token ?? ''
  const tokens = [
    null,
    '',
    'nonsense',
    'demo-operator-toke',
    real.slice(0, -1),
    `${real}A`,
    real.replace('pc_sandbox_', 'pc_live_'),
    `pc_sandbox_${newId('apiKey', 1).slice(4)}_${'A'.repeat(43)}`,
  ]
  for (const [i, operation] of (await operations()).entries()) {
    for (const token of tokens) {
      // Guesses are counted by address.
      const guesser = new Client(token, `10.1.0.${i}`)
      const refused = await knock(operation, addressOf(operation), guesser)
      expect(refused.status, `${operation.operationId} ${token ?? 'without'}`).toBe(401)
      expect(refused.headers.get('WWW-Authenticate')).toBe('Bearer')
    }
  }
})

it('takes no cookie and no other scheme for a key', async ({ expect }) => {
  const { client } = await newMarket()
  const stall = await signUp()
  const cookie = [...stall.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const headers of [
    { Cookie: cookie },
    { Cookie: `key=${client.token}` },
    { Authorization: client.token ?? '' },
    { Authorization: `Basic ${btoa(`${client.token}:`)}` },
    { 'X-Api-Key': client.token ?? '' },
  ] as Record<string, string>[]) {
    const refused = await call('GET', `/vendors/${stall.id}`, { token: null, headers })
    expect(refused.status, JSON.stringify(Object.keys(headers))).toBe(401)
  }
  // A key in the address ends up in logs.
  const inQuery = await call('GET', `/me?key=${client.token}`, { token: null })
  expect(inQuery.status).toBe(401)
})

it('names the scope that a key is missing, for every operation and kind of partner', async ({
  expect,
}) => {
  const all = await operations()
  for (const kind of PARTNER_KINDS) {
    const { id } = await newPartner(kind)
    const keys = new Map<Scope, Client>()
    for (const operation of all) {
      const scope = scopeOf(operation)
      if (scope === undefined) continue
      // All that this kind may hold but one; what it may not hold at all is missing from every key.
      const others = SCOPES_OF_KIND[kind].filter((known) => known !== scope)
      const client = keys.get(scope) ?? (await newKey(id, others))
      keys.set(scope, client)
      const refused = await knock(operation, addressOf(operation), client)
      const name = `${operation.operationId} ${kind}`
      expect(refused.body, name).toMatchObject({ status: 403, code: 'forbidden' })
      expect(refused.string('detail'), name).toContain(scope)
    }
  }
  const used = new Set(all.map(scopeOf))
  // Asked for inside an operation: freezing is a matter of what the body says.
  expect(SCOPES.filter((scope) => !used.has(scope))).toEqual(['vendors:freeze'])
})

it('shows nothing of a foreign vendor, and changes nothing', async ({ expect }) => {
  const { client: owner } = await newPartner()
  const { client: stranger } = await newPartner()
  const stall = await newStall(owner)
  const before = await owner.get(`/vendors/${stall.id}`)
  for (const operation of await operations()) {
    if (!operation.path.startsWith('/vendors/{id}')) continue
    if (operation.security[0]?.apiKey[0] === 'books:audit') continue
    const foreign = await knock(operation, addressOf(operation, stall.id), stranger)
    const nobody = await knock(operation, addressOf(operation), stranger)
    expect(foreign.status, operation.operationId).toBe(404)
    // The two answers must not tell a foreign vendor from none.
    expect(foreign.get('detail')).toBe(nobody.get('detail'))
  }
  expect((await owner.get(`/vendors/${stall.id}`)).body).toEqual(before.body)
  expect((await owner.get(`/vendors/${stall.id}/codes`)).list('data')).toHaveLength(1)
})

it('answers a 404 problem for every id of nobody and of nothing', async ({ expect }) => {
  const [{ client: agent }, { client: lender }] = [await newMarket(), await newPartner('lender')]
  const { client: supplier } = await newPartner('supplier')
  const clients = { agent, lender, supplier, operator } as Record<string, Client>
  for (const operation of await operations()) {
    if (!operation.path.includes('{') || operation.path.includes('{code}')) continue
    // Makes what it names.
    if (operation.operationId === 'putCatalogueItem') continue
    // Somebody who may hold the scope, so that it is the id that is refused and not the key.
    const client = clients[holderOf(operation)] ?? new Client(null)
    const known = addressOf(operation)
    for (const path of [
      known,
      operation.path.replaceAll(/\{\w+\}/g, 'nothing'),
      operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent('../%00\u202e')),
    ]) {
      const answer = await knock(operation, path, client)
      // A lender is told the same of a vendor who has not consented as of one who does not exist.
      const isConsent = operation.operationId === 'getVendorIncome' && path === known
      expect(answer.status, `${operation.operationId} ${path}`).toBe(isConsent ? 403 : 404)
    }
  }
})

it('answers problems for addresses and methods that it does not have', async ({ expect }) => {
  const { client } = await newPartner()
  for (const accept of ['application/json', 'text/html']) {
    const headers = { Accept: accept }
    const missing = await call('GET', '/nothing', { token: client.token, headers })
    expect(missing.body).toMatchObject({ status: 404, code: 'not_found' })
    const wrong = await call('DELETE', '/vendors', { token: client.token, headers })
    expect(wrong.body).toMatchObject({ status: 405, code: 'method_not_allowed' })
    expect(wrong.headers.get('Allow')).toBe('POST, GET')
  }
  const head = await send('/v1/me', {
    method: 'HEAD',
    headers: { Authorization: `Bearer ${client.token}` },
  })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

it('slows down a partner that asks too much, and nobody else', async ({ expect }) => {
  const [{ client: busy }, { client: calm }] = [await newPartner(), await newPartner()]
  let refused = 0
  for (let i = 0; i < 13 && refused === 0; i += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => busy.get('/me')))
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      refused += 1
      expect(answer.body).toMatchObject({ status: 429, code: 'too_many_requests' })
      expect(answer.headers.get('Retry-After')).toBe('60')
      expect(answer.headers.get('RateLimit')).toBe('"default";r=0;t=60')
    }
  }
  expect(refused).toBeGreaterThan(0)
  expect((await calm.get('/me')).status).toBe(200)
})
