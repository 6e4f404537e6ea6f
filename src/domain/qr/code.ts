import { CROCKFORD, crockfordValue } from '../crockford.ts'

/** Symbols of a sticker code: seven that carry the identity (35 bits) and one that checks them. */
const SYMBOLS = 8
/** Typed text past this is not a code with a slip in it, so nobody looks further. */
const TYPED_CHARS_MAX = 64
const SUGGESTIONS_MAX = 5

export type CodeReading =
  | { ok: true; code: string }
  | { ok: false; reason: 'wrong_length' | 'wrong_symbol' | 'wrong_check'; suggestions: string[] }

/**
 * Pairs that people mistake for each other in print or handwriting, most often first. I, L and O are
 * not here: Crockford base32 already reads them as 1 and 0. U is not in the alphabet, so it is an
 * unreadable symbol and not a pair.
 */
const LOOK_ALIKES = '8B 5S 2Z 0D 0Q 17 VY 6G MN 4A CG EF DQ PR 38 KX VW 0C XY 9G 7T HN 68 3B 49 7Z'
  .split(' ')
  .map((pair) => [crockfordValue(pair.charAt(0)), crockfordValue(pair.charAt(1))] as const)

/** Multiplication by 19 in GF(2^5) with the primitive polynomial x^5 + x^2 + 1, for each of the 32 values. */
const TIMES_19 = Array.from(CROCKFORD, (_, value) => {
  let product = (value << 4) ^ (value << 1) ^ value
  for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
})

/**
 * Damm's checksum over GF(2^5): every symbol is added to the state and the state is multiplied by a
 * constant. A code is right when the state ends at 0.
 *
 * With any constant c but 0 and 1 the operation a∘b = c·(a + b) is a totally anti-symmetric quasigroup with
 * a∘a = 0, so every single substitution and every adjacent transposition is detected, and the state itself is
 * the check symbol. As 31 is prime, each such c also generates the field, so swaps at any distance are
 * detected as well. 19 was taken because it makes the example of all our documents, 7K3M-92QD, a right code.
 *
 * Source: H. M. Damm, "Total anti-symmetrische Quasigruppen", dissertation, Marburg 2004, example 5.2
 * (c·a + b; here the second operand is multiplied by c too, which only makes the diagonal zero).
 */
function damm(values: readonly number[]): number {
  return values.reduce((state, value) => TIMES_19[state ^ value] ?? 0, 0)
}

/** The eighth symbol for seven others. Throws a RangeError unless it gets seven capitals of the alphabet. */
export function checkSymbol(seven: string): string {
  const values = Array.from(seven, (symbol) => CROCKFORD.indexOf(symbol))
  if (values.length !== SYMBOLS - 1 || values.includes(-1)) {
    throw new RangeError('a check symbol needs seven Crockford base32 symbols')
  }
  return CROCKFORD.charAt(damm(values))
}

/**
 * A code out of the first 35 bits of `bytes`, which the caller draws at random: domain code has no
 * randomness of its own. Throws a RangeError below five bytes, because a short draw would make codes collide.
 */
export function codeFromBytes(bytes: Uint8Array): string {
  if (bytes.length < 5) throw new RangeError('a code needs five random bytes')
  // 40 bits fit a double exactly; shifting would cut them to 32.
  let number = bytes.subarray(0, 5).reduce((sum, byte) => sum * 256 + byte, 0)
  number = Math.floor(number / 32)
  let seven = ''
  for (let i = 0; i < SYMBOLS - 1; i += 1) {
    seven = CROCKFORD.charAt(number % 32) + seven
    number = Math.floor(number / 32)
  }
  return seven + checkSymbol(seven)
}

/** A well-formed code as people read it, in two groups of four: `7K3M-92QD`. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/**
 * Reads a code that a person typed or a link carried: lower case, spaces, dashes, full-width letters
 * (Chinese keyboards), the invisible marks that chat apps add, and the look-alikes O, I and L are accepted.
 *
 * A refusal names the first of length, symbol, check that is wrong, and at most five well-formed codes
 * the person may have meant, likeliest first. A suggestion is for a person to compare with the sticker:
 * it may be nobody's code, or somebody else's, so it is shown and never followed.
 */
export function readCode(text: string): CodeReading {
  if (text.length > TYPED_CHARS_MAX) return { ok: false, reason: 'wrong_length', suggestions: [] }
  if (isWritten(text)) return { ok: true, code: text }
  const symbols = Array.from(text.normalize('NFKC').replace(/[\s\p{Dash}\p{Cf}]/gu, ''))
  const values = symbols.map((symbol) => crockfordValue(symbol))
  if (values.length !== SYMBOLS) {
    return { ok: false, reason: 'wrong_length', suggestions: suggest(otherLengths(values)) }
  }
  if (values.includes(-1)) {
    return { ok: false, reason: 'wrong_symbol', suggestions: suggest(filledIn(values)) }
  }
  if (damm(values) !== 0) {
    return { ok: false, reason: 'wrong_check', suggestions: suggest(oneSlip(values)) }
  }
  return { ok: true, code: write(values) }
}

/** True for a right code exactly as links carry it: nearly every request, with nothing to read into it. */
function isWritten(text: string): boolean {
  if (text.length !== SYMBOLS) return false
  let state = 0
  for (let i = 0; i < SYMBOLS; i += 1) {
    const value = CROCKFORD.indexOf(text.charAt(i))
    if (value < 0) return false
    state = TIMES_19[state ^ value] ?? 0
  }
  return state === 0
}

function write(values: readonly number[]): string {
  return values.map((value) => CROCKFORD.charAt(value)).join('')
}

/** The candidates that are well-formed codes, each once, in their order. */
function suggest(candidates: readonly number[][]): string[] {
  const wellFormed = candidates.filter((values) => !values.includes(-1) && damm(values) === 0)
  return [...new Set(wellFormed.map(write))].slice(0, SUGGESTIONS_MAX)
}

/** Eight readable symbols that do not check: two neighbours swapped, the last symbol wrong, or a look-alike. */
function oneSlip(values: readonly number[]): number[][] {
  const swapped = values
    .slice(1)
    .map((value, i) => values.with(i, value).with(i + 1, values[i] ?? -1))
  const checked = values.with(SYMBOLS - 1, damm(values.slice(0, -1)))
  const looksAlike = LOOK_ALIKES.flatMap(([one, other]) =>
    values.flatMap((value, i) => {
      if (value === one) return [values.with(i, other)]
      return value === other ? [values.with(i, one)] : []
    }),
  )
  return [...swapped, checked, ...looksAlike]
}

/** One symbol that is in no alphabet: the other seven leave exactly one value that checks. */
function filledIn(values: readonly number[]): number[][] {
  const at = values.indexOf(-1)
  return Array.from(CROCKFORD, (_, value) => values.with(at, value))
}

/** Seven symbols: the last not typed yet, or a double typed once. Nine: one typed too often or by mistake. */
function otherLengths(values: readonly number[]): number[][] {
  if (values.length === SYMBOLS - 1) {
    const doubled = values.map((value, i) => values.toSpliced(i, 0, value))
    return [[...values, damm(values)], ...doubled]
  }
  if (values.length === SYMBOLS + 1) return values.map((_, i) => values.toSpliced(i, 1))
  return []
}
