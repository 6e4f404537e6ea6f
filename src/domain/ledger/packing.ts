import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { CROCKFORD } from '../crockford.ts'
import { ACCOUNTS, ACCOUNT_CODES, touchedAccounts, ZERO_BALANCES } from './accounts.ts'
import type { Account, AccountTotals, Balances, Leg } from './accounts.ts'
import type { Entry, Resolution } from './entry.ts'

const ACCOUNT_OF_CODE = new Map<number, Account>(
  ACCOUNTS.map((account) => [ACCOUNT_CODES[account], account]),
)

function accountOf(code: number): Account {
  const account = ACCOUNT_OF_CODE.get(code)
  if (account === undefined) throw new Error(`no account has the code ${code}`)
  return account
}

/** Legs as JSON `[[debit, credit, amount], …]` with account codes. */
export function packLegs(legs: readonly Leg[]): string {
  return JSON.stringify(
    legs.map((leg) => [ACCOUNT_CODES[leg.debit], ACCOUNT_CODES[leg.credit], leg.amount]),
  )
}

export function unpackLegs(text: string): Leg[] {
  const rows = JSON.parse(text) as [number, number, number][]
  return rows.map(([debit, credit, amount]) => ({
    debit: accountOf(debit),
    credit: accountOf(credit),
    amount,
  }))
}

/** Balances as JSON `[[account, debits posted, credits posted, debits pending, credits pending], …]`, empty ones left out. */
export function packBalances(balances: Balances): string {
  const rows: number[][] = []
  for (const account of touchedAccounts(balances)) {
    const totals = balances[account]
    const row = [
      totals.debitsPosted,
      totals.creditsPosted,
      totals.debitsPending,
      totals.creditsPending,
    ]
    if (row.some((total) => total !== 0)) rows.push([ACCOUNT_CODES[account], ...row])
  }
  return JSON.stringify(rows)
}

export function unpackBalances(text: string): Balances {
  const balances: Record<Account, AccountTotals> = { ...ZERO_BALANCES }
  for (const row of JSON.parse(text) as [number, number, number, number, number][]) {
    const [code, debitsPosted, creditsPosted, debitsPending, creditsPending] = row
    balances[accountOf(code)] = { debitsPosted, creditsPosted, debitsPending, creditsPending }
  }
  return balances
}

/** Resolutions as JSON `[[hold, posted, reason], …]`. */
export function packResolutions(resolutions: readonly Resolution[]): string {
  return JSON.stringify(resolutions.map(({ hold, posted, reason }) => [hold, posted, reason]))
}

export function unpackResolutions(text: string): Resolution[] {
  const rows = JSON.parse(text) as [number, number, Resolution['reason']][]
  return rows.map(([hold, posted, reason]) => ({ hold, posted, reason }))
}

/**
 * A row as text and numbers, in the order of the columns from `seq` to `prev_hash`: what its hash covers, and what
 * history stores. Bytes are hexadecimal.
 */
export function entryColumns(entry: Entry): (string | number | null)[] {
  return [
    entry.seq,
    entry.key,
    entry.kind,
    entry.amount,
    entry.tip,
    packLegs(entry.legs),
    entry.held ? 1 : 0,
    packResolutions(entry.resolves),
    entry.declined,
    entry.counterparty,
    entry.corrects,
    JSON.stringify(entry.detail),
    entry.atMs,
    entry.effectiveAtMs,
    packBalances(entry.balances),
    JSON.stringify(entry.open),
    bytesToHex(entry.fingerprint),
    bytesToHex(entry.prevHash),
  ]
}

/**
 * SHA-256 over every column of a row, the hash of the row before included, in a fixed order: change any
 * value of any row and every later hash differs.
 */
export function entryHash(entry: Entry): Uint8Array {
  return sha256(utf8ToBytes(JSON.stringify(entryColumns(entry))))
}

/** The hash before the first row: it ties a chain to its book and currency. */
export function genesisHash(bookId: string, currency: string): Uint8Array {
  return sha256(utf8ToBytes(JSON.stringify(['pushcart book', bookId, currency])))
}

/** 16 bytes over the fields that make two commands the same command. */
export function fingerprintOf(fields: readonly unknown[]): Uint8Array {
  return sha256(utf8ToBytes(JSON.stringify(fields))).slice(0, 16)
}

/**
 * The four symbols that the vendor's alert and the shopper's receipt both show. They come from the hash of
 * the vendor's entry, so nobody knows them before the vendor's book holds the money.
 */
export function alertCodeOf(hash: Uint8Array): string {
  const symbols = [hash[0], hash[1], hash[2], hash[3]]
  return symbols.map((byte) => CROCKFORD.charAt((byte ?? 0) & 31)).join('')
}
