/** What an item is found by, and what a vendor looks for. */
import type { CatalogueItem } from './item.ts'
import { foldOf, latinOf, soundOf } from './search-sound.ts'
import { gramsOf, piecesOf } from './search-text.ts'
import type { Piece } from './search-text.ts'

/** Characters of a query: three names in a row are fewer. */
export const QUERY_CHARS_MAX = 100
/** Words of a query that are looked at; the rest would not make it clearer. */
const QUERY_WORDS_MAX = 8
/** Words of an item: ten names and a dozen other words have fewer. */
const ITEM_WORDS_MAX = 200
/** Words that items of a kind are ranked by: three names of ten words. */
const KIN_WORDS_MAX = 30
/** A word is looked for by its beginning from so many letters on: one is the beginning of half of everything. */
const PREFIX_MIN = 2
/** The same for how it sounds, which is shorter. */
const SOUND_PREFIX_MIN = 3
/** Words with fewer letters are never what was misspelt. */
const VOCABULARY_MIN = 3

/** A word that typing errors are corrected to. */
export interface VocabularyWord {
  word: string
  /** The word in one spelling, in Latin letters where they are known: what is compared. */
  fold: string
}

/** What an item is found by: words in small letters and digits, each once, with a space between. */
export interface SearchText {
  /** As they are written, and in Latin letters; single characters and pairs of scripts without spaces. */
  words: string
  /** As they sound. */
  sounds: string
  vocabulary: VocabularyWord[]
}

/** What an item is found by: its names in all languages, its other words, its SKU in parts and whole. */
export function searchText({
  names,
  also,
  sku,
}: Pick<CatalogueItem, 'names' | 'also' | 'sku'>): SearchText {
  const words = new Set<string>()
  const sounds = new Set<string>()
  const vocabulary = new Map<string, VocabularyWord>()
  const pieces = piecesOf([...Object.values(names), also].join('\n')).slice(0, ITEM_WORDS_MAX)
  for (const piece of pieces) {
    for (const word of written(piece)) words.add(word)
    const { kind, text } = piece
    if (kind !== 'letters' || vocabulary.has(text)) continue
    words.add(latinOf(text))
    const sound = soundOf(text)
    if (sound !== null) sounds.add(sound)
    if (text.length >= VOCABULARY_MIN) vocabulary.set(text, { word: text, fold: foldOf(text) })
  }
  const parts = piecesOf(sku).slice(0, ITEM_WORDS_MAX)
  for (const part of parts) for (const word of written(part)) words.add(word)
  words.add(parts.map(({ text }) => text).join(''))
  words.delete('')
  return {
    words: [...words].join(' '),
    sounds: [...sounds].join(' '),
    vocabulary: [...vocabulary.values()],
  }
}

function written({ kind, text }: Piece): string[] {
  if (kind !== 'unspaced') return [text]
  const { singles, pairs } = gramsOf(text)
  return [...singles, ...pairs]
}

/** One word of what a vendor typed. */
export interface QueryWord {
  piece: Piece
  /** The last one may be unfinished. */
  isLast: boolean
  /** What it was probably meant to be, best first. */
  corrections: readonly VocabularyWord[]
}

/** The words of what a vendor typed; empty when there is nothing in it to look for. */
export function queryWords(text: string): QueryWord[] {
  const typed = piecesOf([...text].slice(0, QUERY_CHARS_MAX).join(''))
  // Who has typed `25 k` goes on to `25 kg`.
  const isBegun = typed.length > 1 && /^[a-z]$/.test(typed.at(-1)?.text ?? '')
  const pieces = (isBegun ? typed.slice(0, -1) : typed).slice(0, QUERY_WORDS_MAX)
  return pieces.map((piece, i) => ({
    piece,
    isLast: !isBegun && i === pieces.length - 1,
    corrections: [],
  }))
}

/** Within which shelf and whose goods is looked; null for all. */
export interface SearchScope {
  category: string | null
  supplier: string | null
}

/** The word of the index that stands for a category or a supplier: without the `_` at which FTS5 would cut it. */
function scopeWord(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}

/**
 * A search as FTS5 reads it (SQLite, "Full-text Query Syntax"): first by the words as they are written, then also by how
 * they begin and sound. Each word stands in quotes, so that nothing that was typed is read as an operator.
 *
 * @param words at least one
 * @param needs whether items must have all of the words, or any
 */
export function matchesOf(
  words: readonly QueryWord[],
  scope: SearchScope,
  needs: 'all' | 'any' = 'all',
): string[] {
  const by = needs === 'all' ? ' AND ' : ' OR '
  const [run, loose] = needs === 'all' ? [wholeRun, torn] : [partOfRun, partOfRun]
  return [
    within(words.map((word) => exactly(word, run)).join(by), scope),
    within(words.map((word) => loosely(word, loose)).join(by), scope),
  ]
}

/** A shelf, a supplier's goods, or both, as FTS5 reads it; null for everything. */
export function scopeMatch({ category, supplier }: SearchScope): string | null {
  const names = [category, supplier].flatMap((name) => name ?? [])
  return names.length === 0 ? null : names.map(scopeOf).join(' AND ')
}

/**
 * Items on an item's shelf that have in their names what it is, those first that share more of them: among them is its
 * kin. Null for an item whose names have no word.
 */
export function kinMatch(item: Pick<CatalogueItem, 'names' | 'category'>): string | null {
  const named = Object.entries(item.names).map(([language, name]) => kindWords(language, name))
  const heads = named.flatMap(({ head }) => head)
  const others = named.flatMap(({ others }) => others).slice(0, KIN_WORDS_MAX)
  if (heads.length === 0) return null
  const any = (words: readonly QueryWord[]) =>
    words.map((word) => loosely(word, wholeRun)).join(' OR ')
  const kind = `(${any(heads)}) AND (${any([...heads, ...others])})`
  return within(kind, { category: item.category, supplier: null })
}

/** Whether two items are the same kind of thing: rice is no rice flour. */
export function isKin(
  one: Pick<CatalogueItem, 'names'>,
  other: Pick<CatalogueItem, 'names'>,
): boolean {
  const [own, others] = [headForms(one), headForms(other)]
  return [...own].some((form) => others.has(form))
}

/** What an item is called, as it is written and as it sounds. */
function headForms({ names }: Pick<CatalogueItem, 'names'>): Set<string> {
  const heads = Object.entries(names).flatMap(([language, name]) => kindWords(language, name).head)
  return new Set(heads.flatMap(({ piece: { text } }) => [text, soundOf(text) ?? text]))
}

/** Languages that say what a thing is before what it is like: beras merah, riz basmati. */
const HEAD_FIRST = 'ar es fr id it km lo ms pt ro sw th tl vi'.split(' ')

/** The word of a name that says what the thing is, and the others. Numbers and their units say how much, not what. */
function kindWords(language: string, name: string): { head: QueryWord[]; others: QueryWord[] } {
  const pieces = piecesOf(name).filter(
    ({ kind }, i, all) => kind !== 'digits' && all[i - 1]?.kind !== 'digits',
  )
  const words = pieces.map((piece): QueryWord => ({ piece, isLast: false, corrections: [] }))
  const isFirst = HEAD_FIRST.includes(language.split('-', 1)[0] ?? language)
  const at = isFirst ? 0 : words.length - 1
  const head = words[at]
  if (head === undefined) return { head: [], others: [] }
  return { head: [isFirst ? head : lastPair(head)], others: words.filter((_, i) => i !== at) }
}

/** Of a run without spaces its last two characters: 金龙大米 is 大米. */
function lastPair(word: QueryWord): QueryWord {
  const { kind, text } = word.piece
  if (kind !== 'unspaced') return word
  return { ...word, piece: { kind, text: [...text].slice(-2).join('') } }
}

function within(wanted: string, scope: SearchScope): string {
  const match = scopeMatch(scope)
  return match === null ? wanted : `(${wanted}) AND ${match}`
}

function scopeOf(name: string): string {
  return `scope : ${quoted(scopeWord(name))}`
}

/** The word as it is written, or what it was meant to be. */
function exactly({ piece: { kind, text }, corrections }: QueryWord, run: RunMatch): string {
  if (kind === 'unspaced') return run(text)
  return `words : (${[text, ...corrections.map(({ word }) => word)].map(quoted).join(' OR ')})`
}

/** The word also by its beginning and by its sound; an item that has more of these ranks higher. */
function loosely(word: QueryWord, run: RunMatch): string {
  const { kind, text } = word.piece
  if (kind === 'unspaced') return run(text)
  const parts = [exactly(word, run)]
  if (word.isLast && text.length >= PREFIX_MIN) parts.push(`words : ${quoted(text)} *`)
  if (kind === 'letters') {
    const sound = soundOf(text)
    const meant = word.corrections.map(({ word }) => soundOf(word))
    const sounds = new Set([sound, ...meant].flatMap((each) => each ?? []))
    parts.push(...[...sounds].map((each) => `sounds : ${quoted(each)}`))
    if (word.isLast && sound !== null && sound.length >= SOUND_PREFIX_MIN)
      parts.push(`sounds : ${quoted(sound)} *`)
  }
  return `(${parts.join(' OR ')})`
}

type RunMatch = (run: string) => string

/** With all pairs of the run: as good as word for word. */
function wholeRun(run: string): string {
  return `words : (${pairsOf(run).join(' AND ')})`
}

/** With all its characters and some pair of them, so that something may stand between 金龙 and 大米. */
function torn(run: string): string {
  const singles = [...run].map(quoted)
  return singles.length < 3
    ? wholeRun(run)
    : `words : ((${singles.join(' AND ')}) AND (${pairsOf(run).join(' OR ')}))`
}

function partOfRun(run: string): string {
  return `words : (${pairsOf(run).join(' OR ')})`
}

/** The pairs of a run, or the one character that it has. */
function pairsOf(run: string): string[] {
  const { singles, pairs } = gramsOf(run)
  return (pairs.length === 0 ? singles : pairs).map(quoted)
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

/** What was searched instead, as it is shown: the words as they were meant, numbers and all. */
export function wordsText(words: readonly QueryWord[]): string {
  return words.map(({ piece, corrections }) => corrections[0]?.word ?? piece.text).join(' ')
}
