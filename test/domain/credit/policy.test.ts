import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import { policyBody } from '../../../src/contract/lending.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { policyProblems } from '../../../src/domain/credit/policy.ts'
import type { BandTerms, LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { lawfulPolicy } from './cases.ts'

type Change = Partial<LendingPolicy>

/** The example with other terms in one of its bands. */
const band = (name: 'A' | 'B' | 'C', change: Partial<BandTerms>): Change => {
  const { [name]: terms, ...others } = EXAMPLE_POLICY.bands
  if (terms === undefined) throw new Error(`no band ${name}`)
  return { bands: { ...others, [name]: { ...terms, ...change } } }
}
const holdback = (min: number, usual: number, max: number): Change => {
  return { holdback_bp: { min, default: usual, max } }
}
const { A, B, C } = EXAMPLE_POLICY.bands as Record<'A' | 'B' | 'C', BandTerms>

/** What is wrong, and where: each row is the example with one mistake in it. */
const BAD: [mistake: string, change: Change, problems: [pointer: string, code: string][]][] = [
  // 4.5 percent in 90 days is 35.6 percent a year, and 3.8 in 45 days is 59.7.
  [
    'the fees of all bands are above the cap',
    { max_apr_bp: 3500 },
    [
      ['/bands/A/fee_bp', 'fee_above_cap'],
      ['/bands/B/fee_bp', 'fee_above_cap'],
      ['/bands/C/fee_bp', 'fee_above_cap'],
    ],
  ],
  ['one fee is above the cap', band('C', { fee_bp: 383 }), [['/bands/C/fee_bp', 'fee_above_cap']]],
  ['one fee is far above it', band('C', { fee_bp: 5000 }), [['/bands/C/fee_bp', 'fee_above_cap']]],
  // The cap speaks of the yearly rate with interest on interest: 59.7 percent are 81.5 then.
  [
    'the fee is above a cap on the effective rate',
    { apr_basis: 'effective_annual' },
    [['/bands/C/fee_bp', 'fee_above_cap']],
  ],
  [
    'a fee is below the least',
    { ...band('C', { fee_bp: 380 }), min_fee_bp: 381 },
    [['/bands/C/fee_bp', 'fee_below_minimum']],
  ],
  [
    'a weaker band lends a larger share',
    band('B', { mult_bp: 3001 }),
    [['/bands/B/mult_bp', 'bands_inverted']],
  ],
  [
    'the weakest band lends a larger share than the one above it',
    band('C', { mult_bp: 2201 }),
    [['/bands/C/mult_bp', 'bands_inverted']],
  ],
  [
    'a weaker band has a longer stressed term',
    band('B', { term_days: 96, fee_bp: 600 }),
    [['/bands/B/term_days', 'bands_inverted']],
  ],
  [
    'a weaker band assumes less stress',
    band('B', { stress_bp: 10_000, term_days: 77 }),
    [['/bands/B/term_days', 'bands_inverted']],
  ],
  [
    'a weaker band costs less a year',
    band('B', { fee_bp: 370 }),
    [['/bands/B/fee_bp', 'bands_inverted']],
  ],
  [
    'a weaker band is better in every way',
    { bands: { A: C, B, C: A } },
    [
      ['/bands/B/mult_bp', 'bands_inverted'],
      ['/bands/B/term_days', 'bands_inverted'],
      ['/bands/B/fee_bp', 'bands_inverted'],
      ['/bands/C/mult_bp', 'bands_inverted'],
      ['/bands/C/term_days', 'bands_inverted'],
      ['/bands/C/fee_bp', 'bands_inverted'],
    ],
  ],
  [
    'two bands begin at the same score',
    {
      cutoffs: [
        ['A', 535],
        ['B', 535],
        ['C', 495],
      ],
    },
    [['/cutoffs/1/1', 'cutoffs_inverted']],
  ],
  [
    'a weaker band asks for a higher score',
    {
      cutoffs: [
        ['A', 535],
        ['B', 515],
        ['C', 600],
      ],
    },
    [['/cutoffs/2/1', 'cutoffs_inverted']],
  ],
  [
    'the bands are in the wrong order',
    {
      cutoffs: [
        ['A', 495],
        ['B', 515],
        ['C', 535],
      ],
    },
    [
      ['/cutoffs/1/1', 'cutoffs_inverted'],
      ['/cutoffs/2/1', 'cutoffs_inverted'],
    ],
  ],
  [
    'a cut-off names a band that is not there',
    { cutoffs: [...EXAMPLE_POLICY.cutoffs, ['D', 475]] },
    [['/cutoffs/3/0', 'unknown_band']],
  ],
  [
    'an unknown band stands before an inverted one',
    {
      cutoffs: [
        ['A', 535],
        ['D', 530],
        ['B', 515],
        ['C', 515],
      ],
    },
    [
      ['/cutoffs/1/0', 'unknown_band'],
      ['/cutoffs/3/1', 'cutoffs_inverted'],
    ],
  ],
  [
    'a band has no cut-off',
    {
      cutoffs: [
        ['A', 535],
        ['B', 515],
      ],
    },
    [['/bands/C', 'no_cutoff']],
  ],
  [
    'a band has two cut-offs',
    { cutoffs: [...EXAMPLE_POLICY.cutoffs, ['C', 480]] },
    [['/cutoffs/3/0', 'band_twice']],
  ],
  [
    'no line may be as small as the least offer',
    { cap_minor: 49_999, ramp_minor: [49_999] },
    [['/cap_minor', 'below_minimum']],
  ],
  [
    'the least offer is below a step',
    { min_offer_minor: 9999 },
    [['/min_offer_minor', 'below_step']],
  ],
  [
    'the portfolio is smaller than one line',
    { portfolio_limit_minor: 4_999_999 },
    [['/portfolio_limit_minor', 'below_cap']],
  ],
  [
    'the ramp passes the cap',
    { ramp_minor: [1_500_000, 5_000_001] },
    [['/ramp_minor/1', 'above_cap']],
  ],
  [
    'the ramp falls',
    { ramp_minor: [1_500_000, 1_499_999, 2_000_000] },
    [['/ramp_minor/1', 'ramp_falls']],
  ],
  ['the share is below its least', holdback(1000, 800, 2000), [['/holdback_bp', 'holdback_order']]],
  ['the share is above its most', holdback(800, 1400, 1200), [['/holdback_bp', 'holdback_order']]],
  [
    'a fifth of sales is passed',
    holdback(800, 1200, 2200),
    [['/holdback_bp/max', 'holdback_too_high']],
  ],
  [
    'the least share is between two steps',
    holdback(900, 1200, 2000),
    [['/holdback_bp/min', 'holdback_step']],
  ],
  [
    'no share is on a step, and one is too high',
    holdback(801, 1201, 2001),
    [
      ['/holdback_bp/max', 'holdback_too_high'],
      ['/holdback_bp/min', 'holdback_step'],
      ['/holdback_bp/default', 'holdback_step'],
      ['/holdback_bp/max', 'holdback_step'],
    ],
  ],
]

it.for(BAD)('refuses a policy in which %s', ([, change, problems], { expect }) => {
  const found = policyProblems({ ...EXAMPLE_POLICY, ...change })
  expect(found.map(({ pointer, code }) => [pointer, code])).toEqual(problems)
  for (const { detail } of found) expect(detail).not.toBe('')
})

it.for<[string, Change]>([
  ['is the example', {}],
  ['lends to one band only', { bands: { A }, cutoffs: [['A', 535]] }],
  ['has a fee just within the cap', band('C', { fee_bp: 382 })],
  ['has bands with the same terms', { bands: { A, B: A, C: A } }],
  ['lets the vendor choose nothing', holdback(1200, 1200, 1200)],
  ['takes a fifth of sales', holdback(2000, 2000, 2000)],
  ['has a ramp of one step, the cap', { ramp_minor: [5_000_000] }],
  ['has one line in its portfolio', { portfolio_limit_minor: 5_000_000 }],
])('takes a policy that %s', ([, change], { expect }) => {
  expect(policyProblems({ ...EXAMPLE_POLICY, ...change })).toEqual([])
})

it('takes the same policies as the wire does: those by chance pass both', ({ expect }) => {
  const random = createRandom(12)
  for (let i = 0; i < 1000; i += 1) {
    const policy = lawfulPolicy(random)
    expect(policyBody.safeParse(policy).error).toBeUndefined()
    expect(policyProblems(policy)).toEqual([])
  }
})
