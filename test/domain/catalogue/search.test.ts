/** What items are found by, what is looked for, and what was meant. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { foldOf } from '../../../src/domain/catalogue/search-sound.ts'
import {
  correctionsOf,
  editDistance,
  errorsIn,
  probeOf,
} from '../../../src/domain/catalogue/search-spelling.ts'
import {
  isKin,
  kinMatch,
  matchesOf,
  queryWords,
  scopeMatch,
  searchText,
  wordsText,
} from '../../../src/domain/catalogue/search.ts'

const NOWHERE = { category: null, supplier: null }
const word = (text: string) => queryWords(text)[0] ?? { piece: { kind: 'letters' as const, text } }

describe('what an item is found by', () => {
  it('has its names in all scripts, how they sound, and its sku in parts and whole', ({
    expect,
  }) => {
    const item = { names: { hi: 'बासमती चावल', zh: '东北大米' }, also: 'Rice 5kg', sku: 'RICE-5' }
    expect(searchText(item)).toEqual({
      words: 'बासमती basamati चावल chaval 东 北 大 米 东北 北大 大米 rice 5 kg rice5',
      sounds: 'bsmti cvl ris kg',
      vocabulary: [
        { word: 'बासमती', fold: 'basamati' },
        { word: 'चावल', fold: 'caval' },
        { word: 'rice', fold: 'rise' },
      ],
    })
  })

  it('has each word once, and not too many', ({ expect }) => {
    const also = Array.from({ length: 500 }, (_, i) => `w${String.fromCodePoint(0x4e00 + i)}`).join(
      ' ',
    )
    const { words } = searchText({ names: { en: 'Tea tea TEA' }, also, sku: 'TEA' })
    const all = words.split(' ')
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeLessThan(400)
  })
})

describe('what is looked for', () => {
  it.for([
    [
      'rice',
      'words : ("rice")',
      '(words : ("rice") OR words : "rice" * OR sounds : "ris" OR sounds : "ris" *)',
    ],
    ['r', 'words : ("r")', '(words : ("r"))'],
    [
      'चावल 5',
      'words : ("चावल") AND words : ("5")',
      '(words : ("चावल") OR sounds : "cvl") AND (words : ("5"))',
    ],
    ['大米', 'words : ("大米")', 'words : ("大米")'],
    [
      '金龙大米',
      'words : ("金龙" AND "龙大" AND "大米")',
      'words : (("金" AND "龙" AND "大" AND "米") AND ("金龙" OR "龙大" OR "大米"))',
    ],
  ])('%s', ([text = '', exact, loose], { expect }) => {
    expect(matchesOf(queryWords(text), NOWHERE)).toEqual([exact, loose])
  })

  it('stays within a shelf and a supplier', ({ expect }) => {
    const scope = { category: 'meat_fish', supplier: 'prt_01KAVJ' }
    expect(scopeMatch(scope)).toBe('scope : "meatfish" AND scope : "prt01kavj"')
    expect(matchesOf(queryWords('ghee dal'), scope)[0]).toBe(
      '(words : ("ghee") AND words : ("dal")) AND scope : "meatfish" AND scope : "prt01kavj"',
    )
    expect(scopeMatch(NOWHERE)).toBeNull()
  })

  it('waits for a unit that is begun', ({ expect }) => {
    expect(wordsText(queryWords('Rice 25 k'))).toBe('rice 25')
    expect(wordsText(queryWords('k'))).toBe('k')
  })

  it('looks at eight words of a hundred characters', ({ expect }) => {
    expect(queryWords('ab '.repeat(50))).toHaveLength(8)
    expect(queryWords(`${' '.repeat(100)}tea`)).toEqual([])
  })

  it('reads nothing that was typed as an operator', ({ expect }) => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(
          fc.constantFrom(
            ...'" * ^ : ( ) { } - + , . NEAR( AND OR NOT words: scope: "" \\ \' ; -- \0 rice चावल 大米 7'.split(
              ' ',
            ),
          ),
          { maxLength: 20 },
        )
        .map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(typed, fc.constantFrom('all' as const, 'any' as const), (text, needs) => {
        const words = queryWords(text)
        if (words.length === 0) return
        for (const match of matchesOf(words, { category: 'other', supplier: 'prt_1' }, needs)) {
          const quoted = [...match.matchAll(/"([^"]*)"/g)].map(([, inside = '']) => inside)
          for (const inside of quoted)
            expect(inside.replaceAll(/[^ -~]/g, '')).toMatch(/^[a-z0-9]*$/)
          const rest = match.replaceAll(/"[^"]*"/g, 'x')
          expect(rest).toMatch(/^(?:x|\(|\)| |\*|AND|OR|words :|sounds :|scope :)+$/)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('items of the same kind', () => {
  const kinOf = (names: Record<string, string>) => kinMatch({ names, category: 'grain' }) ?? ''
  const headsOf = (match: string) => match.slice(0, match.indexOf(' AND '))

  it.for([
    [{ en: 'Vina Ground Salt 250 g' }, 'salt'],
    [{ hi: 'विना पिसा नमक' }, 'नमक'],
    [{ zh: '金龙特级大米' }, '大米'],
    [{ id: 'Beras merah 5 kg' }, 'beras'],
    [{ 'fr-FR': 'Riz basmati' }, 'riz'],
    [{ en: '7 Up' }, null],
  ] as const)('%j is %s', ([names, head], { expect }) => {
    const match = kinOf(names)
    if (head === null) expect(match).toBe('')
    else expect(headsOf(match)).toContain(`"${head}"`)
    expect(headsOf(match)).not.toMatch(/"(?:vina|ground|merah|basmati|g|kg)"/)
  })
})

it.for([
  [{ en: 'Shakti Basmati Rice 5 kg' }, { en: 'Everyday rice', hi: 'चावल' }, true],
  [{ en: 'Rice' }, { en: 'Rice flour' }, false],
  [{ hi: 'बासमती चावल' }, { 'hi-Latn': 'Sona chawal 25 kg' }, true],
  [{ 'zh-CN': '金龙特级大米' }, { zh: '东北大米' }, true],
  [{ 'zh-CN': '金龙大米' }, { zh: '金龙面粉' }, false],
  [{ en: 'Vina salt' }, { en: 'Vina pepper' }, false],
  [{ en: '7 Up' }, { en: '7 Up' }, false],
] as const)('%j and %j are kin: %s', ([one, other, expected], { expect }) => {
  expect(isKin({ names: one }, { names: other })).toBe(expected)
})

/** The textbook's whole table, with neighbours that change places. */
function distanceByTable(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const costs = [
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]),
      ]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        costs.push(at(i - 2, j - 2) + 1)
      const row = table[i]
      if (row !== undefined) row[j] = Math.min(...costs)
    }
  }
  return at(a.length, b.length)
}

describe('typing errors', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdeक米'), maxLength: 12 })

  it('are counted as by the textbook, up to the most that is asked', ({ expect }) => {
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 3 }), (one, other, max) => {
        const whole = distanceByTable(one, other)
        expect(editDistance(one, other, max)).toBe(Math.min(whole, max + 1))
      }),
      { numRuns: 20_000 },
    )
  })

  it.for([
    ['tea', 0],
    ['rice', 1],
    ['chicken', 1],
    ['cardamom', 2],
  ] as const)('%s may have %i', ([text, errors], { expect }) => {
    expect(errorsIn(text)).toBe(errors)
    expect(probeOf(word(text)) === null).toBe(errors === 0)
  })

  it('are not looked for in numbers and scripts without spaces', ({ expect }) => {
    expect(probeOf(word('12345'))).toBeNull()
    expect(probeOf(word('东北大米'))).toBeNull()
  })

  it('with one error a word is always among those that are compared', ({ expect }) => {
    const meant = fc.string({ unit: fc.constantFrom(...'bdlmnrtkaiu'), minLength: 5, maxLength: 7 })
    const slip = fc.record({
      at: fc.nat({ max: 10 }),
      letter: fc.constantFrom(...'bdlmnrtkaiu'),
      how: fc.constantFrom('leave' as const, 'put' as const, 'change' as const, 'swap' as const),
    })
    fc.assert(
      fc.property(meant, slip, (text, { at, letter, how }) => {
        const i = at % text.length
        const [head, here = '', next = '', tail] = [
          text.slice(0, i),
          text[i],
          text[i + 1],
          text.slice(i + 2),
        ]
        const typed = {
          leave: head + next + tail,
          put: head + letter + here + next + tail,
          change: head + letter + next + tail,
          swap: head + next + here + tail,
        }[how]
        // Doubled letters are one letter in a fold: what is compared are folds.
        if (foldOf(text) !== text || foldOf(typed) !== typed || errorsIn(typed) !== 1) return
        const probe = probeOf(word(typed))
        if (probe === null) throw new Error('it may have an error')
        const { lengthMin, lengthMax, head: begins, tail: ends } = probe
        expect(text.length).toBeGreaterThanOrEqual(lengthMin)
        expect(text.length).toBeLessThanOrEqual(lengthMax)
        const reversed = [...text].toReversed().join('')
        expect(text.startsWith(begins) || reversed.startsWith(ends), `${text} ${typed}`).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })
})

describe('what was meant', () => {
  const known = (text: string, items: number) => ({ word: text, fold: foldOf(text), items })
  const meant = (text: string, ...words: ReturnType<typeof known>[]) => {
    const { isKnown, corrections } = correctionsOf(word(text), words)
    return { isKnown, words: corrections.map((each) => each.word) }
  }

  it('is what most items have of what is nearest', ({ expect }) => {
    const words = [
      known('tomato', 50),
      known('tomatillo', 90),
      known('potato', 70),
      known('tamago', 3),
    ]
    expect(meant('tamato', ...words)).toEqual({ isKnown: false, words: ['tomato', 'tamago'] })
  })

  it('is in the script that was typed, when that has it', ({ expect }) => {
    const words = [known('चावल', 50), known('chawal', 2)]
    expect(meant('chqwal', ...words).words).toEqual(['chawal', 'चावल'])
    expect(meant('चाबल', ...words).words).toEqual(['चावल', 'chawal'])
  })

  it('is the word itself where items have it, unless clearly more have another', ({ expect }) => {
    expect(meant('choclate', known('choclate', 1), known('chocolate', 9))).toEqual({
      isKnown: true,
      words: [],
    })
    expect(meant('choclate', known('choclate', 1), known('chocolate', 10))).toEqual({
      isKnown: true,
      words: ['chocolate'],
    })
  })

  it('is nothing where nothing is near', ({ expect }) => {
    expect(meant('tomato', known('potato', 5), known('onion', 5))).toEqual({
      isKnown: false,
      words: [],
    })
  })

  it('is at most three words', ({ expect }) => {
    const words = ['tomata', 'tomati', 'tomatu', 'tomate'].map((text, i) => known(text, i + 1))
    expect(meant('tomatr', ...words).words).toHaveLength(3)
  })
})
