/** Keeps what items are found by in step with what they are. */
import * as db from '../db/catalogue-search.ts'
import { searchText } from '../domain/catalogue/search.ts'
import type { Ctx } from './context.ts'

/** Items that are read at once. */
const READ_MAX = 1_000
/** D1 takes two megabytes in one value; a letter of Hindi is three bytes. */
const CHUNK_CHARS_MAX = 500_000
/** D1 takes a thousand statements of one request, of which a large file leaves 150; a chunk needs three and its reading. */
const CHUNKS_MAX = 40
/** The cron trigger has more of them left: some 60,000 items. */
export const CRON_CHUNKS_MAX = 120

/**
 * Indexes items that changed, and tells how many. Whoever changed them calls it; what is left when that fails or was too
 * much is found by the cron trigger. Never throws: the change itself is made and must not seem to have failed.
 */
export async function indexCatalogue(ctx: Ctx, chunksMax: number = CHUNKS_MAX): Promise<number> {
  let [done, chunks] = [0, 0]
  try {
    while (chunks < chunksMax) {
      const waiting = await db.listUnindexed(ctx.env.DB, READ_MAX)
      for (const chunk of chunksOf(waiting).slice(0, chunksMax - chunks)) {
        await db.indexItems(ctx.env.DB, chunk)
        chunks += 1
        done += chunk.length
      }
      if (waiting.length < READ_MAX) break
    }
  } catch (error) {
    ctx.log.error('items_not_indexed', error)
  }
  return done
}

/** Items with their words, in pieces that one value holds. */
function chunksOf(waiting: readonly db.UnindexedItem[]): db.IndexedItem[][] {
  const chunks: db.IndexedItem[][] = []
  let chars = CHUNK_CHARS_MAX
  for (const { doc, changes, names, ...rest } of waiting) {
    const text = searchText({ ...rest, names: JSON.parse(names) as Record<string, string> })
    const item = { doc, changes, ...text }
    const more = JSON.stringify(item).length
    chars += more
    if (chars > CHUNK_CHARS_MAX) {
      chunks.push([])
      chars = more
    }
    chunks.at(-1)?.push(item)
  }
  return chunks
}
