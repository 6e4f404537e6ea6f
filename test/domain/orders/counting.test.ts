import fc from 'fast-check'
import { it } from 'vitest'
import { checkCode, counted, countedWhole, takenOn } from '../../../src/domain/orders/counting.ts'
import { CODE_REST_MS, CODE_TRIES_MAX } from '../../../src/domain/orders/limits.ts'
import type { OrderLine } from '../../../src/domain/orders/order.ts'
import { lineOf, NOW } from './samples.ts'

const RUNS = 40_000
const ITEMS = ['tea', 'sugar', 'milk'] as const

const lines = fc
  .tuple(
    fc.integer({ min: 1, max: ITEMS.length }),
    fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 })), { minLength: 3, maxLength: 3 }),
  )
  .map(([length, each]): OrderLine[] =>
    each.slice(0, length).map(([more, accepted], i) => ({
      ...lineOf(ITEMS[i] ?? '', accepted + more, 100),
      accepted,
    })),
  )
const quantity = fc.oneof(
  { weight: 20, arbitrary: fc.nat({ max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 5, 8, 0.5, Number.NaN, 2 ** 53) },
)
const named = fc.array(
  fc.record({ item: fc.constantFrom<string>(...ITEMS, 'coffee'), n: quantity }),
  { maxLength: 4 },
)

/** Whether every item is named once, is one of the lines, and is a number of packs that may be there. */
function isFair(all: readonly OrderLine[], said: readonly { item: string; n: number }[]): boolean {
  return said.every(({ item, n }, i) => {
    const line = all.find((one) => one.item === item)
    const isFirst = said.findIndex((one) => one.item === item) === i
    return line !== undefined && isFirst && [...Array(line.accepted + 1).keys()].includes(n)
  })
}

it('takes a count of every line once, and no other', ({ expect }) => {
  let taken = 0
  fc.assert(
    fc.property(lines, named, (all, said) => {
      const counts = said.map(({ item, n }) => ({ item, arrived: n, problem: null }))
      const result = counted(all, counts)
      const isRight = said.length === all.length && isFair(all, said)
      if ((result !== null) !== isRight) throw new Error(`${result === null} of ${said.length}`)
      if (result === null) return
      taken += 1
      for (const [i, line] of result.entries()) {
        const was = all[i]
        const n = said.find(({ item }) => item === line.item)?.n
        const problem = n === was?.accepted ? null : 'short'
        if (JSON.stringify(line) !== JSON.stringify({ ...was, arrived: n, problem }))
          throw new Error(JSON.stringify({ line, was, n }))
      }
    }),
    { numRuns: RUNS },
  )
  expect(taken).toBeGreaterThan(RUNS / 100)
})

it('takes on as much as was ordered or less, never nothing, and what is not named whole', ({
  expect,
}) => {
  let taken = 0
  fc.assert(
    fc.property(lines, named, (all, said) => {
      const result = takenOn(
        all,
        said.map(({ item, n }) => ({ item, quantity: n })),
      )
      const left = all.map(
        (line) => said.find(({ item }) => item === line.item)?.n ?? line.accepted,
      )
      const isRight = isFair(all, said) && left.some((n) => n > 0)
      if ((result !== null) !== isRight) throw new Error(`${result === null} of ${said.length}`)
      if (result === null) return
      taken += 1
      if (result.some(({ accepted }, i) => accepted !== left[i])) throw new Error('another number')
    }),
    { numRuns: RUNS },
  )
  expect(taken).toBeGreaterThan(RUNS / 100)
})

it('keeps what was said to be wrong with a line only where packs are missing', ({ expect }) => {
  const all = [lineOf('tea', 3, 100), lineOf('sugar', 2, 100)]
  const count = (item: string, arrived: number, problem: 'damaged' | 'wrong' | null) => ({
    item,
    arrived,
    problem,
  })
  expect(counted(all, [count('sugar', 2, 'wrong'), count('tea', 2, 'damaged')])).toMatchObject([
    { item: 'tea', arrived: 2, problem: 'damaged' },
    { item: 'sugar', arrived: 2, problem: null },
  ])
  expect(countedWhole(all)).toMatchObject([{ arrived: 3 }, { arrived: 2 }])
})

it('gives a thief at most five tries in a quarter of an hour, and never opens while it rests', ({
  expect,
}) => {
  const tries = fc.array(
    fc.record({ isRight: fc.boolean(), afterMs: fc.nat({ max: CODE_REST_MS / 2 }) }),
    { maxLength: 30 },
  )
  let rested = 0
  fc.assert(
    fc.property(tries, (all) => {
      let code = { hash: 'right', tries: 0, restsUntilMs: 0 }
      let nowMs = NOW
      const wrongAt: number[] = []
      for (const { isRight, afterMs } of all) {
        nowMs += afterMs
        const checked = checkCode(code, isRight ? 'right' : 'wrong', nowMs)
        const rests = nowMs < code.restsUntilMs
        if ((checked.check === 'code_rests') !== rests) throw new Error('rests, or does not')
        if (rests && checked.code !== code) throw new Error('a try that was not one counts')
        rested += rests ? 1 : 0
        if (!rests && (checked.check === 'right') !== isRight) throw new Error('not what it is')
        if (checked.check === 'code_wrong') wrongAt.push(nowMs)
        ;({ code } = checked)
      }
      // After the fifth the next comes no sooner than the rest is over.
      for (let i = CODE_TRIES_MAX; i < wrongAt.length; i += CODE_TRIES_MAX) {
        if ((wrongAt[i] ?? 0) - (wrongAt[i - 1] ?? 0) < CODE_REST_MS) throw new Error('no rest')
      }
    }),
    { numRuns: 20_000 },
  )
  expect(rested).toBeGreaterThan(1000)
})
