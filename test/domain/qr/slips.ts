import fc from 'fast-check'
import { CROCKFORD } from '../../../src/domain/crockford.ts'
import { checkSymbol } from '../../../src/domain/qr/code.ts'

/** The 32 symbols, in the order of their values. */
export const symbols = Array.from(CROCKFORD)

/** Right codes, evenly drawn. */
export const code = fc
  .string({ unit: fc.constantFrom(...symbols), minLength: 7, maxLength: 7 })
  .map((text) => text + checkSymbol(text))

/** `text` with another symbol in one place. */
export function replaced(text: string, at: number, symbol: string): string {
  return text.slice(0, at) + symbol + text.slice(at + 1)
}

/** `text` with two symbols exchanged. */
export function swapped(text: string, one: number, other: number): string {
  return replaced(replaced(text, one, text.charAt(other)), other, text.charAt(one))
}
