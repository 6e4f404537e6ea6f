import type { Currency } from '../money/money.ts'
/** Checks a book row by row, by arithmetic of its own: nothing here is shared with the code that wrote the rows. */
import { ACCOUNTS } from './accounts.ts'
import type { Account, Leg } from './accounts.ts'
import type { Entry } from './entry.ts'
import { entryHash, genesisHash, packBalances } from './packing.ts'

/** What a check of a whole book found. Amounts in minor units. */
export interface AuditReport {
  book: string
  currency: Currency | null
  entries: number
  available: number
  pending: number
  /** Totals moved in from and out to other books, posted or waiting: they must agree over all books. */
  inbound: number
  outbound: number
  funding: number
  open: number
  problems: string[]
}

type Totals = [
  debitsPosted: number,
  creditsPosted: number,
  debitsPending: number,
  creditsPending: number,
]

/** Everything that the audit carries from one row to the next. */
export interface AuditState {
  seq: number
  hash: Uint8Array
  totals: Record<Account, Totals>
  open: Map<number, Leg>
}

export function startAudit(bookId: string, currency: string): AuditState {
  const totals = Object.fromEntries(ACCOUNTS.map((account) => [account, [0, 0, 0, 0]]))
  return {
    seq: 0,
    hash: genesisHash(bookId, currency),
    totals: totals as Record<Account, Totals>,
    open: new Map(),
  }
}

/** Moves the audit over one row (changing `state`) and returns what is wrong with it, as sentences; none is good. */
export function auditEntry(state: AuditState, entry: Entry): string[] {
  const wrong: string[] = []
  const check = (fine: boolean, sentence: string) => {
    if (!fine) wrong.push(`entry ${entry.seq}: ${sentence}`)
  }
  check(entry.seq === state.seq + 1, `the sequence jumps from ${state.seq}`)
  check(sameBytes(entry.prevHash, state.hash), 'the hash of the row before does not match')
  for (const { hold, posted } of entry.resolves) {
    const leg = state.open.get(hold)
    check(leg !== undefined, `resolves hold ${hold}, which is not open`)
    if (leg === undefined) continue
    check(posted >= 0 && posted <= leg.amount, `posts ${posted} of a hold of ${leg.amount}`)
    state.open.delete(hold)
    move(state, leg, { pending: -leg.amount, posted })
  }
  check(entry.declined === null || entry.legs.length === 0, 'a decline moves money')
  for (const [place, leg] of entry.legs.entries()) {
    check(leg.amount > 0, 'a leg of nothing or less')
    const isHeld = entry.held && place === 0
    if (isHeld) state.open.set(entry.seq, leg)
    move(
      state,
      leg,
      isHeld ? { pending: leg.amount, posted: 0 } : { pending: 0, posted: leg.amount },
    )
  }
  const claimed = JSON.parse(packBalances(entry.balances)) as number[][]
  check(sameTotals(state, claimed), 'the balances are not what the rows so far add up to')
  check(trialBalance(state) === 0, 'debits and credits differ')
  const { available, holdback, ordered, jar, owed } = state.totals
  check(available[1] - available[0] - available[2] >= 0, 'available is below zero')
  check(holdback[1] - holdback[0] - holdback[2] >= 0, 'the holdback is below zero')
  check(ordered[1] - ordered[0] - ordered[2] >= 0, 'less than nothing is set aside for orders')
  check(jar[1] - jar[0] - jar[2] >= 0, 'the jar is below zero')
  check(owed[0] - owed[1] >= 0, 'less than nothing is owed')
  check(
    debtGap(state) === 0,
    'what was repaid, rebated, written off and is owed is not what was drawn',
  )
  check(entry.kind !== 'draw' || isWholeDraw(entry), 'a draw that is not owed as it arrived')
  check(
    entry.open.length === state.open.size && entry.open.every((seq) => state.open.has(seq)),
    'the list of open holds is wrong',
  )
  state.seq = entry.seq
  state.hash = entryHash(entry)
  return wrong
}

function move(state: AuditState, leg: Leg, by: { pending: number; posted: number }): void {
  state.totals[leg.debit][0] += by.posted
  state.totals[leg.debit][2] += by.pending
  state.totals[leg.credit][1] += by.posted
  state.totals[leg.credit][3] += by.pending
}

function sameTotals(state: AuditState, claimed: number[][]): boolean {
  const own = ACCOUNTS.map((account) => state.totals[account]).filter((row) =>
    row.some((n) => n !== 0),
  )
  return JSON.stringify(own) === JSON.stringify(claimed.map((row) => row.slice(1)))
}

function trialBalance(state: AuditState): number {
  return ACCOUNTS.reduce((sum, account) => {
    const [debitsPosted, creditsPosted, debitsPending, creditsPending] = state.totals[account]
    return sum + debitsPosted - creditsPosted + debitsPending - creditsPending
  }, 0)
}

/** Drawn and fee, less where the debt went and what is left of it: 0 in a sound book. */
function debtGap({ totals }: AuditState): number {
  const net = ([debits, credits]: Totals) => debits - credits
  const { drawn, fee, repaid, prepaid, rebated, written_off: writtenOff, owed } = totals
  return [drawn, fee, repaid, prepaid, rebated, writtenOff, owed].reduce(
    (sum, account) => sum + net(account),
    0,
  )
}

function isWholeDraw({ legs, amount, declined, detail }: Entry): boolean {
  // In the lender's book it leaves, and nothing is owed there.
  if (declined !== null || legs.every(({ debit }) => debit !== 'inbound')) return true
  const of = (credit: Account) =>
    legs.filter((leg) => leg.credit === credit).reduce((sum, leg) => sum + leg.amount, 0)
  return (
    of('available') === amount && of('drawn') === amount && of('fee') === (detail.terms?.fee ?? 0)
  )
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
