/** The vendor's book as its screens and its API read it. */
import type { Entry } from '../../domain/ledger/entry.ts'
import { statementLine, todayResource } from '../../domain/ledger/statement.ts'
import type { LaterRows, StatementLine, TodayResource } from '../../domain/ledger/statement.ts'
import type { Book } from '../book.ts'
import { voidReason } from '../transfer.ts'
import { Today } from './today.ts'

export class Statement {
  readonly #book: Book
  #today: Today | null = null

  constructor(book: Book) {
    this.#book = book
  }

  /** A row as a line of the statement. */
  line(entry: Entry): StatementLine {
    const { id: vendorId, currency } = this.#book
    return statementLine({ vendorId, currency }, entry, this.later(entry))
  }

  /** What later rows say about a row. */
  later(entry: Entry): LaterRows {
    const { journal } = this.#book
    const corrections = journal.correctionsOf(entry.seq)
    const voided = corrections.filter(({ held, seq }) => held && voidReason(journal, seq) !== null)
    const { open, learned } = journal.head
    return {
      corrections,
      voided: new Set(voided.map(({ seq }) => seq)),
      open:
        open.some(({ seq }) => seq === entry.seq) &&
        !learned.some(({ hold }) => hold === entry.seq),
    }
  }

  /** Today's totals and the balance. */
  today(nowMs: number): TodayResource {
    const { journal, currency } = this.#book
    this.#today ??= new Today(journal, this.#book.setting('time_zone') ?? 'UTC')
    return todayResource(currency, this.#today.totals(nowMs), journal.head)
  }
}
