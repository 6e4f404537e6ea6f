import { it } from 'vitest'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import type { EmvScheme } from '../../../src/domain/qr/values.ts'
import { type Changes, changed, code, type Objects } from './emv.ts'
import { judged, within } from './judged.ts'
import { samples } from './samples.ts'

it('has a right sample of every scheme, of its own currency, country and format', ({ expect }) => {
  for (const scheme of Object.keys(samples) as EmvScheme[]) {
    expect(decodeQr(code(samples[scheme])), scheme).toMatchObject({
      ok: true,
      scheme,
      warnings: [],
    })
    if (scheme === 'emvco') continue
    expect(judged(scheme, { '53': '978' }), scheme).toContain('wrong_currency 53')
    expect(judged(scheme, { '58': 'DE' }), scheme).toContain('wrong_country 58')
    const format = scheme === 'duitnow' ? '01' : '02'
    expect(judged(scheme, { '00': format }), scheme).toEqual(['wrong_value 00'])
  }
})

it('demands 52, 59 and 60 except where the scheme has none, and tells that then', ({ expect }) => {
  for (const scheme of Object.keys(samples) as EmvScheme[]) {
    const isFree = scheme === 'promptpay' || scheme === 'vietqr'
    const errors = judged(scheme, { '52': null, '59': null, '60': null })
    expect(errors, scheme).toEqual(isFree ? [] : ['missing 52', 'missing 59', 'missing 60'])
  }
  const absent = { emvcoMandatoryAbsent: ['52', '59', '60'] }
  expect(decodeQr(code(samples.promptpay))).toMatchObject(absent)
  expect(decodeQr(code(samples.vietqr))).toMatchObject(absent)
})

it('wants GUIDs letter by letter and in their place', ({ expect }) => {
  const rows: [EmvScheme, Changes, string[]][] = [
    ['pix', within('pix', '26', { '00': 'BR.GOV.BCB.PIX' }), []],
    ['hkfps', within('hkfps', '26', { '00': 'HK.COM.HKICL' }), []],
    ['paynow', within('paynow', '26', { '00': 'sg.paynow' }), ['letter_case 26.00']],
    ['vietqr', within('vietqr', '38', { '00': 'a000000727' }), ['letter_case 38.00']],
    ['promptpay', within('promptpay', '29', { '00': 'A000000677010112' }), ['wrong_template 29']],
  ]
  for (const [scheme, change, expected] of rows) {
    const found = judged(scheme, change).filter((one) => /letter_case|wrong_template|\?/.test(one))
    expect(found, JSON.stringify(change)).toEqual(expected)
  }
  const moved = { '29': null, '31': samples.promptpay['29'] ?? '' }
  expect(judged('promptpay', moved)).toEqual(['wrong_template 31'])
})

const pixKey = (key: string) => within('pix', '26', { '01': key })

it('knows Pix', ({ expect }) => {
  const url = 'qr-h.sandbox.pix.bcb.gov.br/rest/api/v2/7b2d64c4eb744a2d92a4dd5f8cfc4dfa'
  const dynamic = within('pix', '26', { '01': null, '25': url })
  const rows: [Changes, string[]][] = [
    [pixKey('00740886967'), []],
    [pixKey('00740886968'), ['bad_check_digit 26.01']],
    [pixKey('11111111111'), ['unusual_value? 26.01']],
    [pixKey('60701190000104'), []],
    [pixKey('60701190000105'), ['bad_check_digit 26.01']],
    [pixKey('12ABC34501DE35'), []],
    [pixKey('12ABC34501DE36'), ['bad_check_digit 26.01']],
    [pixKey('+5511943214321'), []],
    [pixKey('+14155552671'), ['unusual_value? 26.01']],
    [pixKey('+55 11 94321'), ['bad_format 26.01']],
    [pixKey('11943214321x'), ['bad_format 26.01']],
    [pixKey('thalesog@me.com'), []],
    [pixKey('thalesog@me'), ['bad_format 26.01']],
    [pixKey('a@b@c.com'), ['bad_format 26.01']],
    [pixKey('123E4567-E12B-12D1-A456-426655440000'), ['letter_case? 26.01']],
    [pixKey('123e4567-e12b-12d1-a456-42665544000'), ['bad_format 26.01']],
    [pixKey('chave'), ['bad_format 26.01']],
    [within('pix', '26', { '03': '1234567' }), ['length_out_of_range 26.03']],
    [within('pix', '26', { '01': null }), ['missing 26.01']],
    [within('pix', '26', { '25': 'pix.example.com/x' }), ['unexpected 26.25']],
    [{ ...dynamic, '54': null }, []],
    [dynamic, ['contradiction? 54']],
    [
      within('pix', '26', { '01': null, '25': 'https://pix.example.com/x' }),
      ['url_with_scheme 26.25'],
    ],
    [within('pix', '26', { '01': null, '25': 'pix.example.com' }), ['bad_format 26.25']],
    [{ '62': null }, ['missing 62.05']],
    [{ '62': { '01': 'x' } }, ['missing 62.05']],
    [{ '62': { '05': '***' } }, []],
    [{ '62': { '05': 'PEDIDO_2024' } }, ['bad_format 62.05']],
    [{ '62': { '05': '**' } }, ['bad_format 62.05']],
    [{ '62': { '05': 'x'.repeat(26) } }, ['length_out_of_range 62.05', 'bad_format 62.05']],
    [{ '54': '12.345' }, ['too_many_decimals 54']],
    [
      {
        ...within('pix', '26', { '01': null }),
        '80': { '00': 'br.gov.bcb.pix', '25': url },
      },
      [],
    ],
    [{ '80': { '00': 'br.gov.bcb.pix' } }, ['missing 80.25']],
    [
      {
        '80': { '00': 'br.gov.bcb.pix', '25': 'https://pix.example.com/x' },
      },
      ['url_with_scheme 80.25'],
    ],
  ]
  for (const [change, expected] of rows) {
    expect(judged('pix', change), JSON.stringify(change)).toEqual(expected)
  }
})

it('takes a BR Code of several arrangements for Pix only when it is one', ({ expect }) => {
  const other: Objects = { '00': 'BR.COM.OUTRO', '01': '0123456789' }
  const both = changed(samples.pix, { '27': other })
  expect(decodeQr(code(both))).toMatchObject({ ok: true, scheme: 'pix' })
  expect(decodeQr(code(changed(both, { '62': null })))).toMatchObject({ ok: true, scheme: 'emvco' })
  expect(decodeQr(code(changed(both, { '60': null })))).toMatchObject({ ok: false, scheme: 'pix' })
})

it('knows PromptPay', ({ expect }) => {
  const proxy = (change: Changes) => within('promptpay', '29', { '01': null, ...change })
  const bill = (change: Changes): Changes => ({
    '29': null,
    '30': changed(
      { '00': 'A000000677010112', '01': '099400016550100', '02': 'CUSTOMER001' },
      change,
    ),
  })
  const rows: [Changes, string[]][] = [
    [proxy({ '01': '0812345678' }), ['length_out_of_range 29.01']],
    [proxy({ '01': '0067812345678' }), ['bad_format 29.01']],
    [proxy({ '01': '+66812345678x' }), ['not_digits 29.01']],
    [proxy({ '02': '1101700230708' }), []],
    [proxy({ '02': '1101700230709' }), ['bad_check_digit? 29.02']],
    [proxy({ '02': '110170023070' }), ['length_out_of_range 29.02']],
    [proxy({ '03': '012345678901234' }), []],
    [proxy({ '03': '01234567890123' }), ['length_out_of_range 29.03']],
    [proxy({ '04': '002-1234567' }), []],
    [proxy({ '04': 'x'.repeat(44) }), ['length_out_of_range 29.04']],
    [proxy({}), ['missing 29.01']],
    [proxy({ '01': '0066812345678', '02': '1101700230708' }), ['unexpected 29.02']],
    [bill({}), []],
    [bill({ '03': 'INV001' }), []],
    [bill({ '01': '0112233445566' }), ['length_out_of_range 30.01']],
    [bill({ '01': '099999999999990' }), ['bad_check_digit? 30.01']],
    [bill({ '02': null }), ['missing 30.02']],
    [bill({ '02': 'x'.repeat(21) }), ['length_out_of_range 30.02']],
    [{ '01': '11' }, ['contradiction? 01']],
    [{ '54': '20' }, ['unusual_value? 54']],
  ]
  for (const [change, expected] of rows) {
    expect(judged('promptpay', change), JSON.stringify(change)).toEqual(expected)
  }
})

it('knows PayNow and the SGQR label', ({ expect }) => {
  const rows: ['paynow' | 'sgqr', Changes, string[]][] = [
    ['paynow', within('paynow', '26', { '02': '6591234567' }), ['bad_format 26.02']],
    ['paynow', within('paynow', '26', { '02': '+651234567' }), ['bad_format 26.02']],
    ['paynow', within('paynow', '26', { '01': '1' }), ['wrong_value 26.01', 'bad_format 26.02']],
    ['paynow', within('paynow', '26', { '01': '2', '02': '201929813CSPW' }), []],
    ['paynow', within('paynow', '26', { '01': '2', '02': 'ABCDEFGHI' }), ['unusual_value? 26.02']],
    ['paynow', within('paynow', '26', { '01': '2', '02': '2019-29813' }), ['bad_format 26.02']],
    ['paynow', within('paynow', '26', { '02': null }), ['missing 26.02']],
    ['paynow', within('paynow', '26', { '03': '2' }), ['wrong_value 26.03']],
    ['paynow', within('paynow', '26', { '03': null }), ['recommended_field? 26.03']],
    ['paynow', within('paynow', '26', { '03': '1' }), ['contradiction? 26.03']],
    ['paynow', { '54': null }, ['contradiction? 26.03']],
    ['paynow', within('paynow', '26', { '04': '20261231235959' }), []],
    ['paynow', within('paynow', '26', { '04': '20260230' }), ['bad_date 26.04']],
    ['paynow', within('paynow', '26', { '04': '20261301' }), ['bad_date 26.04']],
    ['paynow', within('paynow', '26', { '04': '20261231240000' }), ['bad_date 26.04']],
    ['paynow', within('paynow', '26', { '04': '202612312359' }), ['bad_date 26.04']],
    ['paynow', within('paynow', '26', { '04': '261231' }), ['length_out_of_range 26.04']],
    ['sgqr', within('sgqr', '51', { '07': '20180931' }), ['bad_date 51.07']],
    ['sgqr', within('sgqr', '51', { '02': '0.21' }), ['length_out_of_range 51.02']],
    ['sgqr', within('sgqr', '51', { '03': '7902' }), ['length_out_of_range 51.03']],
    ['sgqr', within('sgqr', '51', { '01': null }), ['missing 51.01']],
    [
      'sgqr',
      {
        '27': { '00': 'SG.PAYNOW', '01': '0', '02': '+65' },
      },
      ['bad_format 27.02'],
    ],
  ]
  for (const [scheme, change, expected] of rows) {
    expect(judged(scheme, change), JSON.stringify(change)).toEqual(expected)
  }
})
