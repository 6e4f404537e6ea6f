/** From the codes of a credit decision to sentences with their numbers. Pure: how a number is written is passed in. */
import type { Reason } from '../../../../src/domain/credit/decision.ts'
import type { CreditKey } from '../../../../src/domain/i18n/app/credit-en.ts'
import type { Params } from '../../../../src/domain/i18n/i18n.ts'
import type { Meter, MeterLine } from '../../first/wire.ts'

/** What a number of a reason counts. `percent` and `times` are basis points, `money` minor units. */
type Measure = 'days' | 'count' | 'percent' | 'times' | 'money'

export type Formats = Readonly<Record<Exclude<Measure, 'count'>, (value: number) => string>>

/** A text and what fills it. */
export interface Said {
  key: CreditKey
  params: Params
}

const SCORES: Readonly<Record<string, Measure>> = {
  S01: 'days',
  S02: 'count',
  S03: 'days',
  S04: 'count',
  S05: 'count',
  S06: 'percent',
  S07: 'percent',
}

/** What value and target of each reason count; their meaning is told in src/domain/credit/decision.ts. */
export const REASONS: Readonly<Record<string, Measure>> = {
  E01: 'days',
  E02: 'count',
  E03: 'days',
  E04: 'days',
  ...SCORES,
  L01: 'money',
  L02: 'money',
  L03: 'money',
  L04: 'money',
  L05: 'money',
  L06: 'money',
  P01: 'percent',
  H01: 'percent',
  H02: 'percent',
  H03: 'percent',
  H04: 'percent',
  H05: 'percent',
  H06: 'times',
  H07: 'percent',
  H08: 'percent',
  H09: 'percent',
  H10: 'percent',
  H13: 'percent',
}

export const RAISES: Readonly<Record<string, Measure>> = {
  E01: 'days',
  E02: 'count',
  ...SCORES,
  weekly: 'money',
  repay: 'money',
}

/** Why there is no offer, or no larger one. */
export function sayReason({ code, value, target }: Reason, formats: Formats): Said {
  const measure = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined
  if (measure === undefined) return { key: 'reason.other', params: { code } }
  if (code === 'S07' && value === null) return { key: 'reason.S07_none', params: {} }
  return {
    key: `reason.${code}` as CreditKey,
    params: { ...written('value', value, measure), ...written('target', target, measure) },
  }

  function written(name: string, number: number | null, as: Measure): Params {
    return number === null ? {} : { [name]: write(number, as, formats) }
  }
}

/** What would make the decision better; null for a code that this app does not know. */
export function sayRaise(
  { code, from, to, limit }: NonNullable<Meter['raise']>,
  formats: Formats,
): Said | null {
  const measure = Object.hasOwn(RAISES, code) ? RAISES[code] : undefined
  if (measure === undefined) return null
  return {
    key: `raise.${code}` as CreditKey,
    params: {
      from: write(from, measure, formats),
      to: write(to, measure, formats),
      limit: formats.money(limit.amount),
    },
  }
}

/** What a line of the meter measured. */
export function sayMeasured({ code, value, points }: MeterLine, formats: Formats): Said {
  if (code === 'S07' && value === null) return { key: 'meter.S07_none', params: {} }
  if (value === null || points === null) return { key: 'meter.absent', params: {} }
  const measure = Object.hasOwn(SCORES, code) ? SCORES[code] : undefined
  if (measure === undefined) return { key: 'meter.other', params: { value } }
  return { key: `meter.${code}` as CreditKey, params: { value: write(value, measure, formats) } }
}

/** The rule behind a hold, as an appeal names it ("F06" of "H06"); null for a reason that is no hold. */
export function ruleOf(code: string): string | null {
  return /^H\d{2}$/.test(code) ? `F${code.slice(1)}` : null
}

function write(value: number, measure: Measure, formats: Formats): string | number {
  return measure === 'count' ? value : formats[measure](value)
}
