/**
 * Words as they sound, so that `chawal`, `chaval` and `chaawal` are one. Not a language's phonetics: the spellings
 * between which people who write Indian and English words in Latin letters do not choose alike.
 */

import { romanized } from './search-scripts.ts'

/** One after the other; `C` stands for ch until the end. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/sch|sh/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/chh?/g, 'C'],
  [/ck|[ckq]h?/g, 'k'],
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/zh/g, 'l'],
  [/z/g, 'j'],
  [/([gjtdbr])h/g, '$1'],
  // After a vowel, at an end or before a consonant, it is hardly heard: dahl, mehndi.
  [/(?<=[aeiou])h(?![aeiouy])/g, ''],
  [/y/g, 'i'],
  [/e[ea]/g, 'i'],
  [/o[ou]/g, 'u'],
  [/C/g, 'c'],
]

/** A word as it is written in Latin letters: of an Indian script in those that people use for it, else itself. */
export function latinOf(word: string): string {
  return romanized(word) ?? word
}

/** A word in one of its spellings in Latin letters, doubled letters single; of other alphabets only the latter. */
export function foldOf(word: string): string {
  return folded(latinOf(word))
}

/**
 * The skeleton of a word: what stays when vowels are written as people like, and whether one or many are meant. `chawal`
 * and चावल are `cvl`, `tomatoes` is `tumtu`. Null for words without Latin letters, and where not even two letters stay.
 */
export function soundOf(word: string): string | null {
  const latin = latinOf(word)
  if (!isLatin(latin)) return null
  const one = /..[^s]s$/.test(latin) ? latin.slice(0, -1) : latin
  const skeleton = folded(one)
    .replace(/(?<=..)[ae]$/, '')
    .replaceAll('e', 'i')
    .replaceAll('o', 'u')
    .replace(/(?<=.)a/g, '')
    .replace(/([iu])[iu]+/g, '$1')
  return skeleton.length < 2 ? null : skeleton
}

function folded(latin: string): string {
  const spelt = isLatin(latin)
    ? SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), latin)
    : latin
  return spelt.replace(/(.)\1+/gu, '$1')
}

function isLatin(word: string): boolean {
  return /^[a-z]+$/.test(word)
}
