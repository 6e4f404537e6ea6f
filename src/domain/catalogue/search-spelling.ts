/**
 * Typing errors. A word that no item has is compared with words that items have, never with the items: those of about its
 * length that begin or end as it does are few, and hold what was meant unless both ends are wrong.
 */
import { foldOf } from './search-sound.ts'
import type { QueryWord, VocabularyWord } from './search.ts'

/** Letters from which on a word may have one error, and two. Shorter ones are too near to each other. */
const ONE_ERROR_FROM = 4
const TWO_ERRORS_FROM = 8
/** Words that may have been meant: the third guess is seldom right, and each makes the search longer. */
const CORRECTIONS_MAX = 3
/** A word that so many times more items have was meant even where some item has it as it was typed. */
const CLEARLY_MORE = 10

/** Where to look for what a word was meant to be. */
export interface Probe {
  /** Code points of words to compare with. */
  lengthMin: number
  lengthMax: number
  /** They begin like that, or their reversed letters begin like `tail`. */
  head: string
  tail: string
}

/** A word of the catalogue with how many items have it. */
export interface KnownWord extends VocabularyWord {
  items: number
}

/** Errors that a word may have: none below four letters, one below eight, else two. */
export function errorsIn(word: string): 0 | 1 | 2 {
  const { length } = [...word]
  return length < ONE_ERROR_FROM ? 0 : length < TWO_ERRORS_FROM ? 1 : 2
}

/**
 * Where the words are that a word may have been meant to be; null when it is too short, or no word.
 *
 * With one error the first half or the last half is right: an error in one leaves the other, also when two letters change
 * places in the middle, because the halves leave one letter between them. With two errors the first or the last third is
 * right, unless each has one; those are given up for ten times fewer words to compare.
 */
export function probeOf({ piece: { kind, text } }: Pick<QueryWord, 'piece'>): Probe | null {
  const errors = errorsIn(text)
  if (kind !== 'letters' || errors === 0) return null
  const letters = [...foldOf(text)]
  const part = Math.max(errors, Math.floor((letters.length - 1) / (errors + 1)))
  return {
    lengthMin: Math.max(1, letters.length - errors),
    lengthMax: letters.length + errors,
    head: letters.slice(0, part).join(''),
    tail: letters
      .slice(letters.length - part)
      .toReversed()
      .join(''),
  }
}

/**
 * What a word was probably meant to be, best first: fewest errors, then the script that was typed, then what most items
 * have. `isKnown` when items have the word itself, in whatever spelling; then only what clearly more items have is left.
 */
export function correctionsOf(
  { piece: { text } }: Pick<QueryWord, 'piece'>,
  words: readonly KnownWord[],
): { isKnown: boolean; corrections: KnownWord[] } {
  const typed = foldOf(text)
  const errors = errorsIn(text)
  const near = words
    .map((word) => ({
      word,
      // As it was typed too: a slip may look like another spelling, x like ks.
      distance: Math.min(
        editDistance(typed, word.fold, errors),
        editDistance(text, word.word, errors),
      ),
    }))
    .filter(({ distance }) => distance <= errors)
    .toSorted(
      (one, other) =>
        one.distance - other.distance ||
        Number(isAscii(other.word.word) === isAscii(text)) -
          Number(isAscii(one.word.word) === isAscii(text)) ||
        other.word.items - one.word.items,
    )
  const own = near
    .filter(({ distance }) => distance === 0)
    .reduce((sum, { word }) => sum + word.items, 0)
  const others = near.filter(
    ({ distance, word }) => distance > 0 && word.items >= own * CLEARLY_MORE,
  )
  const [best] = others
  const corrections = others
    .filter(({ distance }) => distance === best?.distance)
    .slice(0, CORRECTIONS_MAX)
    .map(({ word }) => word)
  return { isKnown: own > 0, corrections }
}

function isAscii(text: string): boolean {
  return !/[^a-z]/.test(text)
}

/**
 * Letters to change, add, leave out, or swap with their neighbour until one word is the other; more than `max` is
 * `max + 1`. Optimal string alignment: no letter is changed twice.
 *
 * Source: Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964), by the table of
 * Wagner and Fischer of which only a band around the diagonal is filled.
 */
export function editDistance(one: string, other: string, max: number): number {
  const a = [...one]
  const b = [...other]
  if (Math.abs(a.length - b.length) > max) return max + 1
  const far = max + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far))
  for (let i = 1; i <= a.length; i += 1) {
    const row = Array.from({ length: b.length + 1 }, () => far)
    if (i <= max) row[0] = i
    let least = row[0] ?? far
    for (let j = Math.max(1, i - max); j <= Math.min(b.length, i + max); j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(
        (above[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        (above[j - 1] ?? far) + (isSame ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? far) + 1)
      row[j] = Math.min(cost, far)
      least = Math.min(least, cost)
    }
    if (least > max) return far
    before = above
    above = row
  }
  return above[b.length] ?? far
}
