/** What was decided once is decided again: the published model and four stalls, to the byte. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { it } from 'vitest'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL, MODELS } from '../../../src/domain/credit/model.ts'
import { canonicalBytes, underwrite } from '../../../src/domain/credit/underwrite.ts'

/** A published table is never edited: a new one has a new version, and a line of its own here. */
const PUBLISHED = {
  'v0-expert-2026-11': 'b5281f8a88589c03e12f0f0c679dedfe3ab8573586e95e29dfb3648107fabd45',
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

it('decides the same stalls to the byte as when this was written', async ({ expect }) => {
  const state = { policy: EXAMPLE_POLICY, model: CURRENT_MODEL, headroom: 1_000_000_000 }
  const lines = Object.entries(STALLS).map(([name, inputs]) => {
    return `${name}\n${canonicalBytes(underwrite(inputs, state))}\n`
  })
  // When the core is meant to decide otherwise: `vitest -u`, and say in the commit what changed for whom.
  await expect(lines.join('\n')).toMatchFileSnapshot('golden-decisions.txt')
})
