/** What suppliers sell: packs at prices that fall with the quantity. */

/** The shelves of the market, in the order in which they are shown. Names for people are in the app's language files. */
export const CATEGORIES = [
  'vegetables',
  'fruit',
  'dairy',
  'meat_fish',
  'grain',
  'oil_spice',
  'tea_coffee',
  'snacks',
  'drinks',
  'sweets',
  'packaging',
  'fuel',
  'clothing',
  'household',
  'other',
] as const
export type Category = (typeof CATEGORIES)[number]

export const PACK_UNITS = ['g', 'kg', 'ml', 'l', 'piece'] as const
export type PackUnit = (typeof PACK_UNITS)[number]

/** What is in one pack: `count` times `size` of a unit, 24 × 250 ml. Whole numbers greater than 0. */
export interface Pack {
  count: number
  size: number
  unit: PackUnit
}

/** From so many packs on, one pack costs so much. Minor units, tax included. */
export interface PriceTier {
  from: number
  price: number
}

/** Weekdays as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** An item as it is sold now. What is null follows the supplier's own terms. */
export interface CatalogueItem {
  id: string
  supplier: string
  /** The supplier's own word for it, unique in its catalogue. */
  sku: string
  /** Names by BCP 47 language; at least one. */
  names: Readonly<Record<string, string>>
  /** Other words that people search it by, in any script; may be empty. */
  also: string
  category: Category
  pack: Pack
  /** Least, most (null: no limit of the supplier's) and step of an order, in packs. */
  quantity: { min: number; max: number | null; step: number }
  /** Rising quantities, falling prices; the first is the price of the least quantity. */
  tiers: readonly PriceTier[]
  /** Grows by one with every change of `tiers` or `taxBp`: an order names the version that it was placed at. */
  priceVersion: number
  /** Tax that the price includes, basis points of the price without it. */
  taxBp: number
  /** Packs that the supplier has; null for what is made to order. */
  stock: number | null
  /** Whole days between the order and the earliest delivery. */
  leadDays: number | null
  /** Places that it is delivered to: see `areaServes`. */
  areas: readonly string[] | null
  /** Weekdays on which it is delivered. */
  days: readonly Weekday[] | null
  /** First and last day on which it is sold, days since 1970-01-01. */
  validFrom: number | null
  validUntil: number | null
  /** SHA-256 of its picture. */
  photo: string | null
  isActive: boolean
}

/** Everything about an item that its supplier says; the rest is ours. */
export type ItemInput = Omit<
  CatalogueItem,
  'id' | 'supplier' | 'priceVersion' | 'photo' | 'isActive'
>

/** What a supplier promises for everything that it sells. Money in minor units. */
export interface SupplierTerms {
  /** Least total of an order. */
  minOrder: number
  leadDays: number
  /** Places that are delivered to; `*` is everywhere. */
  areas: readonly string[]
  days: readonly Weekday[]
  /** Orders of a day are taken until so many minutes after local midnight; later ones count for the next day. */
  cutOffMinutes: number
  timeZone: string
  /** Part of what is bought on credit that the supplier gives up for being paid on delivery, basis points. */
  earlyDiscountBp: number
  /** Stands on invoices. */
  legalName: string
  taxId: string | null
  address: string
  /** ISO 3166-1 alpha-2. */
  country: string
}

/** What a tier means for a quantity: the price, and what is missed by how much. */
export interface TierReached {
  /** Minor units for a pack. */
  price: number
  /** Packs from which this price holds. */
  from: number
  /** The next cheaper tier; null on the last. `missing` packs; `saves` minor units a pack. */
  next: { from: number; price: number; missing: number; saves: number } | null
}

/** The tier of a quantity; null for less than the first tier. */
export function tierOf(tiers: readonly PriceTier[], quantity: number): TierReached | null {
  const at = tiers.findLastIndex(({ from }) => from <= quantity)
  const reached = tiers[at]
  if (reached === undefined) return null
  const next = tiers[at + 1]
  return {
    price: reached.price,
    from: reached.from,
    next:
      next === undefined
        ? null
        : {
            ...next,
            missing: next.from - quantity,
            saves: reached.price - next.price,
          },
  }
}

/** What prices of different packs are compared by: a kilogram, a litre or a piece. */
export type PerUnit = 'kg' | 'l' | 'piece'

const IN_BASE: Record<PackUnit, { per: PerUnit; thousandths: number }> = {
  g: { per: 'kg', thousandths: 1 },
  kg: { per: 'kg', thousandths: 1000 },
  ml: { per: 'l', thousandths: 1 },
  l: { per: 'l', thousandths: 1000 },
  piece: { per: 'piece', thousandths: 1000 },
}

/**
 * A pack's price by the kilogram, litre or piece, minor units, rounded half up. Compares packs; nothing is paid by it.
 *
 * @param price minor units for a pack
 */
export function pricePerUnit(
  { count, size, unit }: Pack,
  price: number,
): { per: PerUnit; price: number } {
  const { per, thousandths } = IN_BASE[unit]
  const content = BigInt(count) * BigInt(size) * BigInt(thousandths)
  return { per, price: Number((BigInt(price) * 2000n + content) / (content * 2n)) }
}

/** The name in a language, else in one of the same family, else the first. */
export function nameIn(names: CatalogueItem['names'], locale: string): string {
  const language = locale.split('-', 1)[0] ?? locale
  const all = Object.entries(names)
  const near = all.find(([tag]) => tag.split('-', 1)[0] === language)
  return names[locale] ?? near?.[1] ?? all[0]?.[1] ?? ''
}

/**
 * Whether a stall's place is among the places that are delivered to. A place is what vendors type, `Bapu Bazar, Jaipur`;
 * an area is one of its parts or all of it, in any case; `*` is everywhere. Chinese sets no commas and begins with the
 * city: `成都` serves `成都玉林西路 12 号旁`.
 */
export function areaServes(areas: readonly string[], place: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const whole = plain(place)
  const parts = new Set([whole, ...whole.split(/[,،、，]/).map((part) => part.trim())])
  return areas.some((area) => {
    const wanted = plain(area)
    const isHan = /^\p{sc=Han}+$/u.test(wanted)
    return area === '*' || parts.has(wanted) || (isHan && whole.startsWith(wanted))
  })
}

/** Whether an item can be ordered on a day, days since 1970-01-01. */
export function isSoldOn(
  { isActive, validFrom, validUntil }: Pick<CatalogueItem, 'isActive' | 'validFrom' | 'validUntil'>,
  day: number,
): boolean {
  return isActive && (validFrom ?? day) <= day && day <= (validUntil ?? day)
}
