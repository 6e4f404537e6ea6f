import type { KnownWord, Probe } from '../domain/catalogue/search-spelling.ts'
/**
 * The search index of the catalogue. Changed items queue up by a trigger, in the transaction of their change; whoever
 * changed them has them indexed next, and the cron trigger what was left. The currency is always the first argument of a
 * search, because nobody sees the items of another.
 */
import type { SearchText } from '../domain/catalogue/search.ts'

/** Items of a match that are ranked: who finds more has not said what is looked for. */
const RANKED_MAX = 2_000
/** What a word as it is written counts against one that only sounds like it. */
const RANK = 'bm25(catalogue_search, 10.0, 3.0, 0.0)'
/** The number of the first document of a currency, `?1`; see the migration. */
const FIRST_DOC =
  '((unicode(?1) - 65) * 676 + (unicode(substr(?1, 2)) - 65) * 26 + unicode(substr(?1, 3)) - 65 << 32)'
const IN_CURRENCY = `catalogue_search.rowid > ${FIRST_DOC} AND catalogue_search.rowid <= (${FIRST_DOC} | 4294967295)`
const ITEM_OF_DOC = 'i.rowid = (catalogue_search.rowid & 4294967295)'
/** Sold on the day `?2`. */
const IS_SOLD =
  'i.is_active = 1 AND coalesce(i.valid_from, ?2) <= ?2 AND coalesce(i.valid_until, ?2) >= ?2'

/** An item that waits to be indexed. */
export interface UnindexedItem {
  doc: number
  /** How often it was changed meanwhile. */
  changes: number
  /** JSON: name by language. */
  names: string
  also: string
  sku: string
}

export type IndexedItem = Pick<UnindexedItem, 'doc' | 'changes'> & SearchText

/** Items of any supplier that changed since they were indexed, because the index is one. */
export async function listUnindexed(db: D1Database, limit: number): Promise<UnindexedItem[]> {
  const { results } = await db
    .prepare(
      `SELECT u.doc, u.changes, i.names, i.also, i.sku FROM catalogue_unindexed u
       JOIN catalogue_items i ON i.rowid = (u.doc & 4294967295) ORDER BY u.doc LIMIT ?1`,
    )
    .bind(limit)
    .all<UnindexedItem>()
  return results
}

/**
 * Puts items into the index in the place of what it said of them, and counts the words that were added and taken away.
 * The same again changes nothing. An item that was changed since it was read stays in the queue.
 *
 * @param items a few hundred, half a megabyte at the most
 */
export async function indexItems(db: D1Database, items: readonly IndexedItem[]): Promise<void> {
  const packed = JSON.stringify(
    items.map(({ doc, changes, words, sounds, vocabulary }) => [
      doc,
      changes,
      words,
      sounds,
      vocabulary.map(({ word, fold }) => [word, fold, [...fold].toReversed().join('')]),
    ]),
  )
  await db.batch([COUNT_WORDS, STORE_WORDS, LEAVE_QUEUE].map((sql) => db.prepare(sql).bind(packed)))
}

const COUNT_WORDS = `
  WITH changed (doc, vocabulary) AS (SELECT value ->> 0, value -> 4 FROM json_each(?1)),
    counts (doc, vocabulary, n) AS (
      SELECT s.rowid, s.vocabulary, -1 FROM changed CROSS JOIN catalogue_search s ON s.rowid = doc
      UNION ALL SELECT doc, vocabulary, 1 FROM changed)
  INSERT INTO catalogue_words (currency, length, fold, word, tail, items)
  SELECT i.currency, length(w.value ->> 1), w.value ->> 1, w.value ->> 0, w.value ->> 2, sum(n) AS items
  FROM counts CROSS JOIN catalogue_items i ON i.rowid = (doc & 4294967295) CROSS JOIN json_each(counts.vocabulary) w
  WHERE true GROUP BY 1, 3, 4 HAVING sum(n) <> 0
  ON CONFLICT (currency, length, fold, word) DO UPDATE SET items = catalogue_words.items + excluded.items`

const STORE_WORDS = `
  INSERT OR REPLACE INTO catalogue_search (rowid, words, sounds, scope, vocabulary)
  SELECT value ->> 0, value ->> 2, value ->> 3,
    replace(i.category, '_', '') || ' ' || lower(replace(i.supplier_id, '_', '')), value -> 4
  FROM json_each(?1) CROSS JOIN catalogue_items i ON i.rowid = (value ->> 0 & 4294967295)`

const LEAVE_QUEUE = `
  DELETE FROM catalogue_unindexed WHERE (doc, changes) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))`

/** Which part of a list. */
export interface Part {
  /** The day at the stall, days since 1970-01-01: what is not sold on it is left out. */
  today: number
  limit: number
}

/**
 * Items that match, by their ids: those of the first match first, then what only later ones find; within each the better
 * first (BM25).
 *
 * @param matches as {@link matchesOf} makes them
 * @param skip how many items are left out
 */
export async function findMatches(
  db: D1Database,
  currency: string,
  matches: readonly string[],
  { today, limit, skip }: Part & { skip: number },
): Promise<string[]> {
  const tiers = matches.map((_, tier) => {
    // Looked through only when no tier before fills the page alone.
    const isNeeded = matches
      .slice(0, tier)
      .map((_, before) => `(SELECT count(*) FROM tier${before}) < ?3 + ?4`)
    const from =
      isNeeded.length === 0 ? '' : `(SELECT 1 WHERE ${isNeeded.join(' AND ')}) CROSS JOIN`
    return `tier${tier} AS MATERIALIZED (
      SELECT i.id AS id, ${tier} AS tier, ${RANK} AS score
      FROM ${from} catalogue_search CROSS JOIN catalogue_items i ON ${ITEM_OF_DOC}
      WHERE catalogue_search MATCH ?${tier + 5} AND ${IN_CURRENCY} AND ${IS_SOLD} LIMIT ${RANKED_MAX})`
  })
  const all = matches.map((_, tier) => `SELECT * FROM tier${tier}`)
  const { results } = await db
    .prepare(
      `WITH ${tiers.join(', ')} SELECT id FROM (${all.join(' UNION ALL ')})
       GROUP BY id ORDER BY min(tier), min(score), id LIMIT ?3 OFFSET ?4`,
    )
    .bind(currency, today, limit, skip, ...matches)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/**
 * Items of a shelf or a supplier in the order in which they came into the catalogue.
 *
 * @param scope as {@link matchesOf} makes it of no words; null for everything in the currency
 * @param afterDoc the last one that was listed; 0 to begin
 */
export async function listShelf(
  db: D1Database,
  currency: string,
  scope: string | null,
  { today, limit, afterDoc }: Part & { afterDoc: number },
): Promise<{ id: string; doc: number }[]> {
  const matches = scope === null ? '?5 IS NULL' : 'catalogue_search MATCH ?5'
  const { results } = await db
    .prepare(
      `SELECT i.id AS id, catalogue_search.rowid AS doc
       FROM catalogue_search CROSS JOIN catalogue_items i ON ${ITEM_OF_DOC}
       WHERE ${matches} AND catalogue_search.rowid > max(${FIRST_DOC}, CAST(?3 AS INTEGER))
         AND catalogue_search.rowid <= (${FIRST_DOC} | 4294967295) AND ${IS_SOLD}
       ORDER BY catalogue_search.rowid LIMIT ?4`,
    )
    .bind(currency, today, afterDoc, limit, scope)
    .all<{ id: string; doc: number }>()
  return results
}

/** Words of a currency's items that may be what was meant, each list for the probe at its place. */
export async function findWords(
  db: D1Database,
  currency: string,
  probes: readonly Probe[],
): Promise<KnownWord[][]> {
  if (probes.length === 0) return []
  const lengths = 'SELECT value FROM json_each(?2)'
  const near = (column: string, bound: string) => `
    SELECT word, fold, items FROM catalogue_words
    WHERE currency = ?1 AND length IN (${lengths}) AND ${column} >= ${bound} AND ${column} < ${bound} || char(1114111) AND items > 0`
  const answers = await db.batch<KnownWord>(
    probes.map(({ lengthMin, lengthMax, head, tail }) => {
      const all = Array.from({ length: lengthMax - lengthMin + 1 }, (_, i) => lengthMin + i)
      return db
        .prepare(`${near('fold', '?3')} UNION ${near('tail', '?4')}`)
        .bind(currency, JSON.stringify(all), head, tail)
    }),
  )
  return answers.map(({ results }) => results)
}
