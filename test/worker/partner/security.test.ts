import { it } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { PARTNER_KINDS, SCOPES, SCOPES_OF_KIND } from '../../../src/domain/partners/scopes.ts'
import type { Scope } from '../../../src/domain/partners/scopes.ts'
import { newId } from '../../../src/platform/ids.ts'
import { call, Client, operations } from '../../support/contract.ts'
import type { Operation } from '../../support/contract.ts'
import { send, signUp } from '../../support/http.ts'
import { inr, newKey, newMarket, newPartner, newStall, operator, STALL } from './world.ts'

/** A body that each operation takes; ids in it are well-formed and nobody's. */
const BODIES: Record<string, object> = {
  createVendor: STALL,
  changeVendorStatus: { status: 'closed' },
  createCode: {},
  createPaymentRequest: { amount: inr(100) },
  createWallet: { currency: 'INR' },
  createTopUp: { amount: inr(100) },
  createPayment: {
    wallet: newId('wallet', 1),
    vendor: newId('vendor', 1),
    amount: inr(100),
  },
  createRefund: {},
  createPartner: { kind: 'agent', name: 'Market Co-op', currency: 'INR' },
  createApiKey: {},
  createFunding: { amount: inr(100) },
  createLendingPolicy: EXAMPLE_POLICY,
  dryRunLendingPolicy: { policy: EXAMPLE_POLICY },
  answerAppeal: { state: 'rejected', answer: 'The pattern is plain.' },
  createWebhookEndpoint: { url: 'https://partner.example.com/hooks' },
}

const NOBODY: Record<string, string> = {
  vendors: newId('vendor', 1),
  wallets: newId('wallet', 1),
  'top-ups': newId('topUp', 1),
  partners: newId('partner', 1),
  codes: '7K3M92QD',
  credit: newId('appeal', 1),
  'webhook-endpoints': newId('webhookEndpoint', 1),
  'webhook-deliveries': `${newId('event', 1)}.${newId('webhookEndpoint', 1)}`,
}

/** The operation's address, with `ids` for some variables and well-formed ids of nobody for the rest. */
function addressOf({ path }: Operation, ids: { vendor?: string } = {}): string {
  const kind = path.split('/')[1] ?? ''
  return path
    .replace('/vendors/{id}', `/vendors/${ids.vendor ?? NOBODY['vendors'] ?? ''}`)
    .replace('{id}', NOBODY[kind] ?? '')
    .replace('{code}', NOBODY['codes'] ?? '')
    .replace('{policy_id}/{version}', 'nobodys/1')
    .replace('{pid}', newId('payment', 1))
    .replace('{rid}', newId(path.includes('refunds') ? 'refund' : 'paymentRequest', 1))
}

function scopeOf({ security }: Operation): Scope | undefined {
  return security[0]?.apiKey[0] as Scope | undefined
}

/** The first kind of partner whose keys may hold a scope; the operator where no partner's may. */
function holderOf(scope: Scope | undefined) {
  return (
    PARTNER_KINDS.toReversed().find(
      (kind) => scope === undefined || SCOPES_OF_KIND[kind].includes(scope),
    ) ?? 'operator'
  )
}

function knock(operation: Operation, path: string, client: Client) {
  const { method, operationId } = operation
  if (method === 'DELETE') return client.delete(path)
  return method === 'GET' ? client.get(path) : client.post(path, BODIES[operationId])
}

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
  for (const operation of await operations()) {
    for (const token of tokens) {
      const refused = await knock(operation, addressOf(operation), new Client(token))
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
    const foreign = await knock(operation, addressOf(operation, { vendor: stall.id }), stranger)
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
  const clients = { agent, lender, operator } as Record<string, Client>
  for (const operation of await operations()) {
    if (!operation.path.includes('{') || operation.path.includes('{code}')) continue
    // Somebody who may hold the scope, so that it is the id that is refused and not the key.
    const client = clients[holderOf(scopeOf(operation))] ?? new Client(null)
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
