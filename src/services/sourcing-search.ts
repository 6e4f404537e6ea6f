/** Looking for items: as it was typed, then as it was meant, then anything of it. */
import * as db from '../db/catalogue-search.ts'
import { correctionsOf, probeOf } from '../domain/catalogue/search-spelling.ts'
import { matchesOf, queryWords, scopeMatch, wordsText } from '../domain/catalogue/search.ts'
import type { QueryWord, SearchScope } from '../domain/catalogue/search.ts'
import type { Ctx } from './context.ts'

/** Items of one page. */
export const PAGE_ITEMS = 20
/** A word that so few items have may be a supplier's slip, or the vendor's. */
const FEW = 3

/** Who looks, and where. */
export interface Look {
  currency: string
  /** Days since 1970-01-01 at the stall. */
  today: number
  scope: SearchScope
}

/**
 * How items were found: by the words as they were typed; few by these, so also by what was meant; by what was meant
 * alone; by some of the words.
 */
type Way = 'typed' | 'more' | 'meant' | 'some'

export interface Found {
  ids: string[]
  /** Where the next page begins; null on the last one. */
  next: string | null
  didYouMean: string | null
}

/** A place in the list as {@link search} gives it out; null for other text. */
export function readPlace(text: string): { way: Way | 'shelf'; after: number } | null {
  const match = /^(typed|more|meant|some|shelf):(\d{1,15})$/.exec(text)
  return match === null ? null : { way: match[1] as Way | 'shelf', after: Number(match[2]) }
}

/**
 * A page of what is found.
 *
 * @param text what was typed; without a word in it, all of the shelf is listed
 * @param place where the page begins; null for the first
 */
export async function search(
  ctx: Ctx,
  look: Look,
  { text, place }: { text: string; place: ReturnType<typeof readPlace> },
): Promise<Found> {
  const words = queryWords(text)
  if (words.length === 0) return shelf(ctx, look, place?.way === 'shelf' ? place.after : 0)
  const skip = place?.after ?? 0
  const of = (asked: readonly string[]) => matching(ctx, look, asked, skip)
  switch (place?.way) {
    case 'typed':
      return page('typed', await of(matchesOf(words, look.scope)), { skip })
    case 'more':
    case 'meant': {
      const others = await meant(ctx, look, { words, isFound: place.way === 'more' })
      const first = place.way === 'more' ? matchesOf(words, look.scope) : []
      return page(place.way, await of([...first, ...matchesOf(others, look.scope)]), { skip })
    }
    case 'some': {
      const others = await meant(ctx, look, { words, isFound: false })
      return page('some', await of(matchesOf(others, look.scope, 'any')), { skip })
    }
    case 'shelf':
    case undefined:
      return firstPage(ctx, look, words)
  }
}

async function firstPage(ctx: Ctx, look: Look, words: readonly QueryWord[]): Promise<Found> {
  const start = { skip: 0 }
  const asTyped = matchesOf(words, look.scope)
  const typed = await matching(ctx, look, asTyped)
  if (typed.length >= (words.length > 1 ? 1 : FEW)) return page('typed', typed, start)
  const others = await meant(ctx, look, { words, isFound: typed.length > 0 })
  const text = wordsText(others)
  const asMeant = matchesOf(others, look.scope)
  const isChanged = text !== wordsText(words)
  if (typed.length > 0)
    return isChanged
      ? page('more', await matching(ctx, look, [...asTyped, ...asMeant]), start)
      : page('typed', typed, start)
  const more = isChanged ? await matching(ctx, look, asMeant) : []
  if (more.length > 0) return page('meant', more, { ...start, didYouMean: text })
  const some = await matching(ctx, look, matchesOf(others, look.scope, 'any'))
  const didYouMean = isChanged && some.length > 0 ? text : null
  return page('some', some, { ...start, didYouMean })
}

function page(
  way: Way,
  ids: readonly string[],
  { skip, didYouMean = null }: { skip: number; didYouMean?: string | null },
): Found {
  const next = ids.length > PAGE_ITEMS ? `${way}:${skip + PAGE_ITEMS}` : null
  return { ids: ids.slice(0, PAGE_ITEMS), next, didYouMean }
}

function matching(
  ctx: Ctx,
  { currency, today }: Look,
  matches: readonly string[],
  skip = 0,
): Promise<string[]> {
  const part = { today, limit: PAGE_ITEMS + 1, skip }
  return db.findMatches(ctx.env.DB, currency, matches, part)
}

async function shelf(ctx: Ctx, look: Look, afterDoc: number): Promise<Found> {
  const part = { today: look.today, limit: PAGE_ITEMS + 1, afterDoc }
  const items = await db.listShelf(ctx.env.DB, look.currency, scopeMatch(look.scope), part)
  const last = items.length > PAGE_ITEMS ? items[PAGE_ITEMS - 1] : undefined
  return {
    ids: items.slice(0, PAGE_ITEMS).map(({ id }) => id),
    next: last === undefined ? null : `shelf:${last.doc}`,
    didYouMean: null,
  }
}

/**
 * The words with what each was probably meant to be. A word that nothing has, and that is like nothing that anything has,
 * is left out where others are left.
 *
 * @param isFound whether some item has them all: then a word that none has whole is the beginning or the sound of one
 */
async function meant(
  ctx: Ctx,
  { currency }: Look,
  { words, isFound }: { words: readonly QueryWord[]; isFound: boolean },
): Promise<QueryWord[]> {
  const probes = words.map(probeOf)
  const asked = probes.flatMap((probe) => probe ?? [])
  const answers = (await db.findWords(ctx.env.DB, currency, asked)).values()
  const looked = words.map((word, i) => {
    if (probes[i] === null) return { word, isHopeless: false }
    const { isKnown, corrections } = correctionsOf(word, answers.next().value ?? [])
    if (isFound && !isKnown) return { word, isHopeless: false }
    return { word: { ...word, corrections }, isHopeless: !isKnown && corrections.length === 0 }
  })
  const hopeful = looked.filter(({ isHopeless }) => !isHopeless)
  return (hopeful.length === 0 ? looked : hopeful).map(({ word }) => word)
}
