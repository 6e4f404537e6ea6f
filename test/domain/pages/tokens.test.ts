import { describe, it } from 'vitest'
import { DARK, LIGHT, type Palette, tokensCss } from '../../../src/pages/tokens.ts'

/** Relative luminance of `#rrggbb`. Source: WCAG 2.2, definition of relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

type Name = keyof Palette

// Amounts, codes, names and the big button: AAA. Everything else that is read: AA. Borders of fields: 3:1.
const PAIRS: [front: Name, back: Name, least: number][] = [
  ['ink', 'paper', 7],
  ['ink', 'ground', 7],
  ['on-accent', 'accent', 7],
  ['on-accent', 'accent-deep', 4.5],
  ['ink-soft', 'paper', 7],
  ['ink-soft', 'ground', 7],
  ['ink', 'bad-wash', 7],
  ['ink', 'ok-wash', 7],
  ['ink-soft', 'bad-wash', 4.5],
  ['bad', 'bad-wash', 4.5],
  ['bad', 'paper', 4.5],
  ['ok', 'paper', 4.5],
  ['ok', 'ground', 4.5],
  ['ok', 'ok-wash', 4.5],
  ['on-ok', 'ok', 4.5],
  ['on-bad', 'bad', 4.5],
  ['edge', 'paper', 4.5],
  ['edge', 'ground', 3],
]

describe.for([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('colours, %s', ([, palette]) => {
  for (const [front, back, least] of PAIRS) {
    it(`${front} on ${back} is at least ${least}:1`, ({ expect }) => {
      expect(contrast(palette[front], palette[back])).toBeGreaterThanOrEqual(least)
    })
  }
})

it('measures contrast as the standard does', ({ expect }) => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('declares every colour for both themes', ({ expect }) => {
  for (const name of Object.keys(LIGHT) as Name[]) {
    expect(tokensCss).toContain(`--${name}:${LIGHT[name]}`)
    expect(tokensCss).toContain(`--${name}:${DARK[name]}`)
  }
  expect(tokensCss).toContain('prefers-reduced-motion')
})
