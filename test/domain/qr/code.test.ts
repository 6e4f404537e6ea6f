import fc from 'fast-check'
import { it } from 'vitest'
import { CROCKFORD } from '../../../src/domain/crockford.ts'
import { checkSymbol, codeFromBytes, readCode, showCode } from '../../../src/domain/qr/code.ts'
import { code, replaced, swapped, symbols } from './slips.ts'

const position = fc.integer({ min: 0, max: 7 })

/** Multiplication in GF(32) modulo x^5 + x^2 + 1, the long way: an oracle that shares nothing with the source. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** The quasigroup operation of the checksum. */
function op(a: number, b: number): number {
  return times(19, a ^ b)
}

function plainSum(text: string): number {
  return Array.from(text, (symbol) => CROCKFORD.indexOf(symbol)).reduce((a, b) => a ^ b)
}

it('checks with the one symbol that makes the weighted sum over GF(32) zero', ({ expect }) => {
  fc.assert(
    fc.property(code, (text) => {
      // Horner's scheme, unrolled: the first symbol weighs 19^8, the last 19.
      const weights = [8, 7, 6, 5, 4, 3, 2, 1].map((power) =>
        Array.from({ length: power }, () => 19).reduce(times, 1),
      )
      const sum = Array.from(text, (symbol, i) => times(CROCKFORD.indexOf(symbol), weights[i] ?? 0))
      expect(sum.reduce((a, b) => a ^ b)).toBe(0)
    }),
  )
})

it('checks by a totally anti-symmetric quasigroup with zeros on the diagonal, for all 32³ triples', ({
  expect,
}) => {
  const all = symbols.map((_, value) => value)
  let broken = 0
  for (const a of all) {
    if (op(a, a) !== 0) broken += 1
    if (new Set(all.map((b) => op(a, b))).size !== 32) broken += 1
    if (new Set(all.map((b) => op(b, a))).size !== 32) broken += 1
    for (const x of all) {
      for (const y of all) if (x !== y && op(op(a, x), y) === op(op(a, y), x)) broken += 1
    }
  }
  expect(broken).toBe(0)
})

it('keeps the check symbols of today, so that printed stickers stay valid', ({ expect }) => {
  expect(checkSymbol('0000000')).toBe('0')
  // A one in the last place is multiplied once: the symbol of value 19.
  expect(checkSymbol('0000001')).toBe('K')
  expect(checkSymbol('7K3M92Q')).toBe('D')
})

it('detects every substitution and every swap of neighbours, for all pairs of symbols at all positions', ({
  expect,
}) => {
  // The sum is linear, so what one error changes does not depend on the other symbols: this covers them all.
  const base = `7K3M92Q${checkSymbol('7K3M92Q')}`
  let tried = 0
  const missed: string[] = []
  const notice = (text: string) => {
    tried += 1
    if (readCode(text).ok) missed.push(text)
  }
  for (let at = 0; at < 8; at += 1) {
    for (const symbol of symbols) {
      if (symbol !== base[at]) notice(replaced(base, at, symbol))
    }
  }
  for (let at = 0; at < 6; at += 1) {
    for (const a of symbols) {
      for (const b of symbols.filter((symbol) => symbol !== a)) {
        const pair = replaced(replaced(base.slice(0, 7), at, a), at + 1, b)
        notice(swapped(pair + checkSymbol(pair), at, at + 1))
      }
    }
  }
  for (const last of symbols) {
    const whole = base.slice(0, 6) + last + checkSymbol(base.slice(0, 6) + last)
    if (whole[6] !== whole[7]) notice(swapped(whole, 6, 7))
  }
  expect(missed).toEqual([])
  expect(tried).toBe(8 * 31 + 6 * 32 * 31 + 31)
})

it('detects any one wrong symbol and any two swapped ones, neighbours or not, in any code', ({
  expect,
}) => {
  fc.assert(
    fc.property(
      code,
      position,
      position,
      fc.constantFrom(...symbols),
      (text, at, other, symbol) => {
        fc.pre(text[at] !== symbol && text[at] !== text[other])
        expect(readCode(replaced(text, at, symbol)).ok).toBe(false)
        expect(readCode(swapped(text, at, other)).ok).toBe(false)
      },
    ),
    { numRuns: 2000 },
  )
})

it('would miss swaps if the check were a plain sum, which is why it is not', ({ expect }) => {
  expect(plainSum('7K3M92Q')).toBe(plainSum('K73M92Q'))
  expect(checkSymbol('7K3M92Q')).not.toBe(checkSymbol('K73M92Q'))
})

it('computes a check symbol for nothing but seven capitals of the alphabet', ({ expect }) => {
  for (const text of ['', '7K3M92', '7K3M92QD', '7k3m92q', '7K3M92U', '7K3M9 Q', 'O000000']) {
    expect(() => checkSymbol(text), text).toThrow(RangeError)
  }
})

it('makes a code of the first 35 bits of what was drawn and nothing else', ({ expect }) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 9 }), (bytes) => {
      const drawn = codeFromBytes(bytes)
      expect(readCode(drawn)).toEqual({ ok: true, code: drawn })
      const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
      const read = Array.from(drawn.slice(0, 7), (symbol) =>
        CROCKFORD.indexOf(symbol).toString(2).padStart(5, '0'),
      ).join('')
      expect(read).toBe(bits.slice(0, 35))
    }),
  )
})

it('makes no code of fewer than five bytes', ({ expect }) => {
  for (const length of [0, 1, 4]) {
    expect(() => codeFromBytes(new Uint8Array(length))).toThrow(RangeError)
  }
  expect(codeFromBytes(new Uint8Array(5))).toBe('00000000')
  expect(codeFromBytes(new Uint8Array(5).fill(255))).toBe('ZZZZZZZJ')
})

it('reads a code as shown, in lower case, spaced, dashed, full-width and with O, I and L', ({
  expect,
}) => {
  const whole = `10K3M92${checkSymbol('10K3M92')}`
  const last = whole.charAt(7)
  for (const typed of [
    whole,
    showCode(whole),
    whole.toLowerCase(),
    ` 10 k3\tm9 2${last}\n`,
    `10K3–M92${last}`,
    `1-0-K-3-M-9-2-${last}`,
    `IOK3M92${last}`,
    `lok3m92${last}`,
    `１０Ｋ３ｍ９２${last}`,
    `\u202A\uFEFF10K3\u200BM92${last}\u202C`,
  ]) {
    expect(readCode(typed), typed).toEqual({ ok: true, code: whole })
  }
})

it('gives back every code that it showed', ({ expect }) => {
  fc.assert(
    fc.property(code, (text) => {
      expect(showCode(text)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(readCode(showCode(text).toLowerCase())).toEqual({ ok: true, code: text })
    }),
  )
})

it('names the first thing that is wrong: length, then symbol, then check', ({ expect }) => {
  const rows = [
    ['', 'wrong_length'],
    ['-', 'wrong_length'],
    ['7K3M92', 'wrong_length'],
    ['7K3M92Q', 'wrong_length'],
    ['7K3M92QDD', 'wrong_length'],
    ['?K3M92Q', 'wrong_length'],
    ['7'.repeat(5000), 'wrong_length'],
    [' '.repeat(5000), 'wrong_length'],
    ['7K3M92QU', 'wrong_symbol'],
    ['7K3M92Q?', 'wrong_symbol'],
    ['7K3M92Qß', 'wrong_symbol'],
    ['७K3M92QD', 'wrong_symbol'],
    ['<script>', 'wrong_symbol'],
    ['7K3M92Q😀', 'wrong_symbol'],
    ['7K3M92Q\u0000', 'wrong_symbol'],
    ['7K3M92QC', 'wrong_check'],
    ['K73M92QD', 'wrong_check'],
  ] as const
  for (const [typed, reason] of rows)
    expect(readCode(typed), typed).toMatchObject({ ok: false, reason })
  expect(readCode('7K3M92QD').ok).toBe(true)
})

it('never throws, and suggests at most five different well-formed codes, whatever was typed', ({
  expect,
}) => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...symbols, 'U', 'o', '?'), minLength: 6, maxLength: 10 }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const reading = readCode(text)
      const found = reading.ok ? [reading.code] : reading.suggestions
      expect(found.length).toBeLessThanOrEqual(5)
      expect(new Set(found).size).toBe(found.length)
      for (const one of found) expect(readCode(one)).toEqual({ ok: true, code: one })
    }),
    { numRuns: 1000 },
  )
})
