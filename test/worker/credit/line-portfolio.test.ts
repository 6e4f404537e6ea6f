import { it } from 'vitest'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import {
  availableAt,
  creditAt,
  drawAt,
  floatOf,
  newServicing,
  nightOf,
  partnerBook,
} from './servicing-world.ts'
import type { Servicing } from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'

const STALLS = 6
const DRAW = 100_000

/** Six stalls with lines of the same policy, each good for one draw. */
async function sixStalls(change: Partial<LendingPolicy>, funds?: number): Promise<Servicing[]> {
  const world = await newCreditWorld(change, funds)
  const one = () => newServicing({ world, change: { limit: DRAW } })
  return Promise.all(Array.from({ length: STALLS }, one))
}

/** Draws by everybody at once: words of the answers, sorted. */
async function drawAll(stalls: Servicing[]): Promise<string[]> {
  const answers = await Promise.all(stalls.map((one) => drawAt(one, DRAW)))
  return answers.map((one) => ('reason' in one ? one.reason : one.state)).toSorted()
}

const SHORT: [reason: string, change: Partial<LendingPolicy>, funds: number | undefined][] = [
  [
    'portfolio_full',
    { portfolio_limit_minor: 250_000, cap_minor: 200_000, ramp_minor: [200_000] },
    undefined,
  ],
  ['insufficient_funds', {}, 250_000],
]

for (const [reason, change, funds] of SHORT) {
  it(`posts two of six draws at once when there is room for two, and says ${reason} to four`, async ({
    expect,
  }) => {
    const stalls = await sixStalls(change, funds)
    const [{ lender, policy } = stalls[0] as Servicing] = stalls
    const book = partnerBook(lender.id)
    const limit = policy.portfolio_limit_minor
    const before = await floatOf(lender)
    const room = await book.headroom(policy.policy_id, limit)
    expect(room).toBe(250_000)
    const no = [reason, reason, reason, reason]
    expect(await drawAll(stalls)).toEqual([...no, 'posted', 'posted'].toSorted())
    expect(await floatOf(lender)).toBe(before - 2 * DRAW)
    expect(await book.headroom(policy.policy_id, limit)).toBe(50_000)
    expect(await drawAll(stalls)).not.toContain('posted')

    // Sales of one of them repay, and the night brings room for one more.
    const owing: Servicing[] = []
    for (const one of stalls) {
      const { line } = await creditAt(one.stall)
      if ((line?.remaining.amount ?? 0) > 0) owing.push(one)
    }
    expect(owing).toHaveLength(2)
    const [first] = owing
    if (first === undefined) return
    await sell(first.stall.id, 900_000)
    expect(await availableAt(first.stall)).toBeLessThan(900_000)
    await nightOf(first.stall, Date.now() + DAY_MS)
    const others = stalls.filter((one) => !owing.includes(one))
    const words = await drawAll(others)
    expect(words).toEqual([reason, reason, reason, 'posted'].toSorted())
    const outstanding = limit - (await book.headroom(policy.policy_id, limit))
    if (reason === 'portfolio_full') expect(outstanding).toBe(2 * DRAW)
    expect((await book.audit()).problems).toEqual([])
  })
}

it('takes no room for draws that the vendor’s own book refused', async ({ expect }) => {
  const world = await newServicing()
  const { stall, lender, policy } = world
  const room = () => partnerBook(lender.id).headroom(policy.policy_id, policy.portfolio_limit_minor)
  const before = await room()
  await nightOf(stall, Date.now(), { isFlowLow: true })
  expect(await drawAt(world, DRAW)).toMatchObject({ state: 'declined', reason: 'line_frozen' })
  expect(await room()).toBe(before)
  expect(await floatOf(lender)).toBe(100_000_000)
})
