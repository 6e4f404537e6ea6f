/** The amount being typed: digits fill the currency's smallest unit from the right, as on any till. */
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'

export type Key =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | 'zeros'
  | 'back'
  | 'clear'

/** The key that types several zeros at once: `00` where the currency has decimals, else `000`. */
export function zerosOf(exponent: number): string {
  return exponent === 0 ? '000' : '00'
}

/**
 * The amount after one key, in minor units (0 to `max`). A digit that would lead past `max` is ignored rather
 * than clamped: the figure on the screen never becomes one that nobody typed.
 */
export function press(
  amount: number,
  key: Key,
  { exponent, max = AMOUNT_MAX_MINOR }: { exponent: number; max?: number },
): number {
  if (key === 'clear') return 0
  if (key === 'back') return Math.floor(amount / 10)
  const digits = key === 'zeros' ? zerosOf(exponent) : key
  const next = amount * 10 ** digits.length + Number(digits)
  return next > max ? amount : next
}

/** The key that a physical keyboard means, or null. */
export function keyOf(name: string): Key | null {
  if (/^\d$/.test(name)) return name as Key
  if (name === 'Backspace') return 'back'
  return name === 'Delete' || name === 'Escape' ? 'clear' : null
}
