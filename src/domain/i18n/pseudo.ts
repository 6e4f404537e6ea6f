/** Pseudo-languages for tests: they show where a text is cut off, hard-coded, or laid out for one direction. */

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ḿ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
}

const PADDING =
  ' one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'

/** "Pay" → "[Þáý on]": every letter accented and the text about 40 % longer, as German or Tamil would be. */
export function pseudoAccented(text: string): string {
  const accented = text.replaceAll(/(\{\w+\})|./gsu, (letter, placeholder?: string) =>
    placeholder === undefined ? accent(letter) : placeholder,
  )
  const extra = Math.ceil(text.replaceAll(/\{\w+\}/g, '').length * 0.4)
  // Repeated for the long sentences; brackets show a text that was cut off at either end.
  return `[${accented}${PADDING.repeat(Math.ceil(extra / PADDING.length)).slice(0, extra)}]`
}

function accent(letter: string): string {
  const lower = letter.toLowerCase()
  const accented = ACCENTED[lower]
  if (accented === undefined) return letter
  return letter === lower ? accented : accented.toUpperCase()
}

// The marks are written as escapes because as characters they would turn this file's own line around.
const RLM = '\u200F'
const RLO = '\u202E'
const PDF = '\u202C'

/** Each word shown from right to left, as Android's ar-XB does, so that layout mirrors and words stay English. */
export function pseudoMirrored(text: string): string {
  return text.replaceAll(/\{\w+\}|[^\s{}]+/g, (word) =>
    word.startsWith('{') ? word : `${RLM}${RLO}${word}${PDF}${RLM}`,
  )
}
