import { it } from 'vitest'
import { idBytes, idFromBytes, isId, newId } from '../../src/platform/ids.ts'

it('mints ids that are all different, in the order of their time, and read back', ({ expect }) => {
  const nowMs = 1_790_000_000_000
  // More than a pool of random bytes holds.
  const ids = Array.from({ length: 1_000 }, (_, i) => newId('payment', nowMs + i))
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids) {
    const bytes = idBytes('payment', id)
    expect(bytes === null ? null : idFromBytes('payment', bytes.buffer)).toBe(id)
    // RFC 9562, section 5.7: version 7, variant 10.
    expect([bytes?.[6], bytes?.[8]].map((byte, i) => (byte ?? 0) >> (i === 0 ? 4 : 6))).toEqual([
      7, 2,
    ])
  }
})

it('takes nothing for an id that is not one', ({ expect }) => {
  const id = newId('payment', 1)
  for (const other of [
    '',
    'pay_',
    id.slice(0, -1),
    `${id}0`,
    id.toLowerCase(),
    id.replace('pay', 'rfd'),
    `pay_${'Z'.repeat(26)}`,
  ]) {
    expect(isId('payment', other), other).toBe(false)
  }
})
