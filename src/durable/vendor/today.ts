import { addToDay, emptyDay } from '../../domain/ledger/day.ts'
import type { DayTotals } from '../../domain/ledger/day.ts'
import type { Entry } from '../../domain/ledger/entry.ts'
import { localDay } from '../../domain/time.ts'
import type { Journal } from '../journal.ts'
import { voidReason } from '../transfer.ts'

const PAGE = 200
/** Entries of one day are within this much of each other, whatever the time zone does. */
const DAY_MS_MAX = 26 * 60 * 60 * 1000

/** Today's totals of a stall, kept in memory and read again from the journal after a wake-up or a void. */
export class Today {
  readonly #journal: Journal
  readonly #timeZone: string
  #totals: DayTotals = emptyDay('')
  #seq = 0

  constructor(journal: Journal, timeZone: string) {
    this.#journal = journal
    this.#timeZone = timeZone
  }

  totals(nowMs: number): DayTotals {
    const day = localDay(nowMs, this.#timeZone)
    const fresh = this.#totals.day === day ? this.#journal.after(this.#seq, PAGE) : null
    const isShort = fresh !== null && fresh.length < PAGE
    if (isShort && !fresh.some(({ resolves }) => resolves.some(({ posted }) => posted === 0))) {
      for (const entry of fresh) this.#add(entry)
    } else {
      this.#recount(day, nowMs)
    }
    return this.#totals
  }

  #recount(day: string, nowMs: number): void {
    this.#totals = emptyDay(day)
    this.#seq = this.#journal.head.seq
    for (let page = this.#journal.before(this.#seq + 1, PAGE); page.length > 0;) {
      for (const entry of page) this.#add(entry)
      const oldest = page.at(-1)
      if (oldest === undefined || oldest.atMs < nowMs - DAY_MS_MAX) return
      page = this.#journal.before(oldest.seq, PAGE)
    }
  }

  #add(entry: Entry): void {
    this.#seq = Math.max(this.#seq, entry.seq)
    if (localDay(entry.effectiveAtMs, this.#timeZone) !== this.#totals.day) return
    const voided = entry.held && voidReason(this.#journal, entry.seq) !== null
    this.#totals = addToDay(this.#totals, entry, voided)
  }
}
