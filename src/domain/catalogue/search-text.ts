/** Text cut into the words that it is searched by, the same for what suppliers write and vendors type. */

/**
 * A piece of text.
 *
 * - `letters`: a word of a script that sets words apart
 * - `digits`: a number, in the digits 0 to 9
 * - `unspaced`: a run of a script that does not set words apart, such as Chinese or Thai
 */
export interface Piece {
  kind: 'letters' | 'digits' | 'unspaced'
  text: string
}

/** Longer ones are no words: a name of so many letters is cut, so that nothing grows with what a stranger sends. */
const LETTERS_MAX = 32

// Marks that change a letter's look, not what it is: of Latin, Greek and Cyrillic, of Hebrew, of Arabic with its tatweel.
// The vowel signs of Indian scripts stay.
// oxlint-disable-next-line no-misleading-character-class -- marks alone are what is looked for
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g
// Joiners and soft hyphens shape words and belong to none; the long mark of Japanese is written or not.
const UNSEEN = /[\p{Cf}\u30fc]/gu
/** Written at the front of the word or left out. */
const ARABIC_ARTICLE = /^ال(?=\p{L}{3})/u
const INSIDE_WORDS = /(?<=\p{L})['’ʼ`](?=\p{L})/gu

/** Scripts that set no spaces between words, and Korean, which joins words into longer ones. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}`
const PIECES = new RegExp(
  String.raw`(?<unspaced>[${UNSPACED}]+)|(?<digits>\p{Nd}+)|(?<letters>(?:(?![${UNSPACED}])[\p{L}\p{M}])+)`,
  'gu',
)

/** The zeros of the world's digits, rising; nine more follow each (Unicode Character Database, general category Nd). */
const ZEROS = [...'٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰'].map((zero) => zero.codePointAt(0) ?? 0)
const OTHER_DIGITS = /[^\P{Nd}0-9]/gu

/** Letters that Unicode does not take apart, and spellings of one Arabic letter. */
const SAME: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ۂ: 'ه',
  ھ: 'ه',
  ۃ: 'ه',
  ؤ: 'و',
  ئ: 'ي',
}
const TO_SAME = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g')

/**
 * Text in small letters without what people leave out: accents, joiners, widths. Unicode normal form KC, so that one
 * letter has one spelling; katakana as hiragana, because both write the same sounds.
 */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(INSIDE_WORDS, '')
    .replace(TO_SAME, (letter) => SAME[letter] ?? letter)
    .replace(OTHER_DIGITS, asciiDigit)
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
}

/** The pieces of a text in its order. Never throws, whatever the text. */
export function piecesOf(text: string): Piece[] {
  return [...plain(text).matchAll(PIECES)].map(({ groups = {} }): Piece => {
    const { unspaced, digits, letters = '' } = groups
    if (unspaced !== undefined) return { kind: 'unspaced', text: unspaced }
    if (digits !== undefined) return { kind: 'digits', text: cut(digits) }
    return { kind: 'letters', text: cut(letters.replace(ARABIC_ARTICLE, '')) }
  })
}

function cut(text: string): string {
  return text.length <= LETTERS_MAX ? text : [...text].slice(0, LETTERS_MAX).join('')
}

/** Of a script newer than the list of zeros, digits stay what they are, and find themselves. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  const zero = ZEROS.findLast((zero) => zero <= point) ?? 0
  return point - zero <= 9 ? String(point - zero) : digit
}

/**
 * How a run without spaces is searched: its characters and each two beside each other. No dictionary says where its words
 * begin, and two characters are a word more often than not.
 */
export function gramsOf(run: string): { singles: string[]; pairs: string[] } {
  const singles = [...run]
  return { singles, pairs: singles.slice(1).map((second, i) => `${singles[i] ?? ''}${second}`) }
}
