/** What was decided once is decided again: the published models and a few stalls, to the byte. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { it } from 'vitest'
import { assess } from '../../../src/domain/credit/decision.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL, MODELS } from '../../../src/domain/credit/model.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { canonicalBytes, underwrite } from '../../../src/domain/credit/underwrite.ts'

/** A published table is never edited: a new one has a new version, and a line of its own here. */
const PUBLISHED = {
  'v0-expert-2026-11': 'b5281f8a88589c03e12f0f0c679dedfe3ab8573586e95e29dfb3648107fabd45',
  'v1-year-2026-11': 'b55ec20a33abd688eb1e0ed045959cc67369fd381833ef609ad2004f873a5578',
}

it('keeps every published model as it was published', ({ expect }) => {
  const hashes = Object.entries(MODELS).map(([version, model]) => {
    expect(model.version).toBe(version)
    return [version, bytesToHex(sha256(utf8ToBytes(canonicalBytes(model))))]
  })
  expect(Object.fromEntries(hashes)).toEqual(PUBLISHED)
  expect(Object.keys(PUBLISHED)).toContain(CURRENT_MODEL.version)
})

/** A tea stall that has been there for a year and sells about 9,000.00 a week. */
const TEA: CreditInputs = {
  currency: 'INR',
  asOfDay: 20_760,
  features: {
    weeks: [884_500, 912_000, 845_000, 930_500, 901_000, 876_500, 957_000, 918_000],
    tenureDays: 402,
    activeDays56: 54,
    gapDays56: 1,
    payers28: 310,
    loyalPayers56: 96,
    refundBp56: 12,
    windowSales: 15_480_000,
    windowDays: 120,
  },
  loans: NO_LOANS,
  signals: { F01: 0, F05: 410, F06: 9_900, F07: 12, F09: 300 },
  waived: [],
}

/** Its neighbour sells fruit: newer, fewer regulars, a week closed, and no count of refunds. */
const FRUIT: CreditInputs = {
  ...TEA,
  features: {
    weeks: [1_210_000, 988_000, 1_340_500, 0, 1_105_000, 1_498_000, 1_020_500, 1_260_000],
    tenureDays: 131,
    activeDays56: 44,
    gapDays56: 8,
    payers28: 122,
    loyalPayers56: 27,
    refundBp56: null,
    windowSales: 16_890_000,
    windowDays: 120,
  },
}

const STALLS: Record<string, CreditInputs> = {
  'tea, first credit': TEA,
  'fruit, first credit': FRUIT,
  'tea, second credit with some still out': {
    ...TEA,
    loans: {
      ...NO_LOANS,
      repaid: 1,
      repaidInTime: 1,
      largestRepaid: 1_110_000,
      lastPaceBp: 9_400,
      outstanding: 310_000,
    },
  },
  'fruit, held for a ring': { ...FRUIT, signals: { F04: 2_600 } },
  'tea, in its third week': {
    ...TEA,
    features: { ...TEA.features, tenureDays: 20, activeDays56: 19 },
  },
}

/** The policy of the documentation as it was when the first model was published. */
const FIRST_POLICY: LendingPolicy = {
  ...EXAMPLE_POLICY,
  model_version: 'v0-expert-2026-11',
  bands: {
    ...EXAMPLE_POLICY.bands,
    A: { mult_bp: 3000, term_days: 90, stress_bp: 8500, fee_bp: 450 },
  },
}

/** A kiosk of the same size whose winter brings a quarter: what the eight weeks of summer do not show. */
const KIOSK: CreditInputs = {
  ...TEA,
  features: {
    ...TEA.features,
    periods: [7_224_500, 5_100_000, 1_806_000, 1_806_000, 3_612_000, 6_900_000, 7_224_500],
    windowSales: 7_224_500,
    windowDays: 56,
  },
}

function decisions(stalls: Record<string, CreditInputs>, policy: LendingPolicy): string {
  const model = MODELS[policy.model_version]
  if (model === undefined) throw new Error('there is no such model')
  const state = { policy, model, headroom: 1_000_000_000 }
  const lines = Object.entries(stalls).map(([name, inputs]) => {
    return `${name}\n${canonicalBytes(underwrite(inputs, state))}\n`
  })
  return lines.join('\n')
}

it('decides the same stalls to the byte as when this was written', async ({ expect }) => {
  // Never changes: what is stored was decided like this.
  await expect(decisions(STALLS, FIRST_POLICY)).toMatchFileSnapshot('golden-decisions.txt')
  // When the core is meant to decide otherwise: a new model, `vitest -u`, and a word in the commit on what changed for whom.
  const now = { ...STALLS, 'kiosk, in its summer': KIOSK }
  await expect(decisions(now, EXAMPLE_POLICY)).toMatchFileSnapshot('golden-decisions-v1.txt')
})

it('does not look at a year for a model that was published before any did', ({ expect }) => {
  const state = { policy: FIRST_POLICY, model: MODELS['v0-expert-2026-11'] ?? CURRENT_MODEL }
  const { periods: _, ...features } = KIOSK.features
  const [one, other] = [KIOSK, { ...KIOSK, features }].map((inputs) =>
    assess(inputs, { ...state, headroom: 1_000_000_000 }),
  )
  expect(one).toEqual(other)
})
