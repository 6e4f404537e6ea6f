/** Bad policies by `/v1/lending/policies`: each is refused with the reason at the field. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import type { Answer } from '../../support/contract.ts'
import { newPartner } from '../partner/world.ts'

const TODAY = Math.floor(Date.now() / 86_400_000)

let policies = 0

/** A policy that may be used, under an id of its own. */
function goodPolicy(): LendingPolicy {
  policies += 1
  const own = { policy_id: `rules-${policies}`, valid_from_day: TODAY }
  return { ...EXAMPLE_POLICY, ...own }
}

/** The policy with other values at some JSON pointers; undefined takes the member away. */
function changed(policy: LendingPolicy, values: Record<string, unknown>): unknown {
  const copy = structuredClone(policy) as unknown
  for (const [pointer, value] of Object.entries(values)) {
    const path = pointer.slice(1).split('/')
    const last = path.pop() ?? ''
    const parent = path.reduce<unknown>(
      (part, name) => (part as Record<string, unknown>)[name],
      copy,
    ) as Record<string, unknown>
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return copy
}

/** Pointer and code of everything that an answer finds wrong. */
function faults(answer: Answer): string[] {
  return answer.list('errors').map(({ pointer, code }) => `${String(pointer)} ${String(code)}`)
}

async function storedPolicies(): Promise<number> {
  const row = await env.DB.prepare('SELECT count(*) AS n FROM lending_policies').first<{
    n: number
  }>()
  return row?.n ?? -1
}

type Row = [what: string, values: Record<string, unknown>, ...faults: string[]]

/** What the schema sees: unknown and missing members, types, ranges of single fields. */
const SHAPES: Row[] = [
  ['an unknown key', { '/color': 'red' }, '/color unrecognized_keys'],
  ['an unknown key of a band', { '/bands/A/apr': 1 }, '/bands/A/apr unrecognized_keys'],
  [
    'an unknown key of a share',
    { '/holdback_bp/usual': 1 },
    '/holdback_bp/usual unrecognized_keys',
  ],
  ['no cap', { '/cap_minor': undefined }, '/cap_minor invalid_type'],
  ['a band without a fee', { '/bands/B/fee_bp': undefined }, '/bands/B/fee_bp invalid_type'],
  ['a negative amount', { '/cap_minor': -1 }, '/cap_minor too_small'],
  ['a negative rate', { '/bands/A/mult_bp': -1 }, '/bands/A/mult_bp too_small'],
  ['a negative step of the ramp', { '/ramp_minor/0': -1 }, '/ramp_minor/0 too_small'],
  ['no step at all', { '/step_minor': 0 }, '/step_minor too_small'],
  ['part of a paisa', { '/cap_minor': 5_000_000.5 }, '/cap_minor invalid_type'],
  ['part of a basis point', { '/bands/A/fee_bp': 450.5 }, '/bands/A/fee_bp invalid_type'],
  ['a number in text', { '/cap_minor': '5000000' }, '/cap_minor invalid_type'],
  ['a version in text', { '/version': '1' }, '/version invalid_type'],
  ['a yes in text', { '/allow_cash': 'true' }, '/allow_cash invalid_type'],
  ['nothing for an amount', { '/min_offer_minor': null }, '/min_offer_minor invalid_type'],
  ['more than money can be', { '/portfolio_limit_minor': 1e15 }, '/portfolio_limit_minor too_big'],
  ['a fee above a half', { '/bands/C/fee_bp': 5001 }, '/bands/C/fee_bp too_big'],
  ['an id with a capital', { '/policy_id': 'Stock' }, '/policy_id invalid_format'],
  ['an id that is too short', { '/policy_id': 'ab' }, '/policy_id invalid_format'],
  ['version 0', { '/version': 0 }, '/version too_small'],
  ['a currency in small letters', { '/currency': 'inr' }, '/currency invalid_value'],
  ['a country of three letters', { '/jurisdiction': 'IND' }, '/jurisdiction invalid_format'],
  ['another reckoning of the APR', { '/apr_basis': 'flat' }, '/apr_basis invalid_value'],
  ['an unknown model', { '/model_version': 'v9' }, '/model_version invalid_value'],
  ['a band in small letters', { '/bands/a': EXAMPLE_POLICY.bands['A'] }, '/bands/a invalid_key'],
  ['no cut-offs', { '/cutoffs': [] }, '/cutoffs too_small'],
  [
    'nine cut-offs',
    { '/cutoffs': Array.from({ length: 9 }, (_, i) => ['A', 900 - i]) },
    '/cutoffs too_big',
  ],
  ['a cut-off without a score', { '/cutoffs/0': ['A'] }, '/cutoffs/0 too_small'],
  ['a cut-off with a score in text', { '/cutoffs/0/1': '535' }, '/cutoffs/0/1 invalid_type'],
  ['no ramp', { '/ramp_minor': [] }, '/ramp_minor too_small'],
  ['stalls of eight weeks less a day', { '/min_tenure_days': 55 }, '/min_tenure_days too_small'],
  ['stalls of 27 days with sales', { '/min_active_days': 27 }, '/min_active_days too_small'],
  ['an offer for 31 days', { '/offer_ttl_days': 31 }, '/offer_ttl_days too_big'],
  ['more than the whole fee back', { '/rebate_bp': 10_001 }, '/rebate_bp too_big'],
]

/** What fields say of each other, and the policy of its place. */
const RULES: Row[] = [
  ['a fee above the cap', { '/bands/C/fee_bp': 5000 }, '/bands/C/fee_bp fee_above_cap'],
  [
    'a cap below every fee',
    { '/max_apr_bp': 1 },
    ...['A', 'B', 'C'].map((band) => `/bands/${band}/fee_bp fee_above_cap`),
  ],
  ['a fee below the least', { '/min_fee_bp': 400 }, '/bands/C/fee_bp fee_below_minimum'],
  ['the same score for two bands', { '/cutoffs/1/1': 535 }, '/cutoffs/1/1 cutoffs_inverted'],
  ['a higher score for a weaker band', { '/cutoffs/2/1': 516 }, '/cutoffs/2/1 cutoffs_inverted'],
  [
    'more income lent to a weaker band',
    { '/bands/B/mult_bp': 3001 },
    '/bands/B/mult_bp bands_inverted',
  ],
  [
    'a longer breath for a weaker band',
    { '/bands/A/stress_bp': 6600 },
    '/bands/B/term_days bands_inverted',
  ],
  ['a lower price for a weaker band', { '/bands/B/fee_bp': 370 }, '/bands/B/fee_bp bands_inverted'],
  [
    'bands the wrong way round',
    {
      '/cutoffs': [
        ['C', 535],
        ['B', 515],
        ['A', 495],
      ],
    },
    '/bands/B/mult_bp bands_inverted',
    '/bands/B/term_days bands_inverted',
    '/bands/B/fee_bp bands_inverted',
    '/bands/A/mult_bp bands_inverted',
    '/bands/A/term_days bands_inverted',
    '/bands/A/fee_bp bands_inverted',
  ],
  [
    'a cut-off of no band',
    { '/cutoffs/2/0': 'D' },
    '/cutoffs/2/0 unknown_band',
    '/bands/C no_cutoff',
  ],
  ['a cut-off twice', { '/cutoffs/2/0': 'B' }, '/cutoffs/2/0 band_twice', '/bands/C no_cutoff'],
  ['no bands', { '/bands': {} }, ...[0, 1, 2].map((i) => `/cutoffs/${i}/0 unknown_band`)],
  ['a least offer below a step', { '/min_offer_minor': 9_999 }, '/min_offer_minor below_step'],
  [
    'a cap below the least offer',
    { '/cap_minor': 49_999 },
    '/cap_minor below_minimum',
    ...[0, 1, 2].map((i) => `/ramp_minor/${i} above_cap`),
  ],
  [
    'a portfolio below one line',
    { '/portfolio_limit_minor': 4_999_999 },
    '/portfolio_limit_minor below_cap',
  ],
  ['a ramp above the cap', { '/ramp_minor/2': 5_000_001 }, '/ramp_minor/2 above_cap'],
  ['a ramp that falls', { '/ramp_minor/1': 1_499_999 }, '/ramp_minor/1 ramp_falls'],
  ['a usual share below the least', { '/holdback_bp/default': 600 }, '/holdback_bp holdback_order'],
  ['a usual share above the most', { '/holdback_bp/max': 1000 }, '/holdback_bp holdback_order'],
  [
    'more than a fifth of sales',
    { '/holdback_bp/max': 2200 },
    '/holdback_bp/max holdback_too_high',
  ],
  [
    'a share between the steps',
    { '/holdback_bp/default': 1300 },
    '/holdback_bp/default holdback_step',
  ],
  ['another currency than the book’s', { '/currency': 'CNY' }, '/currency currency_mismatch'],
  [
    'a day that is over everywhere',
    { '/valid_from_day': TODAY - 2 },
    '/valid_from_day in_the_past',
  ],
  [
    'several things at once',
    { '/currency': 'CNY', '/min_fee_bp': 400, '/ramp_minor/2': 5_000_001 },
    '/bands/C/fee_bp fee_below_minimum',
    '/ramp_minor/2 above_cap',
    '/currency currency_mismatch',
  ],
]

it('refuses a bad policy with the reason at the field, and stores nothing', async ({ expect }) => {
  const { client } = await newPartner('lender')
  for (const [what, values, ...expected] of [...SHAPES, ...RULES]) {
    const answer = await client.post('/lending/policies', changed(goodPolicy(), values))
    expect([answer.status, answer.get('code')], what).toEqual([422, 'invalid'])
    expect(faults(answer), what).toEqual(expected)
  }
  for (const body of [{}, [], 'null', '"A"', { policy: goodPolicy() }])
    expect((await client.post('/lending/policies', body)).status).toBe(422)
  expect(await storedPolicies()).toBe(0)
  expect((await client.get('/lending/policies')).list('data')).toEqual([])
})
