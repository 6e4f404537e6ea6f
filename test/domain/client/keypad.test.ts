import { describe, it } from 'vitest'
import { type Key, keyOf, press, zerosOf } from '../../../client/vendor/first/keypad.ts'
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'

function type(keys: readonly Key[], options: { exponent: number; max?: number }): number {
  return keys.reduce((amount, key) => press(amount, key, options), 0)
}

describe('the keypad', () => {
  it('fills the smallest unit from the right', ({ expect }) => {
    expect(type(['1', '2', '5'], { exponent: 2 })).toBe(125)
    expect(type(['1', '2', '5', 'zeros'], { exponent: 2 })).toBe(12_500)
  })

  it('types three zeros at once where the currency has no decimals', ({ expect }) => {
    expect(zerosOf(0)).toBe('000')
    expect(type(['5', 'zeros'], { exponent: 0 })).toBe(5000)
    expect(zerosOf(3)).toBe('00')
  })

  it('stays at nothing for leading zeros', ({ expect }) => {
    expect(type(['0', 'zeros', '0', '7'], { exponent: 2 })).toBe(7)
  })

  it('erases the last digit, and stops at nothing', ({ expect }) => {
    expect(type(['4', '5', 'back'], { exponent: 2 })).toBe(4)
    expect(type(['4', 'back', 'back'], { exponent: 2 })).toBe(0)
  })

  it('clears everything', ({ expect }) => {
    expect(type(['4', '5', 'clear'], { exponent: 2 })).toBe(0)
  })

  it('ignores a digit that would lead past the most that one payment carries', ({ expect }) => {
    const nines: Key[] = Array.from({ length: 11 }, () => '9')
    expect(type(nines, { exponent: 2 })).toBe(99_999_999_999)
    expect(type([...nines, '9'], { exponent: 2 })).toBe(99_999_999_999)
    expect(press(AMOUNT_MAX_MINOR / 10, '0', { exponent: 2 })).toBe(AMOUNT_MAX_MINOR)
    expect(press(AMOUNT_MAX_MINOR / 10, '1', { exponent: 2 })).toBe(AMOUNT_MAX_MINOR / 10)
  })

  it('never lets a refund grow past what is left of the payment', ({ expect }) => {
    expect(type(['4', '0', '0', '1'], { exponent: 2, max: 4000 })).toBe(400)
    expect(type(['4', 'zeros', '0'], { exponent: 2, max: 4000 })).toBe(4000)
  })

  it('understands a keyboard', ({ expect }) => {
    expect(keyOf('7')).toBe('7')
    expect(keyOf('Backspace')).toBe('back')
    expect(keyOf('Escape')).toBe('clear')
    expect(keyOf('Enter')).toBeNull()
    expect(keyOf('F1')).toBeNull()
    // Digits of another script move no money.
    expect(keyOf('१')).toBeNull()
  })
})
