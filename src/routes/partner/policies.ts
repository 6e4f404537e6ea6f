import {
  dryRun as dryRunSchema,
  dryRunBody,
  policy as policySchema,
  policyBody,
  policyList,
  policyParams,
} from '../../contract/lending.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import { policyProblems } from '../../domain/credit/policy.ts'
import type { LendingPolicy } from '../../domain/credit/policy.ts'
import { isoTime } from '../../domain/time.ts'
import { addPolicy, dryRun, findPolicy, listPolicies } from '../../services/lending.ts'
import type { PolicyRow } from '../../services/lending.ts'
import { Problem } from '../http.ts'
import { once } from '../middleware/idempotency.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { callingLender, moneyOf, tenantOf } from './visible.ts'

const tags = ['Lending']

const createPolicy = operation(
  { scope: 'lending:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/lending/policies',
    operationId: 'createLendingPolicy',
    tags,
    summary: 'Add a version of a policy',
    description:
      'Policies are data. Versions are 1, 2, 3 …, are only ever added, and each says from which day it decides. To ' +
      'suspend a policy, add a version with `active: false`.',
    request: { body: jsonBody(policyBody) },
    responses: { 201: { description: 'The version is stored.', content: json(policySchema) } },
  },
)

const listPoliciesOperation = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/policies',
    operationId: 'listLendingPolicies',
    tags,
    summary: 'List policies',
    description: 'Every version, by id and version; the caller’s own, all for the operator.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of versions.', content: json(policyList) } },
  },
)

const getPolicy = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/policies/{policy_id}/{version}',
    operationId: 'getLendingPolicy',
    tags,
    summary: 'Read a version of a policy',
    request: { params: policyParams },
    responses: { 200: { description: 'The version.', content: json(policySchema) } },
  },
)

const createDryRun = operation(
  { scope: 'lending:write' },
  {
    method: 'post',
    path: '/lending/policies/dry-runs',
    operationId: 'dryRunLendingPolicy',
    tags,
    summary: 'Try a policy',
    description:
      'Decides for the vendors as they were measured last, and stores nothing: how many offers, how much, and the loss ' +
      'that the simulator’s bad rates would expect.',
    request: { body: jsonBody(dryRunBody) },
    responses: { 200: { description: 'What the policy would do.', content: json(dryRunSchema) } },
  },
)

export const policies = partnerRouter()
  .openapi(createPolicy, async (c) => {
    const { ctx } = c.var
    const lender = await callingLender(c)
    const policy: LendingPolicy = c.req.valid('json')
    return once(c, '', async () => {
      const added = await addPolicy(ctx, lender, policy)
      if (added.outcome === 'invalid') throw invalidFields(added.problems)
      if (added.outcome === 'conflict') throw new Problem('conflict', added.detail)
      return c.json(policyResource(added.row), 201)
    })
  })
  .openapi(listPoliciesOperation, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const lenderId = tenantOf(c.var.caller)
    const name = { list: 'lending_policies', filter: lenderId ?? '' }
    const [policyId = '', version = '0'] = (pageStart(name, cursor) ?? '').split(' ')
    const after = { policyId, version: Number(version) }
    const rows = await listPolicies(c.var.ctx, lenderId, { after, limit: limit + 1 })
    const next = nextAfter(rows, limit, (row) => `${row.policyId} ${row.version}`)
    const data = rows.slice(0, limit).map(policyResource)
    return c.json(listPage(c, name, { data, limit, after: next }), 200)
  })
  .openapi(getPolicy, async (c) => {
    const { policy_id: policyId, version } = c.req.valid('param')
    const row = await findPolicy(c.var.ctx, tenantOf(c.var.caller), { policyId, version })
    if (row === null) throw new Problem('not_found', 'The caller has no such policy.')
    return c.json(policyResource(row), 200)
  })
  .openapi(createDryRun, async (c) => {
    const { policy, after } = c.req.valid('json')
    const problems = policyProblems(policy)
    if (problems.length > 0)
      throw invalidFields(problems.map((one) => ({ ...one, pointer: `/policy${one.pointer}` })))
    const run = await dryRun(c.var.ctx, policy, Number(after ?? 0))
    const money = (amount: number) => moneyOf(amount, policy.currency)
    const sum = (of: (band: (typeof run.bands)[number]) => number) =>
      run.bands.reduce((total, band) => total + of(band), 0)
    return c.json(
      {
        object: 'dry_run' as const,
        vendors: run.vendors,
        offers: sum(({ offers }) => offers),
        amount: money(sum(({ amount }) => amount)),
        expected_loss: money(sum(({ loss }) => loss)),
        bands: run.bands.map(({ band, offers, amount, loss }) => ({
          band,
          offers,
          amount: money(amount),
          expected_loss_bp: amount === 0 ? 0 : Math.round((loss * 10_000) / amount),
        })),
        reasons: run.reasons,
        next: run.next,
      },
      200,
    )
  })

function policyResource(row: PolicyRow) {
  return {
    object: 'lending_policy' as const,
    lender: row.lenderId,
    policy: JSON.parse(row.body) as LendingPolicy,
    created_at: isoTime(row.createdAtMs),
  }
}
