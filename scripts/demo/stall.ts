import type { City } from './cities.ts'

/** What one sale costs, in minor units. */
export type Basket =
  /** Things with a price; `more` is the chance of one more thing after each. */
  | { kind: 'menu'; items: readonly (readonly [price: number, weight: number])[]; more: number }
  /** Weighed or haggled: around a median, then rounded to a step that people like to pay. */
  | {
      kind: 'weighed'
      median: number
      sigma: number
      steps: readonly (readonly [step: number, weight: number])[]
      least: number
      most: number
    }

/** One stall and its habits. */
export interface Stall {
  slug: string
  city: City
  name: string
  trade: string
  place: string
  emoji: string
  locale: 'en' | 'hi' | 'zh-CN'
  /** Sales of an ordinary open day at the beginning. */
  salesPerDay: number
  /** Change over the whole history: 0.2 is a fifth more. */
  growth: number
  /** Factor for Monday … Sunday. */
  weekdays: readonly [number, number, number, number, number, number, number]
  /** Weekly day off, 0 Monday … 6 Sunday; null for none. */
  dayOff: number | null
  /** First day of the week away, counted from the first day of the history. */
  awayFrom: number
  /** Factors on a rainy day, and at the city's fair. */
  rain: number
  fair: number
  /** Hours of the local day, as decimals, and when it is busy. */
  opens: number
  closes: number
  peaks: readonly { hour: number; width: number; weight: number }[]
  basket: Basket
  tips: { share: number; amounts: readonly number[] }
  notes: { share: number; texts: readonly string[] }
}
