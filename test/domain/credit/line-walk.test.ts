/**
 * Goal: whatever happens to a line, in whatever order, its books add up after every step. Method: long random lives of
 * sales, draws, refunds, repayments, payoffs, write-offs and draws given back over the ledger's engine; the sums are kept a second time, by
 * plain addition.
 */
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import {
  holdbackLegs,
  payoffOf,
  positionsOf,
  prepaidOf,
  returnLegs,
  reversalLegs,
  settlementLegs,
} from '../../../src/domain/credit/line.ts'
import type { Draw } from '../../../src/domain/credit/line.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import { availableOf, holdbackOf, owedOf } from '../../../src/domain/ledger/accounts.ts'
import type { Account, Leg } from '../../../src/domain/ledger/accounts.ts'
import type { Entry } from '../../../src/domain/ledger/entry.ts'
import { IN, Ledger, movement, OUT } from '../ledger/ledger.ts'

const LIVES = 500
const STEPS = 220
const SHARES = [800, 1000, 1200, 2000]

interface Sale {
  entry: Entry
  refunded: number
}

/** A line's life: the ledger, and beside it what a child with a pencil would write down. */
class Life {
  readonly ledger = new Ledger()
  readonly draws: Draw[] = []
  readonly sales: Sale[] = []
  readonly wrong: string[] = []
  readonly random: Random
  sum = { drawn: 0, fee: 0, rebated: 0, writtenOff: 0, taken: 0, reversed: 0, paidOff: 0 }
  remitted = 0
  day = 1000
  holdbackBp = 1200
  steps = 0
  returned = 0

  constructor(seed: number) {
    this.random = createRandom(seed)
  }

  get balances() {
    return this.ledger.head.balances
  }

  get owed(): number {
    return owedOf(this.balances)
  }

  check(fine: boolean, sentence: string): void {
    if (!fine) this.wrong.push(`step ${this.steps}: ${sentence}`)
  }

  post(amount: number, legs: Leg[]): Entry | null {
    const decision = this.ledger.record(
      { type: 'post', movement: movement(`k${this.ledger.rows.length}`, amount), legs },
      1,
    )
    if (decision.outcome !== 'recorded') throw new Error(decision.outcome)
    return decision.entry.declined === null ? decision.entry : null
  }

  step(): void {
    this.steps += 1
    const kind = this.random.weighted([40, 6, 14, 8, 4, 3, 1, 4, 12, 2])
    if (kind === 0) this.sell()
    else if (kind === 1) this.draw()
    else if (kind === 2) this.refundSome()
    else if (kind === 3) this.remit()
    else if (kind === 4) this.payOff()
    else if (kind === 5) this.spend()
    else if (kind === 6) this.writeOff()
    else if (kind === 7) this.holdbackBp = this.random.pick(SHARES)
    else if (kind === 8) this.day += this.random.int(0, 5)
    else this.giveBack()
    this.look()
  }

  sell(amount = this.random.pick([1, this.random.int(1, 99), this.random.int(1, 90_000)])): Sale {
    const tip = this.random.chance(0.2) ? this.random.int(0, amount) : 0
    const before = this.owed
    const legs = holdbackLegs(this.balances, amount - tip, this.holdbackBp)
    const entry = this.post(amount, [{ ...IN, amount }, ...legs])
    if (entry === null) throw new Error('a sale is never declined')
    const taken = before - this.owed
    const share = Number((BigInt(amount - tip) * BigInt(this.holdbackBp)) / 10_000n)
    this.check(taken === Math.min(share, before), `a sale repaid ${taken} of a share of ${share}`)
    this.sum.taken += taken
    const sale = { entry, refunded: 0 }
    this.sales.push(sale)
    return sale
  }

  draw(): void {
    const price = {
      fee_bp: this.random.pick([0, 150, 450]),
      min_fee_bp: 0,
      max_apr_bp: 6000,
      apr_basis: 'nominal_daily_x365' as const,
      window_sales: this.random.int(100_000, 40_000_000),
      window_days: 120,
      steady_weekly_100: 1,
    }
    const principal = this.random.int(1, 400_000)
    const quote = priceDraw(price, principal, this.holdbackBp)
    if (quote === null) return
    const { fee, expected_days, daily_rate_e12 } = quote
    const legs: Leg[] = [
      { ...IN, amount: principal },
      { debit: 'owed', credit: 'drawn', amount: principal },
      ...(fee === 0 ? [] : [{ debit: 'owed', credit: 'fee', amount: fee } as const]),
    ]
    const entry = this.post(principal, legs)
    if (entry === null) throw new Error('a draw is never declined')
    this.post(principal, [{ ...OUT, amount: principal }])
    this.sum.drawn += principal
    this.sum.fee += fee
    const isWaiting = this.draws.some(({ closedDay }) => closedDay === null)
    const terms = { line: 'l', policy: 'p', supplier: null, reference: null, purchase: null }
    this.draws.push({
      id: `d${entry.seq}`,
      seq: entry.seq,
      principal,
      terms: { ...terms, fee, expected_days, daily_rate_e12 },
      day: this.day,
      clockDay: isWaiting ? null : this.day,
      closedDay: null,
      rebated: 0,
      writtenOff: 0,
      checks: [],
    })
  }

  refundSome(): void {
    if (this.sales.length === 0) return
    const sale = this.random.pick(this.sales)
    const left = sale.entry.amount - sale.refunded
    if (left > 0) this.refund(sale, this.random.chance(0.4) ? left : this.random.int(1, left))
  }

  refund(sale: Sale, amount: number): boolean {
    const before = this.owed
    const settled = positionsOf(this.draws, before).reduce((sum, one) => sum + one.settled, 0)
    const part = { before: sale.refunded, now: amount, settled }
    const reversal = reversalLegs(this.balances, sale.entry, part)
    if (this.post(amount, [{ ...OUT, amount }, ...reversal]) === null) {
      this.check(this.owed === before, 'a declined refund changed what is owed')
      return false
    }
    sale.refunded += amount
    this.sum.reversed += this.owed - before
    return true
  }

  remit(): void {
    const amount = holdbackOf(this.balances)
    if (amount === 0) return
    this.post(amount, [{ debit: 'holdback', credit: 'outbound', amount }])
    this.remitted += amount
  }

  /** The vendor uses money for something else. */
  spend(): void {
    const amount = this.random.int(0, availableOf(this.balances))
    if (amount > 0) this.post(amount, [{ ...OUT, amount }])
  }

  payOff(): void {
    const open = positionsOf(this.draws, this.owed).filter(({ remaining }) => remaining > 0)
    if (open.length === 0) return
    const rebateBp = this.random.pick([0, 5000, 10_000])
    const parts = open.map((position) => {
      const { clockDay } = position.draw
      const elapsed = clockDay === null ? 0 : this.day - clockDay
      return { draw: position.draw, ...payoffOf(position, elapsed, rebateBp) }
    })
    const pay = parts.reduce((sum, part) => sum + part.pay, 0)
    const rebate = parts.reduce((sum, part) => sum + part.rebate, 0)
    const before = this.owed
    this.check(pay + rebate === before, 'a payoff is what is owed')
    const off: Leg[] = rebate === 0 ? [] : [{ debit: 'rebated', credit: 'owed', amount: rebate }]
    if (this.post(pay, [...settlementLegs(this.balances, pay), ...off]) === null) {
      this.check(this.owed === before, 'a declined payoff changed what is owed')
      return
    }
    for (const part of parts) part.draw.rebated += part.rebate
    this.sum.rebated += rebate
    this.sum.paidOff += pay
    this.check(this.owed === 0, 'nothing is owed after a payoff')
  }

  writeOff(): void {
    const current = positionsOf(this.draws, this.owed).find(({ remaining }) => remaining > 0)
    if (current === undefined) return
    const { remaining, draw } = current
    this.post(remaining, [{ debit: 'written_off', credit: 'owed', amount: remaining }])
    draw.writtenOff += remaining
    this.sum.writtenOff += remaining
  }

  /** The supplier's book says no to a draw, at whatever time: its money is back and the draw never was. */
  giveBack(): void {
    const positions = positionsOf(this.draws, this.owed)
    const returnable = positions.filter(({ draw }) => draw.writtenOff === 0)
    if (returnable.length === 0) return
    const position = this.random.pick(returnable)
    const { draw, settled, remaining } = position
    const { principal, terms, rebated } = draw
    const before = { owed: this.owed, own: this.own() }
    const back: Leg[] = [{ debit: OUT.credit, credit: OUT.debit, amount: principal }]
    if (this.post(principal, [...back, ...returnLegs(this.balances, position)]) === null)
      throw new Error('the money that came back is enough')
    const paid = settled - rebated
    this.check(this.owed === before.owed - remaining, 'the rest of the draw is owed no more')
    this.check(this.own() === before.own + paid, 'what had been paid is the vendor’s again')
    this.sum.rebated += terms.fee - rebated
    this.sum.paidOff += Math.max(0, principal - paid)
    this.sum.reversed += Math.max(0, paid - principal)
    this.draws.splice(this.draws.indexOf(draw), 1)
    this.returned += 1
  }

  /** What the vendor may spend or has in advance with the lender. */
  own(): number {
    return availableOf(this.balances) + prepaidOf(this.balances)
  }

  /** Everything that must hold after every step. */
  look(): void {
    const { balances, sum, owed } = this
    const net = (account: Account) =>
      balances[account].debitsPosted - balances[account].creditsPosted
    const { drawn, fee, rebated, writtenOff } = sum
    const repaid = sum.taken + sum.paidOff - sum.reversed
    this.check(repaid + rebated + writtenOff + owed === drawn + fee, 'the pencil does not add up')
    this.check(net('repaid') - prepaidOf(balances) === repaid, 'repaid less prepaid')
    this.check(net('rebated') === rebated && net('written_off') === writtenOff, 'what came off')
    this.check(-net('drawn') === drawn && -net('fee') === fee, 'what was drawn')
    for (const [name, amount] of Object.entries({
      owed,
      prepaid: prepaidOf(balances),
      available: availableOf(balances),
      holdback: holdbackOf(balances),
    }))
      this.check(amount >= 0, `${name} is ${amount}`)
    this.check(
      net('repaid') === this.remitted + holdbackOf(balances),
      'what was repaid is with the lender or set aside',
    )
    const positions = positionsOf(this.draws, owed)
    const left = positions.reduce((total, { remaining }) => total + remaining, 0)
    this.check(left === owed, `positions owe ${left} of ${owed}`)
    this.turn(positions.map(({ remaining }) => remaining))
  }

  turn(remaining: number[]): void {
    for (const [i, draw] of this.draws.entries())
      draw.closedDay = remaining[i] === 0 ? this.day : null
    const next = this.draws.find(({ closedDay }) => closedDay === null)
    if (next?.clockDay === null) next.clockDay = this.day
  }
}

it('adds up after every step of 110,000, and every row passes the audit', ({ expect }) => {
  let returned = 0
  for (let seed = 1; seed <= LIVES; seed += 1) {
    const life = new Life(seed)
    for (let i = 0; i < STEPS; i += 1) life.step()
    expect([...life.wrong, ...life.ledger.problems()], `seed ${seed}`).toEqual([])
    returned += life.returned
  }
  expect(returned).toBeGreaterThan(LIVES)
}, 120_000)

it('restores what was owed when a sale is refunded whole before anything was remitted', ({
  expect,
}) => {
  let restored = 0
  for (let seed = 1; seed <= 400; seed += 1) {
    const life = new Life(seed)
    for (let i = 0; i < 40; i += 1) life.step()
    life.draw()
    const before = life.owed
    const had = life.own()
    const sale = life.sell(life.random.int(1, 200_000))
    if (life.owed === 0) continue
    const cuts = life.random.int(0, 3)
    for (let i = 0; i < cuts; i += 1) {
      const left = sale.entry.amount - sale.refunded
      if (left > 1) life.refund(sale, life.random.int(1, left - 1))
    }
    if (!life.refund(sale, sale.entry.amount - sale.refunded)) continue
    life.look()
    restored += 1
    expect(life.owed).toBe(before)
    // What is in advance with the lender is the vendor’s as much as what may be spent.
    expect(life.own()).toBe(had)
    expect(life.wrong).toEqual([])
  }
  expect(restored).toBeGreaterThan(200)
})
