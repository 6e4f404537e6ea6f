/** What must hold over all the books of a market while nothing is on its way, as sentences about what does not. */
import { env } from 'cloudflare:workers'
import { findOrder } from '../../../src/db/orders.ts'
import type { OrderRow } from '../../../src/db/orders.ts'
import { readDay } from '../../../src/domain/calendar.ts'
import { ownOf, payable, planAt, planNow } from '../../../src/domain/orders/funding.ts'
import { ENDED, goodsOf } from '../../../src/domain/orders/order.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { orderRow } from '../../../src/domain/orders/view.ts'
import type { BookMovement } from '../../../src/domain/partners/funding.ts'
import { localDay } from '../../../src/domain/time.ts'
import { idOf } from '../../../src/platform/ids.ts'
import { partnerBook, vendorBook, walletBook } from '../../support/books.ts'
import type { Standing } from '../../support/worker.ts'
import { moneyIn, POCKET, worthOf } from './market.ts'
import type { Market } from './market.ts'

type StallStanding = Standing & { orders: Order[]; unheard: string[] }
type PartnerStanding = Standing & { promises: Record<string, number>; moved: BookMovement[] }

const sum = <T>(all: readonly T[], of: (one: T) => number) =>
  all.reduce((total, one) => total + of(one), 0)

/** What is looked at: every row of the books named (all of them without), and orders that changed since the last look. */
export interface Look {
  audited: readonly string[] | null
  /** Versions of orders that D1 was compared at; kept up by each look. */
  seen: Map<string, number>
}

export async function violations(market: Market, { audited, seen }: Look): Promise<string[]> {
  const isAudited = (id: string) => audited?.includes(id) ?? true
  const { lender: lenderId, suppliers, places } = market
  const [stalls, partners, wallets] = await Promise.all([
    Promise.all(
      places.map(async ({ id }): Promise<StallStanding> => vendorBook(id).standing(isAudited(id))),
    ),
    Promise.all(
      [lenderId, ...suppliers.map(({ id }) => id)].map(async (id): Promise<PartnerStanding> =>
        partnerBook(id).standing(isAudited(id)),
      ),
    ),
    Promise.all(
      places.map(async ({ wallet: id }): Promise<Standing> =>
        walletBook(id).standing(isAudited(id)),
      ),
    ),
  ])
  const orders = stalls.flatMap((stall) => stall.orders)
  const changed = orders.filter(({ id, version }) => seen.get(id) !== version)
  for (const { id, version } of changed) seen.set(id, version)
  const [lender] = partners
  return [
    ...wrongTogether(market, [...stalls, ...partners, ...wallets]),
    ...stalls.flatMap(wrongStall),
    ...(lender === undefined ? ['there is no lender'] : wrongPromises(lender, orders)),
    ...wrongPayments(partners, orders),
    ...(await wrongCopies(changed)),
  ]
}

/** Each book is sound, and over all of them nothing came from nowhere or went there. */
function wrongTogether(market: Market, all: readonly Standing[]): string[] {
  const wrong = all.flatMap(({ report }) => report.problems.map((one) => `${report.book} ${one}`))
  const money = sum(all, ({ purses }) => worthOf(purses))
  if (money !== moneyIn(market)) wrong.push(`${money} is in the books, and not ${moneyIn(market)}`)
  const net = sum(all, ({ report }) => report.inbound - report.outbound)
  const pockets = market.places.length * POCKET
  if (net !== pockets) wrong.push(`${net} came into these books from others, and not ${pockets}`)
  return wrong
}

/** A stall's money for orders is what its orders need, and everybody has heard of them. */
function wrongStall({ report, purses, orders, unheard }: StallStanding): string[] {
  const needed = sum(orders, (order) => ownOf(planNow(order)))
  const wrong = unheard.map((id) => `${id} was not heard of`)
  if (purses.ordered !== needed)
    wrong.push(`${report.book} sets ${purses.ordered} aside for orders that need ${needed}`)
  const waits = orders.filter(({ state }) => state === 'placing' || state === 'confirmed')
  return [...wrong, ...waits.map(({ id, state }) => `${id} is still ${state}`)]
}

/** The lender keeps for every order that may still draw what was placed, and nothing for any other. */
function wrongPromises({ purses, promises }: PartnerStanding, orders: readonly Order[]): string[] {
  const due = orders.filter((order) => order.credit !== null && !ENDED.includes(order.state))
  const right = Object.fromEntries(due.map(({ id, plan }) => [id, plan.credit]))
  const wrong = [...new Set([...Object.keys(promises), ...Object.keys(right)])].filter(
    (id) => promises[id] !== right[id],
  )
  const promised = sum(Object.values(promises), (amount) => amount)
  return [
    ...wrong.map((id) => `${promises[id]} is promised to ${id}, and not ${right[id]}`),
    ...(purses.ordered === promised ? [] : [`${purses.ordered} is kept for ${promised}`]),
  ]
}

/** Suppliers were paid for what arrived, once; lenders drew for it; nobody paid more than was placed. */
function wrongPayments(partners: readonly PartnerStanding[], orders: readonly Order[]): string[] {
  const movements = partners.flatMap(({ moved }) => moved).filter(({ state }) => state === 'posted')
  const draws = movements.filter(({ kind }) => kind === 'draw')
  const byDraw = new Map(draws.map((one) => [one.id, one.amount]))
  const known = new Set(orders.map(({ id }) => id))
  const strange = movements.filter(({ order }) => order !== null && !known.has(order))
  return [
    ...strange.map(({ id }) => `${id} is for no order`),
    ...orders.flatMap((order) => {
      const own = movements.filter((one) => one.order === order.id)
      const drawn = byDraw.get(idOf('draw', `draw ${order.id}`)) ?? 0
      return wrongPayment(order, own, drawn).map((one) => `${order.id} ${order.state}: ${one}`)
    }),
  ]
}

function wrongPayment(order: Order, own: readonly BookMovement[], drawn: number): string[] {
  const wrong: string[] = []
  const of = (kind: BookMovement['kind']) => own.filter((one) => one.kind === kind)
  const paid = sum(of('purchase'), ({ amount }) => amount)
  const back = sum(of('credit_note'), ({ amount }) => amount)
  if (back !== sum(order.creditNotes, ({ amount }) => amount)) wrong.push(`${back} came back`)
  if (back > paid) wrong.push(`${back} of ${paid} came back`)
  if (of('purchase').length > 1) wrong.push('it was paid twice')
  if (order.state !== 'settled') {
    if (paid > 0 || drawn > 0) wrong.push(`${paid} was paid and ${drawn} drawn`)
    return wrong
  }
  const plan = planAt(order, goodsOf(order.lines))
  const worth = sum(order.lines, ({ arrived, unitPrice }) => (arrived ?? NaN) * unitPrice)
  // The discount is what the supplier gives up on the part on credit, rounded down, and nothing else.
  const discount = worth - paid
  const right = Math.floor(((drawn + discount) * order.discountBp) / 10_000)
  if (discount !== right) wrong.push(`${paid} was paid for ${worth} and a discount of ${right}`)
  if (drawn !== plan.credit) wrong.push(`${drawn} was drawn, and not ${plan.credit}`)
  if (paid > payable(order.plan)) wrong.push(`${paid} was paid, and ${payable(order.plan)} placed`)
  if (drawn > order.plan.credit) wrong.push('more was drawn than placed')
  const { jar, available } = order.plan
  if (paid - drawn > jar + available) wrong.push('more was taken than placed')
  return wrong
}

/** D1 says of every order that was placed what its book says. */
async function wrongCopies(orders: readonly Order[]): Promise<string[]> {
  const rows = await Promise.all(
    orders.map(async (order): Promise<[Order, OrderRow | null]> => [
      order,
      await findOrder(env.DB, order.id),
    ]),
  )
  return rows.flatMap(([order, row]) => {
    const wasPlaced = order.events.some(({ what }) => what === 'placed')
    if (!wasPlaced) return row === null ? [] : [`${order.id} is in D1`]
    const dayOf = (atMs: number) => readDay(localDay(atMs, 'Asia/Kolkata')) ?? 0
    const right: Record<string, unknown> = orderRow(order, dayOf)
    const isSame = Object.entries(row ?? {}).every(
      ([column, value]) => column === 'toldVersion' || right[column] === value,
    )
    return row !== null && isSame ? [] : [`${order.id} is another in D1`]
  })
}
