import { assert } from '../assert.ts'

/**
 * The chart of accounts of every book, with the integer that stands for each in storage.
 *
 * - `available`: what the owner may spend. The only account with a floor: it never goes below zero.
 * - `inbound`: money that arrived from other books (its counterpart is the sender's `outbound`).
 * - `outbound`: money that left for other books.
 * - `funding`: money that the operator took in from outside, where closed-loop money begins.
 */
export const ACCOUNT_CODES = { available: 1, inbound: 2, outbound: 3, funding: 4 } as const

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
}

/** Minor units that the owner may spend: posted less what open holds reserve. */
export function availableOf(balances: Balances): number {
  const { creditsPosted, debitsPosted, debitsPending } = balances.available
  return creditsPosted - debitsPosted - debitsPending
}

/** Minor units reserved by open holds: they left `available` and have not arrived anywhere yet. */
export function pendingOf(balances: Balances): number {
  return balances.available.debitsPending
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
  return ACCOUNTS.every((account) => Object.values(balances[account]).every(Number.isSafeInteger))
}
