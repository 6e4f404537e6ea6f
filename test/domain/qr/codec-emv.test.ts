import { it } from 'vitest'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import { crc16 } from '../../../src/domain/qr/crc.ts'
import type { QrProblemCode } from '../../../src/domain/qr/problems.ts'
import { type Changes, changed, code, sealed, tlv } from './emv.ts'
import { judgedText } from './judged.ts'
import { samples } from './samples.ts'

type Row = [change: Changes, code: QrProblemCode, at: string]

const X = (length: number) => 'x'.repeat(length)

it('refuses what EMVCo does, in a code whose checksum is right', ({ expect }) => {
  const rows: Row[] = [
    [{ '00': '02' }, 'wrong_value', '00'],
    [{ '00': '1' }, 'length_out_of_range', '00'],
    [{ '01': '13' }, 'wrong_value', '01'],
    [{ '01': '1x' }, 'not_digits', '01'],
    [{ '29': null }, 'no_merchant_account', '26'],
    [{ '29': 'A93FO3230Q' }, 'bad_id', '29@0'],
    [{ '29': { '05': 'A93FO3230Q' } }, 'missing', '29.00'],
    [{ '29': { '00': X(33) } }, 'length_out_of_range', '29.00'],
    [
      {
        '29': { '00': 'D15600000000', '05': '' },
      },
      'zero_length',
      '29.05',
    ],
    [
      {
        '29': [
          ['00', 'D15600000000'],
          ['05', '1'],
          ['05', '2'],
        ],
      },
      'duplicate',
      '29.05',
    ],
    [{ '29': '0012D156000000000510A93FO323' }, 'bad_length', '29.05'],
    [{ '29': '0012D156000000000510A93FO3230Qx' }, 'bad_id', '29@30'],
    [
      {
        '29': { '00': 'D15600000000', '05': 'é' },
      },
      'forbidden_character',
      '29.05',
    ],
    [{ '52': null }, 'missing', '52'],
    [{ '52': '581' }, 'length_out_of_range', '52'],
    [{ '52': '58l2' }, 'not_digits', '52'],
    [{ '52': '5８12' }, 'not_digits', '52'],
    [{ '53': null }, 'missing', '53'],
    [{ '53': 'CNY' }, 'not_digits', '53'],
    [{ '58': null }, 'missing', '58'],
    [{ '58': 'cn' }, 'bad_format', '58'],
    [{ '58': 'CHN' }, 'length_out_of_range', '58'],
    [{ '59': null }, 'missing', '59'],
    [{ '59': '' }, 'zero_length', '59'],
    [{ '59': X(26) }, 'length_out_of_range', '59'],
    [{ '59': '最佳运输' }, 'forbidden_character', '59'],
    [{ '59': 'Chai\tPoint' }, 'forbidden_character', '59'],
    [{ '60': null }, 'missing', '60'],
    [{ '60': X(16) }, 'length_out_of_range', '60'],
    [{ '61': X(11) }, 'length_out_of_range', '61'],
    [{ '62': '' }, 'zero_length', '62'],
    [{ '62': 'hello' }, 'bad_id', '62@0'],
    [{ '62': { '01': X(26) } }, 'length_out_of_range', '62.01'],
    [{ '62': { '01': '' } }, 'zero_length', '62.01'],
    [
      {
        '62': [
          ['05', 'a'],
          ['05', 'b'],
        ],
      },
      'duplicate',
      '62.05',
    ],
    [{ '62': { '08': 'chai 🛒' } }, 'forbidden_character', '62.08'],
    [{ '62': { '08': 'two\nlines' } }, 'forbidden_character', '62.08'],
    [{ '62': { '09': 'X' } }, 'wrong_value', '62.09'],
    [{ '62': { '09': 'AA' } }, 'wrong_value', '62.09'],
    [{ '62': { '10': X(21) } }, 'length_out_of_range', '62.10'],
    [{ '62': { '11': '12' } }, 'length_out_of_range', '62.11'],
    [{ '64': { '00': 'ZH' } }, 'missing', '64.01'],
    [{ '64': { '01': '最佳运输' } }, 'missing', '64.00'],
    [
      {
        '64': { '00': 'ZHO', '01': '最' },
      },
      'length_out_of_range',
      '64.00',
    ],
    [
      {
        '64': { '00': 'ZH', '01': '最'.repeat(26) },
      },
      'length_out_of_range',
      '64.01',
    ],
    [
      {
        '64': { '00': 'ZH', '01': '最', '02': '最'.repeat(16) },
      },
      'length_out_of_range',
      '64.02',
    ],
    // Twelve is what the four characters have in UTF-8.
    [{ '64': '0002ZH0112最佳运输' }, 'bad_length', '64.01'],
    [{ '80': '🛒' }, 'forbidden_character', '80'],
  ]
  for (const [change, problem, at] of rows) {
    const text = code(changed(samples.emvco, change))
    expect(judgedText(text), JSON.stringify(change)).toContain(`${problem} ${at}`)
  }
})

it('reads amounts as one number in one way only', ({ expect }) => {
  const rows: [amount: string, problem: QrProblemCode | null, currency?: string][] = [
    ['1', null],
    ['0.01', null],
    ['100', null],
    ['100.5', null],
    ['100.50', null],
    ['9999999999.99', null],
    ['99999999999.99', 'length_out_of_range'],
    ['0', 'amount_zero'],
    ['0.00', 'amount_zero'],
    ['-5', 'amount_negative'],
    ['-0.01', 'amount_negative'],
    ['+5', 'amount_format'],
    ['1,000.00', 'amount_format'],
    ['1.000,00', 'amount_format'],
    ['12,50', 'amount_format'],
    ['01.50', 'amount_format'],
    ['00.50', 'amount_format'],
    ['1.', 'amount_format'],
    ['.5', 'amount_format'],
    ['1.2.3', 'amount_format'],
    ['1e3', 'amount_format'],
    ['0x10', 'amount_format'],
    ['1 000', 'amount_format'],
    [' 5', 'amount_format'],
    ['5 ', 'amount_format'],
    ['', 'zero_length'],
    ['NaN', 'amount_format'],
    ['١٢', 'forbidden_character'],
    ['12.345', 'too_many_decimals'],
    ['100.5', 'too_many_decimals', '392'],
    ['100', null, '392'],
    ['1.234', null, '414'],
    ['1.2345', 'too_many_decimals', '414'],
    ['1.2345', null, '990'],
  ]
  for (const [amount, problem, currency = '156'] of rows) {
    const errors = judgedText(code(changed(samples.emvco, { '53': currency, '54': amount })))
    expect(errors, `${amount} in ${currency}`).toEqual(problem === null ? [] : [`${problem} 54`])
  }
})

it('has a fee exactly when the indicator announces it', ({ expect }) => {
  const rows: [Record<string, string>, string[]][] = [
    [{ '55': '01' }, []],
    [{ '55': '02', '56': '5.00' }, []],
    [{ '55': '03', '57': '0.7' }, []],
    [{ '55': '03', '57': '99.99' }, []],
    [{ '55': '03', '57': '00.01' }, []],
    [{ '55': '04' }, ['wrong_value 55']],
    [{ '55': '02' }, ['missing 56']],
    [{ '55': '03' }, ['missing 57']],
    [{ '56': '5.00' }, ['unexpected 56']],
    [{ '57': '5' }, ['unexpected 57']],
    [{ '55': '01', '56': '5.00', '57': '5' }, ['unexpected 56', 'unexpected 57']],
    [{ '55': '02', '57': '5' }, ['missing 56', 'unexpected 57']],
    [{ '55': '02', '56': '0' }, ['amount_zero 56']],
    [{ '55': '02', '56': '0.001' }, ['too_many_decimals 56']],
    [{ '55': '03', '57': '100' }, ['amount_format 57']],
    [{ '55': '03', '57': '00.00' }, ['amount_zero 57']],
    [{ '55': '03', '57': '1.234' }, ['amount_format 57']],
    [{ '55': '03', '57': '12.345' }, ['length_out_of_range 57']],
  ]
  for (const [change, errors] of rows) {
    const text = code(changed(samples.emvco, change))
    expect(judgedText(text), JSON.stringify(change)).toEqual(errors)
  }
})

it('walks the whole text, whatever its checksum says', ({ expect }) => {
  const body = tlv(samples.emvco)
  const right = code(samples.emvco)
  // The checksum of this one has a letter.
  const lettered = code(changed(samples.emvco, { '61': '2' }))
  const turned = `${body.slice(6)}${body.slice(0, 6)}`
  const rows: [text: string, errors: string[]][] = [
    [right, []],
    [body, ['missing 63']],
    [`${body}6304`, ['bad_length 63']],
    [`${body}6303${crc16(`${body}6303`).slice(0, 3)}`, ['length_out_of_range 63']],
    [lettered.slice(0, -4) + lettered.slice(-4).toLowerCase(), ['crc_lower_case 63']],
    [`${body}6304WXYZ`, ['bad_format 63']],
    [sealed(turned), ['first_object_not_00 @0']],
    [sealed(`${body}5204581`), ['duplicate 52', 'bad_length 30']],
    [sealed(`${body}52045812`), ['duplicate 52']],
    [`${right} `, [`data_after_crc @${right.length}`]],
    [`${right}\n`, [`data_after_crc @${right.length}`]],
    [`${right}0201`, [`data_after_crc @${right.length}`]],
    [`${right}61021x`, [`data_after_crc @${right.length}`]],
    [` ${right}`, ['first_object_not_00 @0', 'bad_id @0']],
    [`\uFEFF${right}`, ['byte_order_mark @0']],
    [sealed(`${body}6x03abc`), [`bad_id @${body.length}`]],
    [sealed(`${body}61-1a`), ['bad_length 61']],
  ]
  for (const [text, errors] of rows) {
    const found = judgedText(text).filter((error) => !error.startsWith('crc_mismatch'))
    expect(found, text).toEqual(errors)
  }
  expect(judgedText(encodeURIComponent(right))).not.toEqual([])
})

it('takes the checksum over UTF-8 and not over UTF-16', ({ expect }) => {
  const chinese = changed(samples.emvco, {
    '64': { '00': 'ZH', '01': '最佳运输' },
  })
  const body = `${tlv(chinese)}6304`
  // The remainder that libraries get which feed char codes to the table.
  let overUnits = 0xffff
  for (const character of body) {
    overUnits ^= (character.charCodeAt(0) << 8) & 0xffff
    for (let bit = 0; bit < 8; bit += 1) {
      overUnits = (overUnits & 0x8000 ? (overUnits << 1) ^ 0x1021 : overUnits << 1) & 0xffff
    }
  }
  const wrong = body + overUnits.toString(16).toUpperCase().padStart(4, '0')
  expect(judgedText(code(chinese))).toEqual([])
  expect(judgedText(wrong)).toEqual(['crc_mismatch 63'])
})

it('takes the checksum from the walk, also when the amount looks like one', ({ expect }) => {
  expect(judgedText(code(changed(samples.emvco, { '54': '6304.12', '61': '6304AAAA' })))).toEqual(
    [],
  )
})

it('reads objects in any order, and templates of 80 to 99 that are no TLV', ({ expect }) => {
  const { '00': first = '', ...others } = samples.emvco
  const turned = [['00', first] as const, ...Object.entries(others)]
  const raw = '00480065006C'
  const text = code([...turned, ['81', raw], ['65', '00'], ['90', { '00': 'x.y', '07': 'z' }]])
  expect(decodeQr(text)).toMatchObject({
    ok: true,
    scheme: 'emvco',
    reserved: [{ id: '65', raw: '00' }],
    unreserved: [
      { id: '81', raw },
      { id: '90', guid: 'x.y', fields: { '07': 'z' } },
    ],
  })
})

it('doubts what readers tolerate, and says where', ({ expect }) => {
  const rows: Row[] = [
    [{ '59': 'Chai Point ' }, 'surrounding_space', '59'],
    [
      {
        '62': { '00': 'com.paymaya.qr', '05': 'x' },
      },
      'nonstandard_field',
      '62.00',
    ],
    [{ '62': { '15': 'x' } }, 'nonstandard_field', '62.15'],
    [{ '62': { '08': 'e\u0301' } }, 'not_normalized', '62.08'],
    [
      {
        '29': [
          ['05', 'x'],
          ['00', 'D15600000000'],
        ],
      },
      'unusual_order',
      '29',
    ],
    [
      Object.fromEntries(
        ['30', '31', '32', '33', '80', '81'].map((id) => [id, { '00': 'x', '01': X(88) }] as const),
      ),
      'length_out_of_range',
      '@0',
    ],
  ]
  for (const [change, problem, at] of rows) {
    const decoded = decodeQr(code(changed(samples.emvco, change)))
    const warnings = decoded.ok ? decoded.warnings : []
    expect(warnings, JSON.stringify(decoded)).toEqual([
      expect.objectContaining({ code: problem, at }),
    ])
  }
})
