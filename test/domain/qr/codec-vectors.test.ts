import { it } from 'vitest'
import { decodeQr, encodeQr } from '../../../src/domain/qr/codec.ts'
import type { QrProblem } from '../../../src/domain/qr/problems.ts'
import { invalidVectors, validVectors, vectors } from './vectors.ts'

/** Fields of the vectors that are not in the payload, or that we call otherwise. */
const NOT_DERIVABLE = new Set([
  // Where a vector comes from and what is odd about it.
  'note',
  // The scheme of the URI, `weixin`; our `scheme` is that of the payment, and the URI is in `url`.
  'scheme',
])

/** Places that the vectors name otherwise than we do. */
const PLACES: Record<string, string> = { creditor: 'creditor.name', EPD: 'trailer' }

/** Where the label of an invalid vector says the error is, as we say it; null where it names a rule only. */
function placeOf(label: string): string | null {
  if (label.startsWith('scheme:')) return null
  if (label === 'crc_mismatch') return '63'
  const offset = /^bad_id@(?:([\d.]+)\.)?(\d+)$/.exec(label)
  if (offset !== null) return `${offset[1] ?? ''}@${offset[2]}`
  const [, place = ''] = label.split(':')
  return PLACES[place] ?? place
}

it('has all the vectors', ({ expect }) => {
  expect([vectors.length, validVectors.length, invalidVectors.length]).toEqual([64, 38, 26])
})

it('reads every valid vector as its scheme, with every field that the vector tells', ({
  expect,
}) => {
  let fields = 0
  for (const { scheme, payload, decoded } of validVectors) {
    const value = decodeQr(payload)
    expect(value, payload).toMatchObject({ ok: true, scheme })
    const members = new Map<string, unknown>(Object.entries(value))
    for (const [name, expected] of Object.entries(decoded)) {
      if (NOT_DERIVABLE.has(name)) continue
      expect(members.get(name), `${name} of ${payload}`).toEqual(expected)
      fields += 1
    }
  }
  expect(fields).toBeGreaterThan(400)
})

it('tells nothing about an EMVCo code that its vector does not', ({ expect }) => {
  const ours = new Set(['ok', 'warnings', 'scheme'])
  for (const { payload, decoded } of validVectors.filter((vector) => 'tlv' in vector.decoded)) {
    const names = Object.keys(decodeQr(payload)).filter((name) => !ours.has(name))
    const told = Object.keys(decoded).filter((name) => !NOT_DERIVABLE.has(name))
    expect(names.toSorted(), payload).toEqual(told.toSorted())
  }
})

it('writes every valid vector again byte for byte', ({ expect }) => {
  for (const { payload } of validVectors) {
    const value = decodeQr(payload)
    if (!value.ok) throw new Error(payload)
    expect(encodeQr(value)).toEqual({ ok: true, text: payload, warnings: value.warnings })
  }
})

it('refuses every invalid vector, at the place that its label names', ({ expect }) => {
  for (const { scheme, payload, decoded } of invalidVectors) {
    const refusal = decodeQr(payload)
    const errors: QrProblem[] = refusal.ok ? [] : refusal.errors
    expect(refusal, payload).toMatchObject({ ok: false, scheme })
    const places = errors.map(({ at }) => at)
    for (const label of decoded['errors'] as string[]) {
      const place = placeOf(label)
      if (place !== null) expect(places, `${label} of ${payload}`).toContain(place)
    }
    expect(errors.length, payload).toBeGreaterThan(0)
  }
})

it('names the checksum that would have been right', ({ expect }) => {
  const wrong = invalidVectors.filter(({ decoded }) => 'expectedCrc' in decoded)
  for (const { payload, decoded } of wrong) {
    const refusal = decodeQr(payload)
    const crc = refusal.ok ? undefined : refusal.errors.find(({ code }) => code === 'crc_mismatch')
    expect(crc?.expected, payload).toBe(decoded['expectedCrc'])
  }
  expect(wrong.length).toBe(5)
})
