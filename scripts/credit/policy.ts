/** The policy that is tested, and what it becomes in the money of a file. */
import { readFileSync } from 'node:fs'
import { policyBody } from '../../src/contract/lending.ts'
import { EXAMPLE_POLICY } from '../../src/domain/credit/example-policy.ts'
import { MODELS } from '../../src/domain/credit/model.ts'
import type { CreditModel } from '../../src/domain/credit/model.ts'
import { policyProblems } from '../../src/domain/credit/policy.ts'
import type { LendingPolicy } from '../../src/domain/credit/policy.ts'
import { ScriptError } from '../demo/script-error.ts'

/** Thirty days of sales of the median stall that the money terms of the example policy fit: 25,000.00 INR. */
export const REFERENCE_TAKINGS = 2_500_000

/** Money terms of a policy times a number, each at least one minor unit. */
export function scaledPolicy(policy: LendingPolicy, scale: number): LendingPolicy {
  const by = (amount: number) => Math.max(1, Math.round(amount * scale))
  return {
    ...policy,
    cap_minor: by(policy.cap_minor),
    ramp_minor: policy.ramp_minor.map(by),
    step_minor: by(policy.step_minor),
    min_offer_minor: by(policy.min_offer_minor),
    portfolio_limit_minor: by(policy.portfolio_limit_minor),
  }
}

/** The example policy, or the one of a file. Throws a ScriptError with everything that is wrong with it. */
export function readPolicy(path: string | undefined): LendingPolicy {
  if (path === undefined) return EXAMPLE_POLICY
  const parsed = policyBody.safeParse(readJson(path))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`)
    throw new ScriptError(`${path} is not a lending policy:\n${lines.join('\n')}`)
  }
  const problems = policyProblems(parsed.data)
  if (problems.length > 0) {
    const lines = problems.map(({ pointer, detail }) => `${pointer}: ${detail}`)
    throw new ScriptError(`${path} contradicts itself:\n${lines.join('\n')}`)
  }
  return parsed.data
}

export function modelOf(policy: LendingPolicy): CreditModel {
  const model = MODELS[policy.model_version]
  if (model === undefined) throw new ScriptError(`There is no model ${policy.model_version}.`)
  return model
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ScriptError(`Cannot read ${path}: ${(error as Error).message}`)
  }
}
