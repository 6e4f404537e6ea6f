/** What may be said about orders, by everybody, at any moment. */
import type { Random } from '../../../scripts/demo/random.ts'
import { paidOf } from '../../../src/domain/orders/claims.ts'
import type { Actor, Count, Order } from '../../../src/domain/orders/order.ts'
import { RULES } from '../../../src/domain/orders/states.ts'
import type { CommandType, OrderCommand } from '../../../src/domain/orders/states.ts'
import { newId } from '../../../src/platform/ids.ts'
import {
  actOnOrder,
  claimOnOrder,
  codeHash,
  creditOrder,
  declineClaimOn,
  ordersOf,
} from '../../../src/services/orders.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import { MOVE } from './market.ts'
import type { Move } from './market.ts'
import { CODE } from './world.ts'

const ACTORS: readonly Actor[] = ['vendor', 'supplier', 'operator', 'system']
/** What people say. What the book finds out by itself is left to it. */
const SPOKEN = [
  'accept',
  'accept_partly',
  'reject',
  'pack',
  'dispatch',
  'deliver',
  'confirm',
  'dispute',
  'answer',
  'resolve',
  'cancel',
] as const satisfies readonly CommandType[]
type Spoken = (typeof SPOKEN)[number]

/** What ends an order early or leaves it where it is: seldom, or few would be delivered. */
function isAside(type: CommandType, { state }: Order): boolean {
  if (type === 'dispatch') return state === 'out_for_delivery'
  if (type === 'accept_partly') return state !== 'placed'
  return type === 'reject' || type === 'cancel'
}

function counts({ lines }: Order, random: Random): Count[] {
  const isWhole = random.chance(0.4)
  return lines.map(({ item, accepted }) => ({
    item,
    arrived: isWhole ? accepted : random.int(0, accepted + (random.chance(0.05) ? 1 : 0)),
    problem: random.pick([null, 'short', 'damaged', 'wrong'] as const),
  }))
}

function commandOf(order: Order, type: Spoken, random: Random): OrderCommand {
  const note = 'because'
  switch (type) {
    case 'accept_partly': {
      const lines = order.lines.map(({ item, accepted }) => ({
        item,
        quantity: random.int(0, accepted),
      }))
      return { type, lines, note }
    }
    case 'dispatch':
      return { type, codeHash: codeHash(order.id, CODE) }
    case 'deliver':
      return { type, receivedBy: 'somebody', note: null }
    case 'confirm': {
      const code = random.pick([CODE, CODE, CODE, CODE, CODE, '000000', null])
      const hash = code === null ? null : codeHash(order.id, code)
      return { type, codeHash: hash, counts: counts(order, random) }
    }
    case 'dispute':
    case 'resolve':
      return { type, counts: counts(order, random), note }
    case 'answer':
      return { type, agrees: random.chance(0.5), note }
    case 'reject':
    case 'cancel':
      return { type, note }
    case 'accept':
    case 'pack':
      return { type }
  }
}

async function pickOrder(
  vendorId: string,
  random: Random,
  among: (order: Order) => boolean,
): Promise<Order | null> {
  using desk = ordersOf(ctxAt(Date.now()), vendorId)
  const orders = (await desk.list(null, 30)).filter(among)
  return orders.length === 0 ? null : random.pick(orders)
}

/** One of the commands that the state allows, by one who may say it; seldom anything by anybody. */
export const say: Move = async (market, place, random) => {
  const [{ atMs }, { id }] = [market, place]
  const isWild = random.chance(0.06)
  const order = await pickOrder(id, random, ({ state }) => isWild || isOpen(state))
  if (order === null) return MOVE.order(market, place, random)
  const possible = SPOKEN.filter((type) => RULES[type].from.includes(order.state))
  const usual = possible.filter((type) => !isAside(type, order) || random.chance(0.1))
  const type = isWild || usual.length === 0 ? random.pick(SPOKEN) : random.pick(usual)
  const by = isWild ? random.pick(ACTORS) : random.pick(RULES[type].by)
  const command = commandOf(order, type, random)
  const outcome = await actOnOrder(ctxAt(atMs), { vendorId: id, id: order.id, by }, command)
  return `${type} by ${by} in ${order.state}: ${outcome.ok ? outcome.order.state : outcome.reason}`
}

function isOpen(state: Order['state']): boolean {
  return !['settled', 'rejected', 'cancelled', 'expired', 'confirmed', 'placing'].includes(state)
}

/** A part of what was paid, or somewhat more. */
function someOf(order: Order, random: Random): number {
  return random.int(1, Math.ceil(paidOf(order) * random.pick([0.2, 0.6, 1.1])))
}

/** After it is settled: a claim, a no to one, money back. */
export const claim: Move = async ({ atMs }, { id }, random) => {
  const order = await pickOrder(id, random, ({ state }) => state === 'settled')
  if (order === null) return 'no order to claim on'
  const ctx = ctxAt(atMs)
  const about = { vendorId: id, id: order.id, supplierId: order.supplier }
  const open = order.claims.find(({ state }) => state === 'open')
  if (random.chance(0.4)) {
    const asked = { id: newId('claim', atMs), note: 'weevils', amount: someOf(order, random) }
    const claimed = await claimOnOrder(ctx, about, asked)
    return `claim: ${claimed.ok ? 'open' : claimed.reason}`
  }
  if (open !== undefined && random.chance(0.3)) {
    const declined = await declineClaimOn(ctx, about, { claim: open.id, note: 'no' })
    return `claim declined: ${declined.ok}`
  }
  const note = {
    id: newId('creditNote', atMs),
    amount: someOf(order, random),
    claim: open?.id ?? null,
    note: 'sorry',
  }
  const given = await creditOrder(ctx, about, note)
  if (random.chance(0.3)) await creditOrder(ctx, about, note)
  return `credit note ${given.state}`
}
