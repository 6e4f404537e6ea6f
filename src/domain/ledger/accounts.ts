import { assert } from '../assert.ts'

/**
 * The chart of accounts of every book, with the integer that stands for each in storage.
 *
 * - `available`: what the owner may spend.
 * - `inbound`: money that arrived from other books (its counterpart is the sender's `outbound`).
 * - `outbound`: money that left for other books.
 * - `funding`: money that the operator took in from outside, where closed-loop money begins.
 * - `holdback`: money set aside from sales that goes to the lender with the next repayment.
 * - `ordered`: money set aside for orders: a vendor's own, what was drawn for one on its way to the supplier, and in a
 *   lender's book what is promised to orders.
 * - `jar`: the vendor's own money set aside for stock, a share of each sale.
 *
 * The others are memos; no money of this platform is in them:
 *
 * - `direct`: sales that shoppers paid straight into the vendor's own bank account, less what the vendor gave back.
 * - `elsewhere`: its counterpart, the world outside.
 *
 * And who owes what for credit:
 *
 * - `owed`: principal and fee that are still to be repaid.
 * - `drawn`, `fee`: where debt comes from, in all.
 * - `repaid`, `rebated`, `written_off`: where it went.
 * - `prepaid`: repayments of sales that were refunded after the lender had them; they count for the next sales.
 *
 * `available`, `holdback`, `ordered`, `jar` and `owed` never go below zero. Whatever happens, repaid + prepaid + rebated + written off +
 * owed = drawn + fee.
 */
export const ACCOUNT_CODES = {
  available: 1,
  inbound: 2,
  outbound: 3,
  funding: 4,
  holdback: 5,
  owed: 6,
  drawn: 7,
  fee: 8,
  repaid: 9,
  prepaid: 10,
  rebated: 11,
  written_off: 12,
  ordered: 13,
  jar: 14,
  direct: 15,
  elsewhere: 16,
} as const

export type Account = keyof typeof ACCOUNT_CODES

export const ACCOUNTS = Object.keys(ACCOUNT_CODES) as Account[]

/**
 * Totals of one account, in minor units. Posted totals only grow; pending totals are what open holds reserve now.
 * Cumulative totals instead of a signed balance make overflow and drift visible. Source: TigerBeetle's account
 * record, docs/reference/account.md.
 */
export interface AccountTotals {
  debitsPosted: number
  creditsPosted: number
  debitsPending: number
  creditsPending: number
}

export type Balances = Readonly<Record<Account, AccountTotals>>

/** One amount from one account to another, in minor units: an unbalanced entry cannot be written down. */
export interface Leg {
  debit: Account
  credit: Account
  amount: number
}

const NOTHING: AccountTotals = {
  debitsPosted: 0,
  creditsPosted: 0,
  debitsPending: 0,
  creditsPending: 0,
}

/** The balances of a book without entries. */
export const ZERO_BALANCES: Balances = {
  available: NOTHING,
  inbound: NOTHING,
  outbound: NOTHING,
  funding: NOTHING,
  holdback: NOTHING,
  owed: NOTHING,
  drawn: NOTHING,
  fee: NOTHING,
  repaid: NOTHING,
  prepaid: NOTHING,
  rebated: NOTHING,
  written_off: NOTHING,
  ordered: NOTHING,
  jar: NOTHING,
  direct: NOTHING,
  elsewhere: NOTHING,
}

/** Accounts that have totals at all: most books use a third of the chart, and every payment walks it. */
export function touchedAccounts(balances: Balances): Account[] {
  return ACCOUNTS.filter((account) => balances[account] !== NOTHING)
}

/** Minor units that the owner may spend: posted less what open holds reserve. */
export function availableOf(balances: Balances): number {
  return freeOf(balances.available)
}

/** Minor units set aside for orders that no purchase carries yet. */
export function orderedOf(balances: Balances): number {
  return freeOf(balances.ordered)
}

/** Minor units in the restock jar. */
export function jarOf(balances: Balances): number {
  return freeOf(balances.jar)
}

/** Minor units reserved by open holds: they left `available` and have not arrived anywhere yet. */
export function pendingOf(balances: Balances): number {
  return balances.available.debitsPending
}

/** Minor units set aside for the lender that no open repayment carries yet. */
export function holdbackOf(balances: Balances): number {
  return freeOf(balances.holdback)
}

function freeOf({ creditsPosted, debitsPosted, debitsPending }: AccountTotals): number {
  return creditsPosted - debitsPosted - debitsPending
}

/** Minor units of principal and fee still to be repaid. */
export function owedOf({ owed }: Balances): number {
  return owed.debitsPosted - owed.creditsPosted
}

/** The account that went below its floor, or null. */
export function belowFloor(balances: Balances): Account | null {
  for (const account of ['available', 'holdback', 'ordered', 'jar'] as const) {
    if (freeOf(balances[account]) < 0) return account
  }
  return owedOf(balances) < 0 ? 'owed' : null
}

function change(balances: Balances, account: Account, by: Partial<AccountTotals>): Balances {
  const before = balances[account]
  const after = { ...before }
  for (const total of Object.keys(by) as (keyof AccountTotals)[]) {
    after[total] += by[total] ?? 0
    assert(after[total] >= 0, `${account}.${total} is not negative`)
  }
  return { ...balances, [account]: after }
}

/** Balances after a leg is posted. */
export function postLeg(balances: Balances, leg: Leg): Balances {
  const debited = change(balances, leg.debit, { debitsPosted: leg.amount })
  return change(debited, leg.credit, { creditsPosted: leg.amount })
}

/** Balances after a leg is held: reserved, not yet moved. */
export function holdLeg(balances: Balances, leg: Leg): Balances {
  const debited = change(balances, leg.debit, { debitsPending: leg.amount })
  return change(debited, leg.credit, { creditsPending: leg.amount })
}

/** Balances after a held leg is resolved with `posted` minor units (0: voided); the rest is released. */
export function resolveLeg(balances: Balances, leg: Leg, posted: number): Balances {
  const debited = change(balances, leg.debit, { debitsPending: -leg.amount, debitsPosted: posted })
  return change(debited, leg.credit, { creditsPending: -leg.amount, creditsPosted: posted })
}

/** True while every total is a whole number that a double holds exactly. */
export function isExact(balances: Balances): boolean {
  return touchedAccounts(balances).every((account) =>
    Object.values(balances[account]).every(Number.isSafeInteger),
  )
}
