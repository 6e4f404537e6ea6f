/**
 * `npm run credit:replay`: makes every stored credit decision again from what it was made from, and compares the bytes.
 * Asks a running deployment: the one that `npm start` serves, or `--url` with the operator's token in OPERATOR_TOKEN.
 */
import { parseArgs } from 'node:util'
import type { CreditInputs } from '../../src/domain/credit/features.ts'
import { MODELS } from '../../src/domain/credit/model.ts'
import type { LendingPolicy } from '../../src/domain/credit/policy.ts'
import { canonicalBytes, inputHash, underwrite } from '../../src/domain/credit/underwrite.ts'
import { getJson } from '../demo/post-json.ts'
import type { CallOptions } from '../demo/post-json.ts'
import { complain, say } from '../demo/terminal.ts'
import { DEMO_OPERATOR_TOKEN } from '../demo/token.ts'

interface StoredDecision {
  vendor: string
  as_of_day: number
  policy_id: string
  policy_version: number
  model_version: string
  headroom: number
  input_hash: string
  inputs: string
  body: string
}

interface Page<Item> {
  data: Item[]
  next_cursor: string | null
}

const PAGE = 100

const { values } = parseArgs({ options: { url: { type: 'string' } } })
const options: CallOptions = {
  baseUrl: values.url ?? `http://localhost:${process.env['PORT'] ?? '8787'}`,
  token: process.env['OPERATOR_TOKEN'] ?? DEMO_OPERATOR_TOKEN,
}

try {
  process.exitCode = (await replay()) ? 0 : 1
} catch (error) {
  complain(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function replay(): Promise<boolean> {
  const policies = new Map<string, Promise<LendingPolicy>>()
  let made = 0
  const wrong: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = (await getJson(
      `/v1/credit/decisions?limit=${PAGE}${query}`,
      options,
    )) as Page<StoredDecision>
    for (const stored of page.data) {
      const key = `${stored.policy_id}/${stored.policy_version}`
      const policy = policies.get(key) ?? readPolicy(key)
      policies.set(key, policy)
      const problem = compare(stored, await policy)
      made += 1
      if (problem !== null)
        wrong.push(`${stored.vendor}, day ${stored.as_of_day}, ${key}: ${problem}`)
    }
    cursor = page.next_cursor
  }
  for (const line of wrong) complain(line)
  say(`${made} decisions made again, ${wrong.length} differ.`)
  return wrong.length === 0
}

async function readPolicy(key: string): Promise<LendingPolicy> {
  const { policy } = (await getJson(`/v1/lending/policies/${key}`, options)) as {
    policy: LendingPolicy
  }
  return policy
}

/** What differs, as a sentence; null when every byte is the same. */
function compare(stored: StoredDecision, policy: LendingPolicy): string | null {
  const model = MODELS[stored.model_version]
  if (model === undefined) return `there is no model ${stored.model_version}`
  const inputs = JSON.parse(stored.inputs) as CreditInputs
  if (canonicalBytes(inputs) !== stored.inputs) return 'the inputs are not canonical'
  if (inputHash(inputs) !== stored.input_hash) return 'the inputs do not have their hash'
  const again = canonicalBytes(underwrite(inputs, { policy, model, headroom: stored.headroom }))
  return again === stored.body ? null : 'the decision is another one'
}
