/** Versions of lenders' policies: added one by one, read by their lender and the operator, changed by nobody. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { made } from '../../support/contract.ts'
import type { Answer, Client } from '../../support/contract.ts'
import { newPartner, operator } from '../partner/world.ts'

const TODAY = Math.floor(Date.now() / 86_400_000)

let policies = 0

/** A policy that may be used, under an id of its own. */
function goodPolicy(change: Partial<LendingPolicy> = {}): LendingPolicy {
  policies += 1
  const own = { policy_id: `versions-${policies}`, valid_from_day: TODAY }
  return { ...EXAMPLE_POLICY, ...own, ...change }
}

/** Pointer and code of everything that an answer finds wrong. */
function faults(answer: Answer): string[] {
  return answer.list('errors').map(({ pointer, code }) => `${String(pointer)} ${String(code)}`)
}

it('adds versions one after the other, each once, and none for another lender', async ({
  expect,
}) => {
  const [lender, other] = await Promise.all([newPartner('lender'), newPartner('lender')])
  const first = goodPolicy({ valid_from_day: TODAY + 10 })
  const add = (policy: LendingPolicy, client: Client = lender.client) =>
    client.post('/lending/policies', policy)
  expect((await add({ ...first, version: 2 })).body).toMatchObject({
    status: 409,
    code: 'conflict',
    detail: 'The next version is 1.',
  })
  const added = await add(first)
  expect(added.status).toBe(201)
  expect(added.body).toMatchObject({ lender: lender.id, policy: first })

  // The same again, whatever the order of its members, is the same.
  const turned = Object.fromEntries(Object.entries(first).toReversed()) as unknown as LendingPolicy
  const again = await add(turned)
  expect([again.status, again.text]).toEqual([201, added.text])
  // The same version with other content overlaps.
  const overlapping = await add({ ...first, cap_minor: 6_000_000 })
  expect([overlapping.status, overlapping.get('code')]).toEqual([409, 'conflict'])
  expect(overlapping.string('detail')).toContain('the next is 2')
  expect((await add({ ...first, version: 3 })).status).toBe(409)
  expect((await add({ ...first, version: 2 }, other.client)).body).toMatchObject({
    status: 409,
    detail: 'This policy_id belongs to another lender.',
  })
  expect((await add(first, other.client)).status).toBe(409)

  // A later version never decides about days before the one before it.
  const earlier = await add({ ...first, version: 2, valid_from_day: TODAY + 9 })
  expect([earlier.status, faults(earlier)]).toEqual([422, ['/valid_from_day versions_overlap']])
  expect((await add({ ...first, version: 2, active: false })).status).toBe(201)
  expect((await add({ ...first, version: 3, valid_from_day: TODAY + 11 })).status).toBe(201)
  const versions = (await lender.client.get('/lending/policies')).list('data')
  expect(versions.map(({ policy }) => (policy as LendingPolicy).version)).toEqual([1, 2, 3])
})

it('takes one of two versions that come at once', async ({ expect }) => {
  const { client } = await newPartner('lender')
  const policy = goodPolicy()
  const answers = await Promise.all(
    [5_000_000, 6_000_000].map((cap_minor) =>
      client.post('/lending/policies', { ...policy, cap_minor }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  expect((await client.get('/lending/policies')).list('data')).toHaveLength(1)
})

it('shows a lender its own policies, the operator all, and a supplier none', async ({ expect }) => {
  const [lender, other, supplier] = await Promise.all([
    newPartner('lender'),
    newPartner('lender'),
    newPartner('supplier'),
  ])
  const mine = goodPolicy()
  const versions = [1, 2, 3, 4, 5].map((version) => ({ ...mine, version }))
  for (const policy of versions) await made(lender.client.post('/lending/policies', policy))
  const theirs = goodPolicy()
  await made(other.client.post('/lending/policies', theirs))

  const walk = async (client: Client) => {
    const found: unknown[] = []
    let path = '/lending/policies?limit=2'
    for (;;) {
      const page = await made(client.get(path))
      expect(page.list('data').length).toBeLessThanOrEqual(2)
      found.push(...page.list('data').map(({ policy }) => policy))
      const next = page.get('next_cursor')
      expect(page.get('has_more')).toBe(next !== null)
      if (next === null) return found
      path = `/lending/policies?limit=2&cursor=${String(next)}`
    }
  }
  expect(await walk(lender.client)).toEqual(versions)
  expect(await walk(other.client)).toEqual([theirs])
  expect(await walk(operator)).toEqual(expect.arrayContaining([...versions, theirs]))
  const cursor = (await lender.client.get('/lending/policies?limit=2')).string('next_cursor')
  expect(faults(await other.client.get(`/lending/policies?cursor=${cursor}`))).toEqual([
    '?cursor unknown_cursor',
  ])

  const path = `/lending/policies/${mine.policy_id}`
  expect((await lender.client.get(`${path}/3`)).body).toMatchObject({
    object: 'lending_policy',
    lender: lender.id,
    policy: versions[2],
  })
  expect((await operator.get(`${path}/3`)).get('lender')).toBe(lender.id)
  for (const [client, place] of [
    [other.client, `${path}/3`],
    [lender.client, `${path}/6`],
    [lender.client, `${path}/0`],
    [lender.client, `${path}/03`],
    [lender.client, '/lending/policies/nobodys/1'],
  ] as const) {
    expect((await client.get(place)).status, place).toBe(404)
  }
  for (const answer of [
    await supplier.client.get('/lending/policies'),
    await supplier.client.get(`${path}/1`),
    await supplier.client.post('/lending/policies', goodPolicy()),
    await supplier.client.post('/lending/policies/dry-runs', { policy: goodPolicy() }),
    // The operator looks, and lends nothing itself.
    await operator.post('/lending/policies', goodPolicy()),
  ]) {
    expect([answer.status, answer.get('code')]).toEqual([403, 'forbidden'])
  }
})

it('lets nobody change what was decided, from what, by which policy, or who read', async ({
  expect,
}) => {
  const { client } = await newPartner('lender')
  await made(client.post('/lending/policies', goodPolicy()))
  await env.DB.batch([
    env.DB.prepare("INSERT INTO credit_inputs VALUES ('vnd_1', 1, 'hash', '{}')"),
    env.DB.prepare(
      "INSERT INTO credit_decisions VALUES ('vnd_1', 1, 'stock', 1, 'v0', 'hash', 0, '{}', 1)",
    ),
    env.DB.prepare("INSERT INTO credit_reads VALUES ('vnd_1', 1, 'req_1', 'prt_1', 'income')"),
  ])
  for (const [table, column, why] of [
    ['lending_policies', 'body', 'a policy is only added to by versions'],
    ['credit_inputs', 'body', 'what a decision was made from is never changed'],
    ['credit_decisions', 'body', 'a decision is never changed'],
    ['credit_reads', 'what', 'the log of reads is only added to'],
  ] as const) {
    const rows = () => env.DB.prepare(`SELECT * FROM ${table}`).all()
    const before = (await rows()).results
    expect(before.length, table).toBeGreaterThan(0)
    for (const sql of [`UPDATE ${table} SET ${column} = 'other'`, `DELETE FROM ${table}`])
      await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow(why)
    expect((await rows()).results).toEqual(before)
  }
})
