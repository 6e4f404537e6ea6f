/** What vendors type into the search of the benchmark's market, and which items would be right. */
import type { Random } from '../demo/random.ts'
import { GOODS } from './search-goods.ts'
import type { MarketItem } from './search-goods.ts'

export interface Query {
  kind: string
  text: string
  /** Whether an item is what was looked for; null where nothing is. */
  isRight: ((item: MarketItem) => boolean) | null
}

/** So many queries of each kind, always the same ones for a seed. */
export function queriesOf(items: readonly MarketItem[], random: Random, each: number): Query[] {
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: each }, () => ({ kind, ...make(items, random) })),
  )
}

type Make = (items: readonly MarketItem[], random: Random) => Omit<Query, 'kind'>

const KINDS: Record<string, Make> = {
  'brand and good': (items, random) => {
    const wanted = random.pick(items)
    const text = `${wanted.brand.latin} ${wanted.good[1]}`.toLowerCase()
    return { text, isRight: sameAs(wanted) }
  },
  'the same in Devanagari': (items, random) => {
    const wanted = pickWith(items, random, ({ names }) => names['hi'] !== undefined)
    return { text: `${wanted.brand.hindi} ${wanted.good[2]}`, isRight: sameAs(wanted) }
  },
  'unfinished word': (items, random) => {
    const wanted = random.pick(items)
    const good = wanted.good[1].toLowerCase()
    const begun = good.slice(0, Math.max(3, Math.ceil(good.length * 0.6)))
    return { text: `${wanted.brand.latin} ${begun}`, isRight: sameAs(wanted) }
  },
  'one typing error': (items, random) => {
    const wanted = pickWith(items, random, ({ good }) => /\w{5}/.test(good[1]))
    const good = misspelt(wanted.good[1].toLowerCase(), random, 1)
    return { text: `${wanted.brand.latin} ${good}`, isRight: sameAs(wanted) }
  },
  'two in a long word': (items, random) => {
    const wanted = pickWith(items, random, ({ good }) => /\w{8}/.test(good[1]))
    return { text: misspelt(wanted.good[1].toLowerCase(), random, 2), isRight: sameGood(wanted) }
  },
  'Hindi in Latin letters': (items, random) => {
    const wanted = random.pick(items)
    return { text: wanted.good[5], isRight: sameGood(wanted) }
  },
  Chinese: (items, random) => {
    const wanted = pickWith(items, random, ({ names }) => names['zh'] !== undefined)
    const isRight = ({ brand, good }: MarketItem) =>
      brand.chinese === wanted.brand.chinese && good[3].includes(wanted.good[3])
    return { text: `${wanted.brand.chinese}${wanted.good[3]}`, isRight }
  },
  'Tamil, Bengali, Arabic …': (items, random) => {
    const wanted = random.pick(items)
    return { text: wanted.good[4], isRight: sameGood(wanted) }
  },
  'one common word': (_, random) => {
    const good = random.pick(GOODS)
    const words = [...good[1].toLowerCase().split(' '), 'kg', 'premium', 'fresh', '500', 'oil']
    return { text: random.pick(words), isRight: null }
  },
  'two letters': (_, random) => {
    const good = random.pick(GOODS)
    return { text: random.pick([good[1], good[5]]).slice(0, 2).toLowerCase(), isRight: null }
  },
  nonsense: (_, random) => {
    const letters = Array.from({ length: random.int(4, 14) }, () => random.pick([...'qxzvjkwbg ']))
    return {
      text: random.pick([letters.join(''), `"${letters.join('*')}" NEAR(`, '🙂 ^ :']),
      isRight: null,
    }
  },
}

function sameAs(wanted: MarketItem) {
  return ({ brand, good }: MarketItem) => brand.latin === wanted.brand.latin && good === wanted.good
}

/** Goods that have the whole name of another in theirs are right for it too: potato chips are found by potato. */
function sameGood(wanted: MarketItem) {
  return ({ good }: MarketItem) => good === wanted.good
}

function pickWith(
  items: readonly MarketItem[],
  random: Random,
  isGood: (item: MarketItem) => boolean,
): MarketItem {
  for (;;) {
    const item = random.pick(items)
    if (isGood(item)) return item
  }
}

/** Errors in the longest word: a letter left out, put in, changed, or swapped with its neighbour. */
function misspelt(text: string, random: Random, errors: number): string {
  const words = text.split(' ')
  const longest = words.toSorted((one, other) => other.length - one.length)[0] ?? ''
  let word = longest
  for (let i = 0; i < errors; i += 1) {
    const at = random.int(1, word.length - 2)
    const letter = random.pick([...'aeiorstn'])
    const [head, here, next, tail] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)]
    word = random.pick([
      `${head}${next}${tail}`,
      `${head}${here}${letter}${next}${tail}`,
      `${head}${letter}${next}${tail}`,
      `${head}${next}${here}${tail}`,
    ])
  }
  return words.map((each) => (each === longest ? word : each)).join(' ')
}
