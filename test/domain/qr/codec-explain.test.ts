import { it } from 'vitest'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import { explainQr } from '../../../src/domain/qr/explain.ts'
import { QR_FIELD_NAMES } from '../../../src/domain/qr/field-names.ts'
import { QR_PROBLEM_CODES } from '../../../src/domain/qr/problems.ts'
import { changed, code } from './emv.ts'
import { samples } from './samples.ts'
import { vectors } from './vectors.ts'

/** Rows as lines: path, name, value, and the problem with a question mark when it is a doubt. */
function shown(text: string): string[] {
  return explainQr(text).map(({ path, name, value, problem, level }) => {
    const mark = level === 'warning' ? '?' : ''
    return [path, name, value, problem === undefined ? '' : problem.code + mark].join(' | ').trim()
  })
}

it('shows a code field by field, with what is wrong where it is and what is missing at the end', ({
  expect,
}) => {
  const text = code(
    changed(samples.pix, {
      '60': null,
      '26': { '00': 'BR.GOV.BCB.PIX', '01': '00740886968' },
      '62': null,
      '54': '12.505',
    }),
  )
  expect(shown(text)).toEqual([
    '00 | payload_format_indicator | 01 |',
    '01 | point_of_initiation | 12 |',
    '26 | pix_account | 0014BR.GOV.BCB.PIX011100740886968 |',
    '26.00 | globally_unique_id | BR.GOV.BCB.PIX |',
    '26.01 | pix_key | 00740886968 | bad_check_digit',
    '52 | merchant_category_code | 5812 |',
    '53 | currency | 986 |',
    '54 | amount | 12.505 | too_many_decimals',
    '58 | country | BR |',
    '59 | merchant_name | Chai Point |',
    `63 | crc | ${text.slice(-4)} |`,
    '60 | merchant_city |  | missing',
    '62.05 | reference_label |  | missing',
  ])
})

it('shows as much as can be read of a code that is broken', ({ expect }) => {
  expect(shown('000201010212294x0016A0000')).toEqual([
    '00 | payload_format_indicator | 01 |',
    '01 | point_of_initiation | 12 |',
    '29 | unreadable | 294x0016A0000 | bad_length',
  ])
  expect(shown('hello')).toEqual(['@0 | text | hello | unknown_scheme'])
  expect(shown('')).toEqual(['@0 | text |  | empty'])
  expect(shown('x'.repeat(5000))).toEqual([`@0 | text | ${'x'.repeat(200)} | too_long`])
  const nested = shown(code(changed(samples.emvco, { '29': '0012D15600000000zz' })))
  expect(nested).toContain('29@16 | position |  | bad_id')
})

it('shows lines and parameters by their names', ({ expect }) => {
  expect(shown('upi://pay?pa=chai&pn=Chai+Point&zz=1')).toEqual([
    'pa | vpa | chai | bad_format',
    'pn | payee_name | Chai+Point | literal_plus?',
    'zz | parameter | 1 | nonstandard_field?',
  ])
  expect(shown('upi://pay?pa=a@b1')).toEqual(['pa | vpa | a@b1 |', 'pn | payee_name |  | missing'])
  expect(shown('BCD\n002\n1\nSCT\n\nX\nDE71110220330123456788')).toEqual([
    'serviceTag | service_tag | BCD |',
    'version | version | 002 |',
    'charset | character_set | 1 |',
    'identification | identification | SCT |',
    'name | party_name | X |',
    'iban | iban | DE71110220330123456788 | bad_check_digit',
  ])
  expect(shown('https://x.io/p/7K3M92QW')).toEqual([
    'url | url | https://x.io/p/7K3M92QW |',
    'origin | origin | https://x.io |',
    'code | vendor_code | 7K3M92QW | bad_check_digit',
  ])
})

it('shows every problem that decodeQr has, and none that it has not', ({ expect }) => {
  for (const { payload, valid } of vectors) {
    for (const text of [payload, payload.slice(0, -3), ` ${payload}`, payload.replace('0', '00')]) {
      const decoded = decodeQr(text)
      const rows = explainQr(text)
      const problems = rows.flatMap(({ problem, level }) => (level === 'error' ? [problem] : []))
      if (text === payload) expect(decoded.ok, payload).toBe(valid)
      expect(problems.length > 0, text).toBe(!decoded.ok)
      for (const error of decoded.ok ? [] : decoded.errors)
        expect(problems, text).toContainEqual(error)
    }
  }
})

it('shows every character of a valid code once', ({ expect }) => {
  for (const { payload } of vectors.filter(({ valid, decoded }) => valid && 'tlv' in decoded)) {
    const roots = explainQr(payload).filter(({ path }) => /^\d\d$/.test(path))
    const once = new Map(roots.map(({ path, value }) => [path, value]))
    const text = [...once].map(
      ([id, value]) => id + String(Array.from(value).length).padStart(2, '0') + value,
    )
    expect(text.join('')).toBe(payload)
  }
})

it('has codes and names that stay as they are: small letters, digits and underscores', ({
  expect,
}) => {
  for (const word of [...QR_PROBLEM_CODES, ...QR_FIELD_NAMES])
    expect(word).toMatch(/^[a-z][a-z0-9_]*$/)
  expect(new Set(QR_PROBLEM_CODES).size).toBe(QR_PROBLEM_CODES.length)
  expect(new Set(QR_FIELD_NAMES).size).toBe(QR_FIELD_NAMES.length)
})
