/** Keeping the books sound: the sweep, the audit of one book and of all, the rebuild of history. */
import { jobCursor, listBooksAfter, saveJobCursor } from '../db/books.ts'
import type { BookRow } from '../db/books.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { Ctx } from './context.ts'

/** Books that one run of the cron trigger visits: within the 1,000 queries and the time of one invocation. */
const SWEEP_BOOKS_MAX = 200
const SWEEP_JOB = 'sweep-books'
/** Calls to books under way at once; a Worker may keep six connections open. */
const AT_ONCE = 6

function bookOf(env: Env, id: string, kind: BookRow['kind']) {
  if (kind === 'vendor') return env.VENDOR_LEDGER.getByName(id)
  if (kind === 'wallet') return env.SHOPPER_WALLET.getByName(id)
  return env.PARTNER_BOOK.getByName(id)
}

/** Visits the next books of the register and remembers where it stopped; starts over at the end. */
export async function sweepStep(
  ctx: Ctx,
): Promise<{ visited: number; unknown: number; failed: number }> {
  const { DB } = ctx.env
  const cursor = await jobCursor(DB, SWEEP_JOB)
  const books = await listBooksAfter(DB, cursor, SWEEP_BOOKS_MAX)
  let unknown = 0
  let failed = 0
  await inGroups(books, async ({ id, kind }) => {
    try {
      const tended = await bookOf(ctx.env, id, kind).tend(ctx.nowMs)
      unknown += tended.unknown
    } catch (error) {
      failed += 1
      ctx.log.error('book_unreachable', error, { book: id })
    }
  })
  const next = books.length < SWEEP_BOOKS_MAX ? '' : (books.at(-1)?.id ?? '')
  await saveJobCursor(DB, { name: SWEEP_JOB, cursor: next, updatedAtMs: ctx.nowMs })
  return { visited: books.length, unknown, failed }
}

/** Checks every row of one vendor's book and that history equals it. */
export async function auditVendor(ctx: Ctx, vendorId: string): Promise<AuditReport> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).audit()
}

/** What the audit of a page of books found. */
export interface AuditPage {
  reports: AuditReport[]
  /** Id to go on after; null at the end. */
  next: string | null
}

/**
 * Audits a page of all books, in the order of the register. Over all pages, what left the books of a currency must be
 * what arrived in others: the caller adds up `outbound` and `inbound`.
 */
export async function auditBooks(ctx: Ctx, afterId: string, limit: number): Promise<AuditPage> {
  const books = await listBooksAfter(ctx.env.DB, afterId, limit)
  const reports: AuditReport[] = []
  await inGroups(books, async ({ id, kind }) => {
    reports.push(await bookOf(ctx.env, id, kind).audit())
  })
  return { reports, next: books.length < limit ? null : (books.at(-1)?.id ?? null) }
}

/** Throws a vendor's history in D1 away and writes it again from the book. */
export async function rebuildHistory(ctx: Ctx, vendorId: string): Promise<{ entries: number }> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).rebuild()
}

async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) {
    await Promise.all(items.slice(i, i + AT_ONCE).map(work))
  }
}
