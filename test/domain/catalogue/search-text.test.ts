/** Text cut into words, in the scripts that vendors and suppliers write. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { romanized } from '../../../src/domain/catalogue/search-scripts.ts'
import { foldOf, soundOf } from '../../../src/domain/catalogue/search-sound.ts'
import { piecesOf } from '../../../src/domain/catalogue/search-text.ts'

const texts = (text: string) => piecesOf(text).map((piece) => piece.text)

it.for([
  [
    'small letters, accents, widths',
    'Crème BRÛLÉE ＡＢＣ Straße İzmir',
    'creme brulee abc strasse izmir',
  ],
  ['numbers apart from their units', '25kg 7Up 1.5l', '25 kg 7 up 1 5 l'],
  ['digits of other scripts', '२५ ٢٥ ২৫ ๒๕ ２５ 𝟚𝟝 ꯲꯵ 〇', '25 25 25 25 25 25 25 〇'],
  ['no apostrophes inside words', "Asha’s don't ’tis", 'ashas dont tis'],
  ['joiners and soft hyphens left out', 'क\u200dष sugar\u00adcane', 'कष sugarcane'],
  ['Arabic without marks, tatweel and article', 'الأَرُزّ أرز شــاي ٱلشَّاي', 'ارز ارز شاي شاي'],
  ['Persian and Arabic letters as one', 'کیک كيك', 'كيك كيك'],
  ['katakana as hiragana', 'リンゴ りんご ﾘﾝｺﾞ コーヒー', 'りんご りんご りんご こひ'],
  ['Indian vowel signs kept', 'चाय मिर्च', 'चाय मिर्च'],
  ['nothing of what is no word', '🍅 — !? "*" ^:(', ''],
])('has %s', ([, text = '', expected], { expect }) => {
  expect(texts(text).join(' ')).toBe(expected)
})

it('tells scripts without spaces from words', ({ expect }) => {
  expect(piecesOf('东北大米5斤 rice ข้าว 김치찌개').map(({ kind }) => kind)).toEqual([
    'unspaced',
    'digits',
    'unspaced',
    'letters',
    'unspaced',
    'unspaced',
  ])
})

it('knows the digits of every script', ({ expect }) => {
  const points = Array.from({ length: 0x10000 }, (_, point) => point)
  const digits = points.filter((point) => /\p{Nd}/u.test(String.fromCodePoint(point)))
  const zeros = digits.filter((point, i) => i === 0 || digits[i - 1] !== point - 1)
  for (const point of digits) {
    const zero = zeros.findLast((zero) => zero <= point) ?? 0
    // Runs of digits lie apart, so that each begins with a zero.
    expect(texts(String.fromCodePoint(point))).toEqual([String((point - zero) % 10)])
  }
})

it('cuts words that are none', ({ expect }) => {
  expect(texts('a'.repeat(5000)).map((word) => word.length)).toEqual([32])
})

describe('Indian scripts in Latin letters', () => {
  it.for([
    ['चावल', 'chaval'],
    ['बासमती', 'basamati'],
    ['लंबा', 'lamba'],
    ['अंडा', 'anda'],
    ['सब्ज़ी', 'sabzi'],
    ['पकौड़ा', 'pakaura'],
    ['फ़ालूदा', 'faluda'],
    ['আলু', 'alu'],
    ['ডিম', 'dim'],
    ['যব', 'jab'],
    ['হয়', 'hay'],
    ['ਆਲੂ', 'alu'],
    ['ਦੁੱਧ', 'dudh'],
    ['ચોખા', 'chokha'],
    ['ଆଳୁ', 'alu'],
    ['அரிசி', 'arisi'],
    ['தக்காளி', 'takkali'],
    ['வெங்காயம்', 'vengayam'],
    ['இஞ்சி', 'inchi'],
    ['బియ్యం', 'biyyam'],
    ['ಅಕ್ಕಿ', 'akki'],
    ['പാൽ', 'pal'],
    ['വെള്ളം', 'vellam'],
  ])('%s is %s', ([word = '', latin], { expect }) => {
    expect(romanized(word)).toBe(latin)
  })

  it('leaves other scripts alone', ({ expect }) => {
    expect(['rice', 'рис', '米', 'أرز', 'ข้าว', ''].map(romanized)).toEqual(
      Array.from({ length: 6 }, () => null),
    )
  })
})

describe('how words sound', () => {
  it.for([
    'चावल chawal chaval chaawal chawl',
    'बासमती basmati basmathi basmatee',
    'प्याज pyaz pyaaz piyaz pyaj',
    'आलू aloo alu aaloo আলু ਆਲੂ ଆଳୁ',
    'टमाटर tamatar tamaatar',
    'पनीर paneer panir',
    'दाल dal daal dahl',
    'मूँगफली moongphali mungfali moongfali',
    'सब्ज़ी sabzi sabji sabjee',
    'फूल phool fool',
    'नमकीन namkeen namkin',
    'घी ghee ghi',
    'धनिया dhaniya dhania daniya',
    'जीरा zeera jeera jira',
    'शक्कर shakkar sakkar shakar',
    'चीनी cheeni chini',
    'केला kela kele kelaa',
    'தக்காளி thakkali takkali',
    'வாழைப்பழம் vazhaippazham vazhaipazham',
    'దూధ్ दूध doodh dudh dudh',
    'tomato tomatoes',
    'onion onions',
    'coffee cofee kofi koffee',
    'chilli chili chilly',
  ])('%s sound alike', (line, { expect }) => {
    const sounds = line.split(' ').map(soundOf)
    expect(new Set(sounds).size, sounds.join(' ')).toBe(1)
    expect(sounds[0]).not.toBeNull()
  })

  it('keeps apart what is not the same', ({ expect }) => {
    const words = 'dal til pani paneer pan aloo atta chai ghee gur rice oil tea salt sugar'.split(
      ' ',
    )
    const sounds = words.map(soundOf)
    expect(new Set(sounds).size).toBe(words.length)
  })

  it('says nothing of other alphabets and of less than two letters', ({ expect }) => {
    expect(['рис', '米', 'أرز', 'a', 'aa', 'h'].map(soundOf)).toEqual(
      Array.from({ length: 6 }, () => null),
    )
  })
})

/** Letters from the scripts that have rules, which plain random text seldom hits. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0x0900, max: 0x0d7f }), { maxLength: 60 })
    .map((points) => String.fromCodePoint(...points)),
  fc.string({
    unit: fc.constantFrom(...'chskpgbtdzwvxyqaeiouh \ud800\udc00\u200d'),
    maxLength: 60,
  }),
)

it('never throws, and finds the same pieces in what it found', ({ expect }) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = piecesOf(text)
      for (const { text: word, kind } of pieces) {
        expect(word).not.toMatch(/[\s"*^:()+.-]/)
        expect([...word].length).toBeGreaterThan(0)
        romanized(word)
        soundOf(word)
        foldOf(word)
        if (kind === 'digits') expect(word).toMatch(/^\p{Nd}+$/u)
      }
    }),
    { numRuns: 20_000 },
  )
})
