/**
 * Indian scripts in plain Latin letters, as people write them on phones: चावल is `chaval`, தக்காளி is `takkali`.
 *
 * Source: The Unicode Standard, chapter 12: the blocks of Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu,
 * Kannada and Malayalam follow the layout of ISCII (IS 13194:1991), each letter at the same place of a block of 0x80.
 * The Latin letters are those of the Hunterian system without its marks.
 */

const FIRST = 0x0900
const BLOCK = 0x80
const BLOCKS = ['deva', 'beng', 'guru', 'gujr', 'orya', 'taml', 'telu', 'knda', 'mlym'] as const
type Script = (typeof BLOCKS)[number]

/** Vowels as letters of their own, from 0x04 on; 0x11 and 0x12 are short and open o. */
const VOWELS = [
  'a',
  'a',
  'a',
  'i',
  'i',
  'u',
  'u',
  'ri',
  'li',
  'e',
  'e',
  'e',
  'ai',
  'o',
  'o',
  'o',
  'au',
]
const VOWELS_AT = 0x04
/** Consonants from 0x15 to 0x39. */
const CONSONANTS =
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h'.split(
    ' ',
  )
const CONSONANTS_AT = 0x15
/** Vowel signs from 0x3e on; 0x45 and 0x49 are open e and o, 0x46 and 0x4a short ones. */
const SIGNS = ['a', 'i', 'i', 'u', 'u', 'ri', 'ri', 'e', 'e', 'e', 'ai', 'o', 'o', 'o', 'au']
const SIGNS_AT = 0x3e

const CANDRABINDU = 0x01
const ANUSVARA = 0x02
const VISARGA = 0x03
const NUKTA = 0x3c
const VIRAMA = 0x4d

/** Where a script has a letter of its own at a place of the layout; a letter that ends in `-` carries no vowel. */
const OWN: Partial<Record<Script, Record<number, string>>> = {
  beng: { 0x2f: 'j', 0x4e: 't-', 0x70: 'r', 0x71: 'v' },
  guru: { 0x5c: 'r', 0x70: 'n-', 0x71: '-' },
  orya: { 0x2f: 'j', 0x5f: 'y', 0x71: 'v' },
  telu: { 0x58: 'ch', 0x59: 'j', 0x5a: 'r' },
  knda: { 0x5e: 'zh' },
  mlym: { 0x7a: 'n-', 0x7b: 'n-', 0x7c: 'r-', 0x7d: 'l-', 0x7e: 'l-', 0x7f: 'k-' },
}

/** What a dot below makes of a consonant; where it is not named, nothing that people write. */
const DOTTED: Record<string, string> = { ph: 'f', j: 'z', d: 'r', dh: 'rh' }

/** Scripts whose last letter is said without its vowel: चावल is `chaval`, not `chavala`. */
const SILENT_END: ReadonlySet<Script> = new Set(['deva', 'beng', 'guru', 'gujr', 'orya'])

/** Scripts whose nasal at the end of a word is m: వెల్లం is `vellam`. */
const FINAL_M: ReadonlySet<Script> = new Set(['telu', 'knda', 'mlym'])

/** Tamil writes one letter for voiced and unvoiced: which is said depends on what stands beside it. */
const TAMIL_SOFT: Record<string, string> = { k: 'g', ch: 's', t: 'd', p: 'b' }

interface Sound {
  kind: 'consonant' | 'vowel' | 'nasal'
  latin: string
}

const INHERENT: Sound = { kind: 'vowel', latin: 'a' }

/** A word in plain Latin letters; null for a word that has no letter of an Indian script. */
export function romanized(word: string): string | null {
  const script = scriptOf(word)
  if (script === null) return null
  const sounds: Sound[] = []
  // A consonant is followed by its own vowel unless a sign says otherwise.
  let isOpen = false
  const close = () => {
    if (isOpen) sounds.push(INHERENT)
    isOpen = false
  }
  for (const char of word) {
    const at = (char.codePointAt(0) ?? 0) - FIRST
    const place = at % BLOCK
    const isIndian = at >= 0 && at < BLOCK * BLOCKS.length
    const last = sounds.at(-1)
    if (!isIndian) {
      close()
      sounds.push({ kind: 'consonant', latin: char })
    } else if (place === VIRAMA) isOpen = false
    else if (place === NUKTA) {
      if (last !== undefined) last.latin = dotted(last.latin, script)
    } else if (place >= SIGNS_AT && place < SIGNS_AT + SIGNS.length) {
      isOpen = false
      sounds.push({ kind: 'vowel', latin: SIGNS[place - SIGNS_AT] ?? '' })
    } else {
      close()
      const sound = soundAt(place, script)
      if (sound === null) continue
      isOpen = sound.kind === 'consonant' && !sound.latin.endsWith('-')
      sounds.push({ ...sound, latin: sound.latin.replace('-', '') })
    }
  }
  if (!(SILENT_END.has(script) && sounds.some(({ kind }) => kind === 'vowel'))) close()
  return latinOf(script === 'taml' ? tamil(sounds) : sounds, FINAL_M.has(script) ? 'm' : 'n')
}

function scriptOf(word: string): Script | null {
  for (const char of word) {
    const at = (char.codePointAt(0) ?? 0) - FIRST
    if (at >= 0 && at < BLOCK * BLOCKS.length) return BLOCKS[Math.floor(at / BLOCK)] ?? null
  }
  return null
}

/** Also Bengali and Oriya `y`, which is `j` without its dot. */
function dotted(latin: string, script: Script): string {
  if (latin === 'j' && (script === 'beng' || script === 'orya')) return 'y'
  return DOTTED[latin] ?? latin
}

function soundAt(place: number, script: Script): Sound | null {
  const own = OWN[script]?.[place]
  if (own !== undefined) return { kind: 'consonant', latin: own }
  const vowel = VOWELS[place - VOWELS_AT]
  if (vowel !== undefined) return { kind: 'vowel', latin: vowel }
  const consonant = CONSONANTS[place - CONSONANTS_AT]
  if (consonant !== undefined) return { kind: 'consonant', latin: consonant }
  if (place === CANDRABINDU || place === ANUSVARA) return { kind: 'nasal', latin: 'n' }
  // The breath at an end is written, not said; signs of accent, length and verse too.
  return place === VISARGA ? { kind: 'vowel', latin: '' } : null
}

/** A single stop between vowels, or after a nasal, is voiced; a doubled one is not. Only the voiced ch stays after a nasal. */
function tamil(sounds: readonly Sound[]): Sound[] {
  return sounds.map((sound, i) => {
    const before = sounds[i - 1]
    const isAfterVowel = before?.kind === 'vowel'
    const isAfterNasal = before !== undefined && /^[mn]$/.test(before.latin)
    const isVoiced = isAfterVowel || (isAfterNasal && sound.latin !== 'ch')
    const soft = TAMIL_SOFT[sound.latin]
    return isVoiced && soft !== undefined && sounds[i + 1]?.kind === 'vowel'
      ? { ...sound, latin: soft }
      : sound
  })
}

/** A nasal takes the place in the mouth of what follows, लंबा is `lamba`, and at the end that of its language. */
function latinOf(sounds: readonly Sound[], last: string): string {
  return sounds
    .map(({ kind, latin }, i) => {
      if (kind !== 'nasal') return latin
      const after = sounds[i + 1]
      if (after === undefined) return last
      return /^[pbm]/.test(after.latin) ? 'm' : latin
    })
    .join('')
}
