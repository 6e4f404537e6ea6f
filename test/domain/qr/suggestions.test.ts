import fc from 'fast-check'
import { it } from 'vitest'
import { checkSymbol, readCode } from '../../../src/domain/qr/code.ts'
import { code, replaced, swapped, symbols } from './slips.ts'

function suggested(text: string): string[] {
  const reading = readCode(text)
  if (reading.ok) throw new Error(`${text} is a right code`)
  return reading.suggestions
}

it('suggests the swap of two neighbours first', ({ expect }) => {
  expect(suggested('K73M92QD')[0]).toBe('7K3M92QD')
  expect(suggested('7K3M29QD')[0]).toBe('7K3M92QD')
  // Two swaps can both lead to a right code; then both are offered.
  expect(suggested('7K3M92DQ').slice(0, 2)).toEqual(['7K3M9D2Q', '7K3M92QD'])
})

it('suggests then the right check symbol, so a sticker read but for its end is found', ({
  expect,
}) => {
  for (const last of symbols.filter((symbol) => symbol !== 'D')) {
    expect(suggested(`7K3M92Q${last}`), last).toContain('7K3M92QD')
  }
  expect(suggested('7K3M92QW')[0]).toBe('7K3M92QD')
})

it('suggests then look-alikes', ({ expect }) => {
  const whole = `8S2D1VM${checkSymbol('8S2D1VM')}`
  const last = whole.charAt(7)
  for (const slip of [
    'BS2D1VM',
    '852D1VM',
    '8SZD1VM',
    '8S2Q1VM',
    '8S201VM',
    '8S2D7VM',
    '8S2D1YM',
  ]) {
    expect(suggested(slip + last), slip).toContain(whole)
  }
  expect(suggested(`8S2D1VN${last}`)).toContain(whole)
})

it('offers five at most: all seven swaps of this one lead to a right code', ({ expect }) => {
  const typed = 'C69K4A3W'
  const right = Array.from({ length: 7 }, (_, at) => swapped(typed, at, at + 1))
  expect(right.every((text) => readCode(text).ok)).toBe(true)
  expect(suggested(typed)).toEqual(right.slice(0, 5))
})

it('fills in one symbol that cannot be read, and guesses nothing for two', ({ expect }) => {
  for (let at = 0; at < 8; at += 1) {
    expect(suggested(replaced('7K3M92QD', at, '?'))).toEqual(['7K3M92QD'])
  }
  expect(suggested('7K?M9?QD')).toEqual([])
})

it('finishes a code that lacks its last symbol, and mends a double typed once or thrice', ({
  expect,
}) => {
  expect(suggested('7K3M92Q')[0]).toBe('7K3M92QD')
  const double = `7KK3M92${checkSymbol('7KK3M92')}`
  expect(suggested(double.replace('KK', 'K'))).toContain(double)
  expect(suggested(double.replace('KK', 'KKK'))[0]).toBe(double)
})

it('suggests the meant code after every swap, and after nearly every look-alike slip', ({
  expect,
}) => {
  const pairs = '8B 5S 2Z 0D 0Q 17 VY 6G MN 4A CG EF DQ PR 38 KX VW 0C XY 9G 7T HN 68 3B 49 7Z'
  const slips = pairs.split(' ').flatMap((pair) => [pair, pair.charAt(1) + pair.charAt(0)])
  const counts = { swaps: 0, swapsFound: 0, slips: 0, slipsFound: 0 }
  for (const text of fc.sample(code, { numRuns: 2000, seed: 20261124 })) {
    for (let at = 0; at < 7; at += 1) {
      if (text[at] === text[at + 1]) continue
      counts.swaps += 1
      if (suggested(swapped(text, at, at + 1)).includes(text)) counts.swapsFound += 1
    }
    for (const slip of slips) {
      const at = text.indexOf(slip.charAt(0))
      if (at < 0) continue
      counts.slips += 1
      if (suggested(replaced(text, at, slip.charAt(1))).includes(text)) counts.slipsFound += 1
    }
  }
  expect(counts.swaps).toBeGreaterThan(10_000)
  expect(counts.slips).toBeGreaterThan(10_000)
  expect(counts.swapsFound).toBe(counts.swaps)
  expect(counts.slipsFound / counts.slips).toBeGreaterThan(0.99)
})
