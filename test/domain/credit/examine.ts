import { createRandom } from '../../../scripts/demo/random.ts'
import { assess } from '../../../src/domain/credit/decision.ts'
import type { Assessment } from '../../../src/domain/credit/decision.ts'
import { cases } from './cases.ts'
import type { Case } from './cases.ts'
import type { Assess, Law } from './laws.ts'

/** A law must hold in so many cases before it counts as tested. */
export const CASES = 100_000
/** A few counterexamples say as much as all of them. */
const SHOWN = 3

export interface Examined {
  /** Cases that the law had something to say of. */
  count: number
  /** What was wrong, each with its case; empty when the law holds. */
  broken: string[]
}

/**
 * Tries laws on vendors by chance, the same ones for the same seed, until each law has spoken `count` times or was
 * broken a few times. A plain loop over all laws at once, because a hundred thousand cases of each are to fit into
 * half a minute: what the core says of the vendor as it is, is asked once for all of them.
 */
export function examine<Name extends string>(
  laws: Record<Name, Law>,
  { seed, count = CASES, core = assess }: { seed: number; count?: number; core?: Assess },
): Record<Name, Examined> {
  const random = createRandom(seed)
  const rows = Object.entries<Law>(laws).map(([name, law]) => {
    const result: Examined = { count: 0, broken: [] }
    return { name, law, result }
  })
  for (const one of cases(random)) {
    const open = rows.filter(({ result }) => result.count < count && result.broken.length < SHOWN)
    if (open.length === 0) break
    const remembering = rememberFirst(core, one)
    for (const { law, result } of open) {
      const wrong = law(remembering, one, random)
      if (wrong === undefined) continue
      result.count += 1
      if (wrong !== null) result.broken.push(`${wrong} in ${told(one)}`)
    }
  }
  return Object.fromEntries(rows.map(({ name, result }) => [name, result])) as Record<
    Name,
    Examined
  >
}

/** What {@link examine} answers when every law holds. */
export function holding<Name extends string>(
  laws: Record<Name, Law>,
  count = CASES,
): Record<Name, Examined> {
  const rows = Object.keys(laws).map((name) => [name, { count, broken: [] }])
  return Object.fromEntries(rows) as Record<Name, Examined>
}

function rememberFirst(core: Assess, one: Case): Assess {
  let first: Assessment | undefined
  return (inputs, state) =>
    inputs === one.inputs && state === one.state
      ? (first ??= core(inputs, state))
      : core(inputs, state)
}

function told({ inputs, state: { policy, headroom } }: Case): string {
  return JSON.stringify({ ...inputs, headroom, policy })
}
