/** Keeping the books sound: the sweep, the audit of one book and of all, the rebuild of history. */
import { jobCursor, listBooksAfter, saveJobCursor } from '../db/books.ts'
import type { BookRow } from '../db/books.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { Ctx } from './context.ts'
import { OPERATOR_ID } from './partners.ts'

/** Books that one run of the cron trigger visits: within the 1,000 queries and the time of one invocation. */
const SWEEP_BOOKS_MAX = 200
/** Fewer, because an audit reads every row of a book; with one run every ten minutes, 1,440 a day. */
const AUDIT_BOOKS_MAX = 10
/** Calls to books under way at once; a Worker may keep six connections open. */
const AT_ONCE = 6

function bookOf(env: Env, id: string, kind: BookRow['kind']) {
  if (kind === 'vendor') return env.VENDOR_LEDGER.getByName(id)
  if (kind === 'wallet') return env.SHOPPER_WALLET.getByName(id)
  return env.PARTNER_BOOK.getByName(id)
}

/** What one step over the register did. */
export interface StepReport {
  visited: number
  /** Books that did not answer. */
  failed: number
  /** What was found: transfers without an end, or problems of an audit. */
  found: number
}

/** Lets the next books ask about transfers whose end they do not know. */
export async function sweepStep(ctx: Ctx): Promise<StepReport> {
  await forgetOperatorKeys(ctx)
  return walkRegister(ctx, 'sweep-books', SWEEP_BOOKS_MAX, async ({ id, kind }) => {
    const { unknown } = await bookOf(ctx.env, id, kind).tend(ctx.nowMs)
    return unknown
  })
}

/** The operator's book holds old Idempotency-Keys as others do, but no money, and so is not in the register. */
async function forgetOperatorKeys(ctx: Ctx): Promise<void> {
  try {
    await ctx.env.PARTNER_BOOK.getByName(OPERATOR_ID).tend(ctx.nowMs)
  } catch (error) {
    ctx.log.error('book_unreachable', error, { book: OPERATOR_ID })
  }
}

/** Audits the next books, and logs loudly what is wrong: somebody must be woken. */
export async function auditStep(ctx: Ctx): Promise<StepReport> {
  return walkRegister(ctx, 'audit-books', AUDIT_BOOKS_MAX, async ({ id, kind }) => {
    const { problems } = await bookOf(ctx.env, id, kind).audit()
    for (const problem of problems) ctx.log.error('book_unsound', problem, { book: id })
    return problems.length
  })
}

/** Visits the next books of the register and remembers where it stopped; starts over at the end. */
async function walkRegister(
  ctx: Ctx,
  name: string,
  booksMax: number,
  visit: (book: BookRow) => Promise<number>,
): Promise<StepReport> {
  const { DB } = ctx.env
  const books = await listBooksAfter(DB, await jobCursor(DB, name), booksMax)
  const report: StepReport = { visited: books.length, failed: 0, found: 0 }
  await inGroups(books, async (book) => {
    try {
      report.found += await visit(book)
    } catch (error) {
      report.failed += 1
      ctx.log.error('book_unreachable', error, { book: book.id, job: name })
    }
  })
  const cursor = books.length < booksMax ? '' : (books.at(-1)?.id ?? '')
  await saveJobCursor(DB, { name, cursor, updatedAtMs: ctx.nowMs })
  return report
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
