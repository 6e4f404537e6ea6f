import { auditEntry, startAudit } from '../../../src/domain/ledger/audit.ts'
import type { Entry } from '../../../src/domain/ledger/entry.ts'
import { decide, emptyHead } from '../../../src/domain/ledger/journal.ts'
import type { Command, Decision, Head, Movement } from '../../../src/domain/ledger/journal.ts'

/** The engine with its rows in an array, as a Durable Object keeps them in a table. */
export class Ledger {
  head: Head = emptyHead('vnd_TEST', 'INR')
  rows: Entry[] = []

  record(command: Command, nowMs: number): Decision {
    const key = command.type === 'resolve' ? null : command.movement.key
    const earlier = this.rows.find((row) => key !== null && row.key === key) ?? null
    const decision = decide(this.head, earlier, command, nowMs)
    if (decision.outcome === 'recorded') {
      this.rows.push(decision.entry)
      this.head = decision.head
    }
    return decision
  }

  /** A crash: what was only in memory is gone. */
  restart(): void {
    this.head = { ...this.head, learned: [] }
  }

  problems(): string[] {
    const state = startAudit('vnd_TEST', 'INR')
    return this.rows.flatMap((row) => auditEntry(state, row))
  }
}

export function movement(key: string, amount: number, extra: Partial<Movement> = {}): Movement {
  return {
    key,
    kind: 'payment',
    amount,
    tip: 0,
    counterparty: 'wal_TEST',
    corrects: null,
    detail: {},
    effectiveAtMs: 1,
    ...extra,
  }
}

export const IN = { debit: 'inbound', credit: 'available' } as const
export const OUT = { debit: 'available', credit: 'outbound' } as const
