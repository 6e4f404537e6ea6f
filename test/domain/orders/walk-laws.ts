/** Laws of an order's whole life: whatever is said to it, by whomever, at whatever moment. */
import fc from 'fast-check'
import { payable, planAt, planNow } from '../../../src/domain/orders/funding.ts'
import { ENDED, goodsOf } from '../../../src/domain/orders/order.ts'
import type { Actor, Order, Plan } from '../../../src/domain/orders/order.ts'
import { RULES } from '../../../src/domain/orders/states.ts'
import type { CommandType, OrderCommand } from '../../../src/domain/orders/states.ts'
import { law } from './core.ts'
import type { Core } from './core.ts'
import { CODE, commandsFor, DAY_MS, newOrder, newPooled } from './samples.ts'

const COMMANDS = Object.keys(RULES) as CommandType[]
const ACTORS: readonly Actor[] = ['vendor', 'supplier', 'operator', 'system']
/** What ends an order before it is paid: left out mostly, or no life would be long. */
const ENDS = new Set<CommandType>([
  'not_reserved',
  'reject',
  'cancel',
  'pool_missed',
  'due',
  'not_paid',
])

/** One command, chosen when it is known what is possible. */
interface Said {
  /** Anything at all; else what may be said in this state. */
  isWild: boolean
  mayEnd: boolean
  pick: number
  /** What is counted or taken on of each line; 99 for all. */
  packs: [number, number]
  code: string | null
  agrees: boolean
  unitPrice: number
  afterMs: number
}

const rarely = fc.nat({ max: 9 }).map((n) => n === 0)
const packs = fc.oneof(fc.nat({ max: 12 }), fc.constant(99))

const said: fc.Arbitrary<Said> = fc.record({
  isWild: rarely,
  mayEnd: rarely,
  pick: fc.nat({ max: 10_000 }),
  packs: fc.tuple(packs, packs),
  code: fc.constantFrom(CODE, CODE, null, 'wrong'),
  agrees: fc.boolean(),
  unitPrice: fc.integer({ min: 1, max: 11_000 }),
  afterMs: fc.oneof(fc.nat({ max: 60_000 }), fc.nat({ max: 4 * DAY_MS })),
})

export interface Life {
  order: Order
  said: Said[]
}

const withDiscount = { jar: 0, available: 8_000, credit: 107_800, discount: 2_200 }
const pooledCredit = { jar: 5_000, available: 0, credit: 115_000, discount: 0 }

export const life: fc.Arbitrary<Life> = fc.record({
  order: fc.constantFrom(
    newOrder(),
    newOrder({ plan: withDiscount, discountBp: 200 }),
    newPooled(),
    newPooled({ plan: pooledCredit, credit: newOrder().credit }),
  ),
  said: fc.array(said, { minLength: 5, maxLength: 20 }),
})

export interface LivedStep {
  before: Order
  after: Order
  command: OrderCommand
  ok: boolean
  nowMs: number
}

/** Lives a life: every command with what it did. */
export function live({ transition }: Pick<Core, 'transition'>, { order, said: all }: Life) {
  let [now, nowMs] = [order, order.updatedAtMs]
  return all.map((one): LivedStep => {
    nowMs += one.afterMs
    const possible = COMMANDS.filter(
      (type) => RULES[type].from.includes(now.state) && (one.mayEnd || !ENDS.has(type)),
    )
    const types = one.isWild || possible.length === 0 ? COMMANDS : possible
    const type = types[one.pick % types.length] ?? 'due'
    const actors = one.isWild ? ACTORS : RULES[type].by
    const by = actors[one.pick % actors.length] ?? 'system'
    const before = now
    const command = commandOf(before, type, one)
    const { order: after, ok } = transition(before, command, { by, nowMs })
    now = after
    return { before, after, command, ok, nowMs }
  })
}

function commandOf(order: Order, type: CommandType, one: Said): OrderCommand {
  const usual = commandsFor(order)[type]
  const some = order.lines.map(({ item, accepted }, i) => {
    const n = one.packs[i] ?? 0
    return { item, n: n === 99 ? accepted : n }
  })
  const counts = some.map(({ item, n }) => ({ item, arrived: n, problem: null }))
  if (usual.type === 'accept_partly')
    return { ...usual, lines: some.map(({ item, n }) => ({ item, quantity: n })) }
  if (usual.type === 'confirm') return { ...usual, codeHash: one.code, counts }
  if (usual.type === 'dispute' || usual.type === 'resolve') return { ...usual, counts }
  if (usual.type === 'answer') return { ...usual, agrees: one.agrees }
  return usual.type === 'pool_closed' ? { ...usual, unitPrice: one.unitPrice } : usual
}

const partsOf = ({ jar, available, credit }: Plan) => [jar, available, credit]

/** What is wrong with a step from one order to the next. */
function wrongStep({ before, after, ok }: LivedStep): string | null {
  if (ENDED.includes(before.state)) return after === before ? null : 'it was over'
  if (!ok && after.state !== before.state) return 'a refusal moved it'
  if (after.version - before.version !== (ok ? 1 : 0)) return 'a version was left out'
  // What is told of an order counts on it.
  if (after.events.length - before.events.length !== after.version - before.version)
    return 'a change without its event'
  const [had, has] = [planNow(before), planNow(after)]
  if (partsOf(has).some((part, i) => part < 0 || part > (partsOf(had)[i] ?? 0)))
    return `${JSON.stringify(has)} is set aside after ${JSON.stringify(had)}`
  const goods = ENDED.includes(after.state) ? 0 : goodsOf(after.lines)
  if (payable(has) + has.discount !== goods) return `${payable(has)} for goods of ${goods}`
  const consent = after.pool?.unitPriceMax ?? Infinity
  return after.lines.some(({ unitPrice }) => unitPrice > consent) ? 'above the consent' : null
}

/** What is wrong with how an order became one that is paid for. */
function wrongConfirmation({ before, command, nowMs }: LivedStep): string | null {
  if (command.type === 'confirm' && command.codeHash === before.code?.hash) return null
  // Without the code somebody must have said that it was handed over.
  if (!['delivered', 'disputed'].includes(before.state)) return 'nobody handed anything over'
  if (command.type === 'due') return nowMs >= (before.dueAtMs ?? Infinity) ? null : 'too early'
  if (command.type === 'answer') return command.agrees ? null : 'the supplier did not agree'
  if (command.type === 'resolve') return null
  const isWhole =
    command.type === 'confirm' &&
    command.codeHash === null &&
    command.counts.every(({ arrived }, i) => arrived === before.lines[i]?.accepted)
  return isWhole ? null : 'less was paid for without the code'
}

/** What is wrong with what the supplier gets. */
function wrongPay({ plan }: Order, { before, after }: LivedStep): string | null {
  if (after.state === 'confirmed' && before.state !== 'confirmed') {
    const due = after.lines.reduce(
      (sum, { arrived, accepted, unitPrice }) => sum + (arrived ?? accepted) * unitPrice,
      0,
    )
    const now = planNow(after)
    if (payable(now) !== due - now.discount) return `${payable(now)} for ${due}`
    return payable(now) > payable(plan) ? 'more than was placed' : null
  }
  if (after.state !== 'settled' || before.state !== 'confirmed') return null
  const paid = payable(planAt(after, goodsOf(after.lines)))
  return paid === payable(planNow(before)) ? null : 'the payment changed on its way'
}

function firstWrong(steps: LivedStep[], wrong: (step: LivedStep) => string | null): string | null {
  for (const step of steps) {
    const sentence = wrong(step)
    if (sentence !== null) return `${step.command.type} in ${step.before.state}: ${sentence}`
  }
  return null
}

const becomesConfirmed = ({ before, after }: LivedStep) =>
  after.state === 'confirmed' && before.state !== 'confirmed'

export const WALK_LAWS = {
  'sets aside what the goods are worth, never more than before, and nothing once it is over': law(
    life,
    (core, one) => firstWrong(live(core, one), wrongStep),
  ),
  'pays the supplier for what arrived at the prices that were agreed': law(life, (core, one) =>
    firstWrong(live(core, one), (step) => wrongPay(one.order, step)),
  ),
  'pays only on the code, on both sides’ word, on silence in its time, or as the operator decides':
    law(life, (core, one) =>
      firstWrong(live(core, one).filter(becomesConfirmed), wrongConfirmation),
    ),
}
