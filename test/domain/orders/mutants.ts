/** Rules that are broken on purpose, each in a way that shops and lenders have been: the law beside each must find it out. */
import { creditPartOf, openClaim, refuseCredit } from '../../../src/domain/orders/claims.ts'
import { jarReversalLegs } from '../../../src/domain/orders/jar.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { closePool, joinPool, leavePool } from '../../../src/domain/orders/pool.ts'
import { transition } from '../../../src/domain/orders/states.ts'
import { CLAIM_LAWS, JAR_LAWS } from './money-laws.ts'
import { MONEY_MUTANTS } from './mutants-money.ts'
import type { Mutant } from './mutants-money.ts'
import { POOL_LAWS } from './pool-laws.ts'
import { WALK_LAWS } from './walk-laws.ts'

const OTHERS: Mutant[] = [
  {
    does: 'closes a pool at the price of all who joined',
    law: POOL_LAWS['never charges anybody more than was agreed to, whoever joins and leaves'],
    core: {
      closePool: (pool, nowMs) => {
        const closed = closePool(pool, nowMs)
        if (closed.closed === null) return closed
        const missed = closed.members.length > 1 ? [] : closed.closed.missed
        return { ...closed, closed: { ...closed.closed, missed } }
      },
    },
  },
  {
    does: 'leaves people out once and looks no further',
    law: POOL_LAWS['closes with the largest group that agrees to its own price, at that price'],
    core: {
      closePool: (pool, nowMs) => {
        const all = closePool(everybodyAgrees(pool), nowMs)
        const price = all.closed?.unitPrice ?? 0
        const few = pool.members.filter(({ unitPriceMax }) => unitPriceMax >= price)
        const closed = closePool(everybodyAgrees({ ...pool, members: few }), nowMs)
        const inside = new Set(few.map(({ order }) => order))
        const missed = pool.members.flatMap(({ order }) => (inside.has(order) ? [] : [order]))
        return closed.closed === null
          ? closed
          : { ...pool, closed: { ...closed.closed, missed }, version: closed.version }
      },
    },
  },
  {
    does: 'throws out the newest until all agree',
    law: POOL_LAWS['does not ask who came first'],
    core: {
      closePool: (pool, nowMs) => {
        let members = pool.members
        while (members.length > 0) {
          const tried = closePool({ ...pool, members }, nowMs)
          if (tried.closed?.missed.length === 0) break
          members = members.slice(0, -1)
        }
        const closed = closePool({ ...pool, members }, nowMs)
        const missed = pool.members.slice(members.length).map(({ order }) => order)
        return closed.closed === null
          ? closed
          : { ...pool, closed: { ...closed.closed, missed }, version: closed.version }
      },
    },
  },
  {
    does: 'lets people leave a closed pool',
    law: POOL_LAWS['stands once it is closed, whoever leaves, comes or closes it again'],
    core: {
      leavePool: (pool, order) => {
        if (pool.closed === null) return leavePool(pool, order)
        return closePool(leavePool({ ...pool, closed: null }, order), pool.closed.atMs)
      },
    },
  },
  {
    does: 'takes an order in again that left',
    law: POOL_LAWS['takes everybody once, and nobody back who left'],
    core: { joinPool: (pool, member, nowMs) => joinPool({ ...pool, left: [] }, member, nowMs) },
  },
  {
    does: 'takes a share of each refund, rounded by itself',
    law: JAR_LAWS['takes out what a refund is of the sale, to the unit, however it is cut'],
    core: {
      jarReversalLegs: (balances, sale, { now }) =>
        jarReversalLegs(balances, sale, { before: 0, now }),
    },
  },
  {
    does: 'looks only at how large one credit note is',
    law: CLAIM_LAWS['never gives back more than was paid, and never claims more'],
    core: { refuseCredit: (order, note) => refuseCredit({ ...order, creditNotes: [] }, note) },
  },
  {
    does: 'adds up no claims',
    law: CLAIM_LAWS['never gives back more than was paid, and never claims more'],
    core: {
      openClaim: (order, claim, nowMs) => {
        const opened = openClaim({ ...order, claims: [] }, claim, nowMs)
        if (!opened.ok) return opened
        return {
          ok: true,
          order: { ...opened.order, claims: [...order.claims, ...opened.order.claims] },
        }
      },
    },
  },
  {
    does: 'repays the credit with all of a credit note',
    law: CLAIM_LAWS[
      'repays the credit with no more than was drawn, however the credit notes are cut'
    ],
    core: {
      creditPartOf: (order, amount) =>
        creditPartOf(order, amount) === 0 ? 0 : Math.min(amount, order.plan.credit),
    },
  },
  {
    does: 'pays for what was ordered instead of what arrived',
    law: WALK_LAWS['pays the supplier for what arrived at the prices that were agreed'],
    core: {
      transition: (order, command, at) => {
        const moved = transition(order, command, at)
        if (moved.order.state !== 'settled') return moved
        return { ...moved, order: { ...moved.order, lines: asOrdered(moved.order) } }
      },
    },
  },
  {
    does: 'opens at any code that looks like one',
    law: WALK_LAWS[
      'pays only on the code, on both sides’ word, on silence in its time, or as the operator decides'
    ],
    core: {
      transition: (order, command, at) =>
        command.type === 'confirm' && order.code !== null
          ? transition(order, { ...command, codeHash: order.code.hash }, at)
          : transition(order, command, at),
    },
  },
  {
    does: 'ends a wait a day too soon',
    law: WALK_LAWS[
      'pays only on the code, on both sides’ word, on silence in its time, or as the operator decides'
    ],
    core: {
      transition: (order, command, at) =>
        transition(order, command, {
          ...at,
          nowMs: command.type === 'due' ? at.nowMs + 24 * 60 * 60_000 : at.nowMs,
        }),
    },
  },
  {
    does: 'takes a pool’s price whatever it is',
    law: WALK_LAWS[
      'sets aside what the goods are worth, never more than before, and nothing once it is over'
    ],
    core: {
      transition: (order, command, at) => {
        const { pool } = order
        if (command.type !== 'pool_closed' || pool === null) return transition(order, command, at)
        const moved = transition(
          { ...order, pool: { ...pool, unitPriceMax: command.unitPrice } },
          command,
          at,
        )
        return moved.ok
          ? { ...moved, order: { ...moved.order, pool: { ...pool, isClosed: true } } }
          : moved
      },
    },
  },
  {
    does: 'takes on again what was not taken on',
    law: WALK_LAWS[
      'sets aside what the goods are worth, never more than before, and nothing once it is over'
    ],
    core: {
      transition: (order, command, at) =>
        command.type === 'accept_partly'
          ? transition({ ...order, lines: asOrdered(order) }, command, at)
          : transition(order, command, at),
    },
  },
]

function asOrdered({ lines }: Order) {
  return lines.map((line) => ({
    ...line,
    accepted: line.quantity,
    arrived: line.arrived === null ? null : line.quantity,
  }))
}

function everybodyAgrees<P extends Parameters<typeof closePool>[0]>(pool: P): P {
  const members = pool.members.map((member) => ({ ...member, unitPriceMax: 1_000 }))
  return { ...pool, members }
}

export const MUTANTS: readonly Mutant[] = [...MONEY_MUTANTS, ...OTHERS]
