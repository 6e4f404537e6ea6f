/** What a policy would do, tried on a small market of its own: nothing else in this file may have vendors. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import type { Decision } from '../../../src/domain/credit/underwrite.ts'
import { made } from '../../support/contract.ts'
import type { Answer } from '../../support/contract.ts'
import { fund, newPartner } from '../partner/world.ts'
import { cron, DAY_MS, newCreditWorld, stallWithPast } from './world.ts'

const TRIED: LendingPolicy = {
  ...EXAMPLE_POLICY,
  policy_id: 'tried',
  valid_from_day: Math.floor(Date.now() / DAY_MS),
  cap_minor: 2_000_000,
  ramp_minor: [400_000, 2_000_000],
}

/** How many rows there are of whatever a policy could leave behind. */
async function traces(): Promise<unknown> {
  const tables = [
    'lending_policies',
    'credit_decisions',
    'credit_inputs',
    'credit_offers',
    'credit_reads',
  ]
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
  return env.DB.prepare(`SELECT ${counts.join(', ')}`).first()
}

/** What the cron decided and offered under the tried policy, counted as a dry run counts. */
async function offered() {
  const { results: decisions } = await env.DB.prepare(
    'SELECT body FROM credit_decisions WHERE policy_id = ?',
  )
    .bind(TRIED.policy_id)
    .all<{ body: string }>()
  const { results: offers } = await env.DB.prepare(
    'SELECT amount, terms FROM credit_offers WHERE policy_id = ?',
  )
    .bind(TRIED.policy_id)
    .all<{ amount: number; terms: string }>()
  const reasons = decisions
    .map(({ body }) => JSON.parse(body) as Decision)
    .filter(({ outcome }) => outcome === 'none')
    .map((decision) => decision.reasons[0]?.code ?? '')
  return {
    vendors: decisions.length,
    offers: offers.length,
    amount: offers.reduce((sum, { amount }) => sum + amount, 0),
    bands: ['A', 'B', 'C'].map((band) => {
      const own = offers.filter(
        ({ terms }) => (JSON.parse(terms) as { band: string }).band === band,
      )
      return { band, offers: own.length, amount: own.reduce((sum, one) => sum + one.amount, 0) }
    }),
    reasons,
  }
}

function numbers(run: Answer) {
  return {
    vendors: run.get('vendors'),
    offers: run.get('offers'),
    amount: run.get('amount', 'amount'),
    bands: run.list('bands').map(({ band, offers, amount }) => ({
      band,
      offers,
      amount: (amount as { amount: number }).amount,
    })),
    reasons: run
      .list('reasons')
      .flatMap(({ code, vendors }) => Array.from({ length: Number(vendors) }, () => String(code))),
  }
}

it('says of a policy what the cron then offers, and leaves no trace', async ({ expect }) => {
  await newCreditWorld()
  await stallWithPast({ amount: 20_000 })
  await stallWithPast({ perDay: 4, shoppers: 40 })
  // Below the least offer, and too new.
  await stallWithPast({ perDay: 4, amount: 300, shoppers: 40 })
  await stallWithPast({ days: 20, perDay: 4 })
  await cron()
  const { id, client } = await newPartner('lender')
  await fund(id, 100_000_000)

  const before = await traces()
  const run = await made(client.post('/lending/policies/dry-runs', { policy: TRIED }))
  expect(await traces()).toEqual(before)
  expect(run.body).toMatchObject({ object: 'dry_run', vendors: 4, next: null })
  const loss = Number(run.get('expected_loss', 'amount')) / Number(run.get('amount', 'amount'))
  // The simulator's bad rates are 2 to 11 percent.
  expect(loss).toBeGreaterThanOrEqual(0.02)
  expect(loss).toBeLessThanOrEqual(0.11)
  const found = numbers(run)
  expect(found.offers).toBe(2)
  expect(found.reasons.toSorted()).toEqual(['E01', 'L02'])

  await made(client.post('/lending/policies', TRIED))
  await env.DB.exec('UPDATE credit_refreshes SET due_at = 0')
  await cron()
  const { reasons, ...then } = await offered()
  expect({ ...then, reasons: reasons.toSorted() }).toEqual({
    ...found,
    reasons: found.reasons.toSorted(),
  })
})

it('tries a large market in several calls', async ({ expect }) => {
  const { client } = await newPartner('lender')
  await stallWithPast({ amount: 20_000, perDay: 6 })
  await cron()
  const tryIt = (after?: string) =>
    made(
      client.post('/lending/policies/dry-runs', {
        policy: TRIED,
        ...(after === undefined ? {} : { after }),
      }),
    )
  const small = numbers(await tryIt())
  // Six hundred more stalls like the oldest.
  const many = `WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 600),
    one AS (SELECT * FROM credit_refreshes ORDER BY vendor_id LIMIT 1)`
  const id = `'vnd_9' || printf('%025d', i)`
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO credit_inputs (vendor_id, as_of_day, hash, body) ${many}
       SELECT ${id}, x.as_of_day, x.hash, x.body FROM n, one
         JOIN credit_inputs AS x ON x.vendor_id = one.vendor_id AND x.as_of_day = one.as_of_day`,
    ),
    env.DB.prepare(
      `INSERT INTO vendors ${many}
       SELECT ${id}, printf('%08d', i), name, trade, place, emoji, picture, currency, locale, time_zone, status,
         status_reason, partner_id, created_at, bank_accounts FROM n, vendors WHERE vendors.id = (SELECT vendor_id FROM one)`,
    ),
    env.DB.prepare(
      `INSERT INTO credit_refreshes (vendor_id, due_at, as_of_day, from_seq, first_sale_day) ${many}
       SELECT ${id}, 1e15, as_of_day, from_seq, first_sale_day FROM n, one`,
    ),
  ])
  const first = await tryIt()
  const second = await tryIt(first.string('next'))
  expect(first.get('vendors')).toBe(500)
  expect(second.body).toMatchObject({ vendors: Number(small.vendors) + 100, next: null })
  const offers = Number(first.get('offers')) + Number(second.get('offers'))
  expect(offers).toBe(Number(small.offers) + 600)
  expect((await tryIt('9')).body).toMatchObject({
    vendors: 0,
    offers: 0,
    reasons: [],
    next: null,
  })
})

it('refuses to try what may not be used, and points into the policy', async ({ expect }) => {
  const { client } = await newPartner('lender')
  for (const [change, ...expected] of [
    [{ color: 'red' }, '/policy/color unrecognized_keys'],
    [{ cap_minor: 1.5 }, '/policy/cap_minor invalid_type'],
    [{ min_fee_bp: 400 }, '/policy/bands/C/fee_bp fee_below_minimum'],
    [{ min_offer_minor: 1 }, '/policy/min_offer_minor below_step'],
  ] as const) {
    const answer = await client.post('/lending/policies/dry-runs', {
      policy: { ...TRIED, ...change },
    })
    expect(answer.status).toBe(422)
    expect(
      answer.list('errors').map((one) => `${String(one['pointer'])} ${String(one['code'])}`),
    ).toEqual(expected)
  }
})
