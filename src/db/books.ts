import { asc, eq, gt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { books, jobs } from './schema/books.ts'

export type BookRow = typeof books.$inferSelect

/** Enters a book in the register that the cron sweep walks. */
export async function insertBook(db: D1Database, book: BookRow): Promise<void> {
  await drizzle(db).insert(books).values(book).onConflictDoNothing()
}

/** Books after an id, in the order of their ids. Of all owners: the sweep and the nightly checks are for everybody. */
export async function listBooksAfter(
  db: D1Database,
  afterId: string,
  limit: number,
): Promise<BookRow[]> {
  return drizzle(db)
    .select()
    .from(books)
    .where(gt(books.id, afterId))
    .orderBy(asc(books.id))
    .limit(limit)
}

/** Where a job left off; empty at the start and after the end. */
export async function jobCursor(db: D1Database, name: string): Promise<string> {
  const row = await drizzle(db).select().from(jobs).where(eq(jobs.name, name)).get()
  return row?.cursor ?? ''
}

export async function saveJobCursor(
  db: D1Database,
  job: { name: string; cursor: string; updatedAtMs: number },
): Promise<void> {
  await drizzle(db).insert(jobs).values(job).onConflictDoUpdate({ target: jobs.name, set: job })
}
