import type { Context } from 'hono'
import {
  apiKey,
  float as floatSchema,
  funding as fundingSchema,
  newApiKeyBody,
  newFundingBody,
  newPartnerBody,
  partner as partnerSchema,
  partnerParams,
} from '../../contract/partner.ts'
import { SCOPES_OF_KIND } from '../../domain/partners/scopes.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import {
  createApiKey,
  createPartner,
  deploymentMode,
  findFloatMovement,
  findPartner,
  fundFloat,
  isApiKeyMade,
  viewFloat,
} from '../../services/partners.ts'
import { declined, Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { assertCurrency, moneyOf, tenantOf } from './visible.ts'

const tags = ['Partners']

const createPartnerOperation = operation(
  { scope: 'partners:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/partners',
    operationId: 'createPartner',
    tags,
    summary: 'Admit a partner',
    request: { body: jsonBody(newPartnerBody) },
    responses: { 201: { description: 'The new partner.', content: json(partnerSchema) } },
  },
)

const createApiKeyOperation = operation(
  { scope: 'partners:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/partners/{id}/api-keys',
    operationId: 'createApiKey',
    tags,
    summary: 'Make an API key',
    description:
      'The key is shown once. With an Idempotency-Key a repetition makes no second key, but it cannot show the first ' +
      'again either: it answers 409.',
    request: { params: partnerParams, body: jsonBody(newApiKeyBody) },
    responses: { 201: { description: 'The new key.', content: json(apiKey) } },
  },
)

const createFunding = operation(
  { scope: 'floats:fund', idempotency: 'required' },
  {
    method: 'post',
    path: '/partners/{id}/fundings',
    operationId: 'createFunding',
    tags,
    summary: 'Fund a float',
    description:
      'Puts money that the operator took in outside into the float. Closed-loop money begins here.',
    request: { params: partnerParams, body: jsonBody(newFundingBody) },
    responses: { 201: { description: 'The float has the money.', content: json(fundingSchema) } },
  },
)

const getFloat = operation(
  { scope: 'floats:read' },
  {
    method: 'get',
    path: '/partners/{id}/float',
    operationId: 'getFloat',
    tags,
    summary: 'Read a float',
    description: 'The caller’s own; anybody’s for the operator.',
    request: { params: partnerParams },
    responses: { 200: { description: 'The float.', content: json(floatSchema) } },
  },
)

export const partners = partnerRouter()
  .openapi(createPartnerOperation, async (c) => {
    const { ctx } = c.var
    const body = c.req.valid('json')
    return once(c, newId('partner', ctx.nowMs), async (id) => {
      const { createdAtMs } = await createPartner(ctx, { id, ...body })
      return c.json(
        { object: 'partner' as const, id, ...body, created_at: isoTime(createdAtMs) },
        201,
      )
    })
  })
  .openapi(createApiKeyOperation, async (c) => {
    const { ctx } = c.var
    const { scopes } = c.req.valid('json')
    const partner = await knownPartner(c, c.req.valid('param').id)
    assertScopesOf(partner.kind, scopes ?? [])
    const work = async (keyId: string) => {
      if (await isApiKeyMade(ctx, keyId)) throw KEY_SHOWN_BEFORE
      const made = await createApiKey(ctx, partner, scopes, keyId)
      const facts = {
        partner: partner.id,
        mode: deploymentMode(c.env),
        created_at: isoTime(ctx.nowMs),
      }
      return c.json({ object: 'api_key' as const, ...made, ...facts }, 201)
    }
    return once(c, newId('apiKey', ctx.nowMs), work, KEY_SHOWN_BEFORE)
  })
  .openapi(createFunding, async (c) => {
    const { ctx } = c.var
    const { amount } = c.req.valid('json')
    const { id: partnerId, currency } = await knownPartner(c, c.req.valid('param').id)
    assertCurrency(amount, currency)
    return once(c, newId('funding', ctx.nowMs), async (id) => {
      const outcome = await fundFloat(ctx, { id, partnerId, amount: amount.amount })
      if (outcome.state === 'declined') throw declined(outcome.reason)
      if (outcome.state === 'conflict') throw new Problem('conflict')
      const movement = await findFloatMovement(ctx, partnerId, id)
      if (movement === null) throw new Error('a funding that was made is not in the book')
      const created_at = isoTime(movement.atMs)
      return c.json({ object: 'funding' as const, id, partner: partnerId, amount, created_at }, 201)
    })
  })
  .openapi(getFloat, async (c) => {
    const { ctx, caller } = c.var
    const { id } = c.req.valid('param')
    const isVisible = tenantOf(caller) === null || caller.partnerId === id
    const float = isVisible ? await viewFloat(ctx, id) : null
    if (float === null) throw new Problem('not_found', 'The caller has no such float.')
    const money = (amount: number) => moneyOf(amount, float.currency)
    const { available, pending, funded } = float
    return c.json(
      {
        object: 'float' as const,
        partner: id,
        available: money(available),
        pending: money(pending),
        funded: money(funded),
      },
      200,
    )
  })

/** The stored answer of a call that showed a key: the key itself is kept nowhere. */
const KEY_SHOWN_BEFORE = new Problem(
  'conflict',
  'The first call with this Idempotency-Key made the API key and showed it; it cannot be shown again.',
)

async function knownPartner(c: Context<PartnerEnv>, partnerId: string) {
  const partner = await findPartner(c.var.ctx, partnerId)
  if (partner === null) throw new Problem('not_found', 'There is no such partner.')
  return partner
}

/** @throws Problem `invalid` for a scope that this kind of partner may not have */
function assertScopesOf(kind: keyof typeof SCOPES_OF_KIND, scopes: readonly string[]): void {
  const errors = scopes.flatMap((scope, i) =>
    SCOPES_OF_KIND[kind].some((allowed) => allowed === scope)
      ? []
      : [{ pointer: `/scopes/${i}`, detail: `not for a partner of kind ${kind}`, code: 'scope' }],
  )
  if (errors.length > 0) throw invalidFields(errors)
}
