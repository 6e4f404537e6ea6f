/** Check digits of the identifiers that payment codes carry. Each takes text of the right form already. */

function digitsOf(text: string): number[] {
  return Array.from(text, Number)
}

function weighted(values: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0)
}

/** Card numbers. Source: ISO/IEC 7812-1, annex B (Luhn). */
export function luhnIsRight(digits: string): boolean {
  const sum = digitsOf(digits)
    .toReversed()
    .reduce((total, digit, i) => {
      const doubled = digit * 2
      return total + (i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

/**
 * IBAN (ISO 13616) and creditor reference (ISO 11649): the first four characters go to the end, letters
 * count from A = 10, and the number leaves 1 when divided by 97 (ISO 7064, MOD 97-10). The rule for making
 * them gives 02 to 98; 00, 01 and 99 would leave the same remainders and are never given out.
 */
export function mod97IsRight(text: string): boolean {
  const given = Number(text.slice(2, 4))
  if (given < 2 || given > 98) return false
  let remainder = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

const CARRIES = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]

/** Swiss QR reference, modulo 10 recursive. Source: Swiss Implementation Guidelines QR-bill 2.3, annex B. */
export function mod10RecursiveIsRight(digits: string): boolean {
  let carry = 0
  for (const digit of digitsOf(digits.slice(0, -1))) carry = CARRIES[(carry + digit) % 10] ?? 0
  return (10 - carry) % 10 === Number(digits.at(-1))
}

function brazilianDigit(values: readonly number[], weights: readonly number[]): number {
  const remainder = weighted(values, weights) % 11
  return remainder < 2 ? 0 : 11 - remainder
}

/** Brazilian tax number of a person, 11 digits. Source: Receita Federal, Instrução Normativa 1.548/2015. */
export function cpfIsRight(digits: string): boolean {
  const values = digitsOf(digits)
  const first = brazilianDigit(values, [10, 9, 8, 7, 6, 5, 4, 3, 2])
  const second = brazilianDigit(values, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  return first === values[9] && second === values[10]
}

/**
 * Brazilian tax number of a company, 14 characters; letters since July 2026, each worth its ASCII code less 48.
 * Source: Receita Federal, Instrução Normativa 2.229/2024.
 */
export function cnpjIsRight(text: string): boolean {
  const values = Array.from(text, (character) => character.charCodeAt(0) - 48)
  const first = brazilianDigit(values, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
  const second = brazilianDigit(values, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
  return first === values[12] && second === values[13]
}

/** Thai national and tax number, 13 digits. Source: Thailand, Department of Provincial Administration. */
export function thaiIdIsRight(digits: string): boolean {
  const values = digitsOf(digits)
  const sum = weighted(values, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  return (11 - (sum % 11)) % 10 === values[12]
}

/** The dihedral group of order ten: rotations 0 to 4, reflections 5 to 9. */
function dihedral(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5
  return b < 5 ? ((a - b) % 5) + 5 : (a - b + 5) % 5
}

const SHUFFLE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

/**
 * Aadhaar number, 12 digits. Source: J. Verhoeff, "Error Detecting Decimal Codes" (1969), which
 * UIDAI uses for Aadhaar.
 */
export function verhoeffIsRight(digits: string): boolean {
  const sum = digitsOf(digits)
    .toReversed()
    .reduce((state, digit, place) => {
      let shuffled = digit
      for (let i = 0; i < place % 8; i += 1) shuffled = SHUFFLE[shuffled] ?? 0
      return dihedral(state, shuffled)
    }, 0)
  return sum === 0
}
