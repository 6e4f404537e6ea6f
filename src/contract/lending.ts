/** Credit as lenders and the operator see it. */
import { z } from '@hono/zod-openapi'
import { EXAMPLE_POLICY } from '../domain/credit/example-policy.ts'
import { GATE_CODES } from '../domain/credit/features.ts'
import { MODELS } from '../domain/credit/model.ts'
import { ACTIVE_DAYS_MIN, TENURE_DAYS_MIN } from '../domain/credit/policy.ts'
import { AMOUNT_MAX_MINOR } from '../domain/money/money.ts'
import { currencyField, idField, orNull, textField, timeField } from './fields.ts'
import { listOf, pageQuery } from './list.ts'
import { money } from './money.ts'

const minor = z.int().min(1).max(AMOUNT_MAX_MINOR)
const bp = (most: number) => z.int().min(0).max(most)
const bandName = z.string().regex(/^[A-Z][A-Z0-9]{0,7}$/, 'must be a short name such as A')
const [firstModel = '', ...otherModels] = Object.keys(MODELS)

const bandTerms = z
  .strictObject({
    mult_bp: bp(20_000).openapi({ description: 'Share of thirty days of steady income.' }),
    term_days: z.int().min(1).max(365),
    stress_bp: bp(10_000).openapi({ description: 'Part of the steady income left under stress.' }),
    fee_bp: bp(5000).openapi({ description: 'Flat fee; clipped to the APR cap.' }),
  })
  .openapi('BandTerms')

/** A policy as a lender sends it: every field, and no other. */
export const policyBody = z
  .strictObject({
    policy_id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{2,39}$/, 'must be 3 to 40 small letters, digits and hyphens'),
    version: z.int().min(1).max(1_000_000),
    currency: currencyField,
    active: z.boolean().openapi({ description: 'False suspends the policy: its offers end.' }),
    valid_from_day: z
      .int()
      .min(0)
      .max(1_000_000)
      .openapi({ description: 'Days since 1970-01-01.' }),
    jurisdiction: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 country code'),
    apr_basis: z.enum(['nominal_daily_x365', 'effective_annual']),
    max_apr_bp: z.int().min(1).max(100_000),
    min_fee_bp: bp(5000),
    model_version: z.enum([firstModel, ...otherModels]),
    bands: z.record(bandName, bandTerms).openapi({
      description: 'Terms by name: a capital letter, then up to seven capitals or digits.',
    }),
    cutoffs: z
      .array(z.tuple([bandName, z.int().min(0).max(2000)]).openapi({ minItems: 2, maxItems: 2 }))
      .min(1)
      .max(8),
    cap_minor: minor,
    ramp_minor: z.array(minor).min(1).max(12),
    step_minor: minor,
    min_offer_minor: minor,
    holdback_bp: z.strictObject({ default: bp(10_000), min: bp(10_000), max: bp(10_000) }),
    portfolio_limit_minor: minor,
    min_tenure_days: z.int().min(TENURE_DAYS_MIN).max(3650),
    min_active_days: z.int().min(ACTIVE_DAYS_MIN).max(56),
    offer_ttl_days: z.int().min(1).max(30),
    rebate_bp: bp(10_000),
    allow_cash: z.boolean(),
  })
  .openapi('LendingPolicyBody', { example: EXAMPLE_POLICY })

export const policy = z
  .strictObject({
    object: z.literal('lending_policy'),
    lender: idField('partner'),
    policy: policyBody,
    created_at: timeField,
  })
  .openapi('LendingPolicy')

export const policyList = listOf(policy, 'LendingPolicyList')

export const policyParams = z.strictObject({
  policy_id: z
    .string()
    .min(1)
    .max(40)
    .openapi({ param: { name: 'policy_id', in: 'path' } }),
  version: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number)
    .openapi({ param: { name: 'version', in: 'path' }, type: 'integer' }),
})

export const dryRunBody = z
  .strictObject({
    policy: policyBody,
    after: z
      .string()
      .regex(/^[1-9]\d{0,4}$/, 'must be `next` of the answer before')
      .optional()
      .openapi({ description: '`next` of the answer before: a large market takes several calls.' }),
  })
  .openapi('DryRunBody', { example: { policy: EXAMPLE_POLICY } })

const bandResult = z.strictObject({
  band: z.string(),
  offers: z.int(),
  amount: money,
  expected_loss_bp: z.int(),
})

export const dryRun = z
  .strictObject({
    object: z.literal('dry_run'),
    vendors: z.int().openapi({ description: 'Vendors looked at.' }),
    offers: z.int(),
    amount: money,
    expected_loss: money.openapi({
      description: 'By the bad rates of the simulator; a comparison of policies, not a forecast.',
    }),
    bands: z.array(bandResult),
    reasons: z.array(z.strictObject({ code: z.string(), vendors: z.int() })).openapi({
      description: 'First reason of each vendor without an offer.',
    }),
    next: z.string().nullable(),
  })
  .openapi('DryRun')

const totals = {
  draws: z.int(),
  open: z.int(),
  principal: money,
  fee: money,
  repaid: money,
  rebated: money,
  written_off: money,
  remaining: money.openapi({
    description: 'repaid + rebated + written_off + remaining = principal + fee, at all times.',
  }),
  principal_out: money,
  pace_bp: z.int().nullable().openapi({
    description: 'Actual over expected days of the repaid draws, on average.',
  }),
}

export const portfolio = z
  .strictObject({ object: z.literal('portfolio'), ...totals })
  .openapi('Portfolio')

export const performance = z
  .strictObject({
    object: z.literal('list'),
    data: z.array(
      z.strictObject({
        object: z.literal('cohort'),
        cohort: z.string().openapi({ description: 'First day of four weeks of draws.' }),
        policy_id: z.string(),
        band: z.string(),
        ...totals,
      }),
    ),
  })
  .openapi('Performance')

export const draw = z
  .strictObject({
    object: z.literal('draw'),
    id: idField('draw'),
    vendor: idField('vendor'),
    line: idField('creditLine'),
    policy_id: z.string(),
    policy_version: z.int(),
    band: z.string(),
    day: z.string(),
    principal: money,
    fee: money,
    repaid: money,
    rebated: money,
    written_off: money,
    remaining: money,
    principal_out: money,
    expected_days: z.int(),
    supplier: idField('partner').nullable(),
    reference: z.string().nullable(),
    state: z.enum(['open', 'repaid', 'written_off']),
    closed_day: z.string().nullable(),
    updated_at: timeField,
  })
  .openapi('Draw')

export const drawList = listOf(draw, 'DrawList')

export const movement = z
  .strictObject({
    object: z.enum(['repayment', 'purchase']),
    id: z.string(),
    vendor: z.string().nullable(),
    amount: money,
    state: z.enum(['posted', 'pending', 'voided', 'declined']),
    draw: z.string().nullable(),
    reference: z.string().nullable(),
    at: timeField,
  })
  .openapi('BookMovement')

export const movementList = listOf(movement, 'BookMovementList')

export const income = z
  .strictObject({
    object: z.literal('income'),
    vendor: idField('vendor'),
    as_of: z.string().nullable(),
    steady_week: money,
    days: z.array(z.strictObject({ day: z.string(), sales: money })).openapi({
      description: 'Qualified sales of the last 120 days; days without are left out.',
    }),
  })
  .openapi('VendorIncome')

export const appealQuery = pageQuery.extend({
  state: z.enum(['open', 'upheld', 'rejected']).optional(),
})

export const appeal = z
  .strictObject({
    object: z.literal('appeal'),
    id: idField('appeal'),
    vendor: idField('vendor'),
    code: z.enum(GATE_CODES),
    text: z.string(),
    state: z.enum(['open', 'upheld', 'rejected']),
    answer: z.string().nullable(),
    created_at: timeField,
    resolved_at: orNull(timeField),
  })
  .openapi('Appeal')

export const appealList = listOf(appeal, 'AppealList')
export const appealParams = z.strictObject({
  id: idField('appeal').openapi({ param: { name: 'id', in: 'path' } }),
})
export const appealAnswerBody = z
  .strictObject({ state: z.enum(['upheld', 'rejected']), answer: textField(500) })
  .openapi('AppealAnswer', { example: { state: 'upheld', answer: 'The festival explains it.' } })

export const decision = z
  .strictObject({
    object: z.literal('decision'),
    vendor: idField('vendor'),
    as_of_day: z.int(),
    policy_id: z.string(),
    policy_version: z.int(),
    model_version: z.string(),
    headroom: z.int(),
    input_hash: z.string(),
    inputs: z.string().openapi({ description: 'Canonical JSON, as it was stored.' }),
    body: z.string().openapi({ description: 'Canonical JSON, as it was stored.' }),
  })
  .openapi('Decision')

export const decisionList = listOf(decision, 'DecisionList')
