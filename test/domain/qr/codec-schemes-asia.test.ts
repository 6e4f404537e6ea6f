import { it } from 'vitest'
import type { EmvScheme } from '../../../src/domain/qr/values.ts'
import type { Changes, Objects } from './emv.ts'
import { judged, within } from './judged.ts'

it('knows VietQR', ({ expect }) => {
  const beneficiary = (objects: Objects) => within('vietqr', '38', { '01': objects })
  const rows: [Changes, string[]][] = [
    [within('vietqr', '38', { '02': null }), ['missing 38.02']],
    [within('vietqr', '38', { '02': 'QRIBFTTX' }), ['wrong_value 38.02']],
    [beneficiary({ '00': '97042', '01': '1' }), ['length_out_of_range 38.01.00']],
    [beneficiary({ '00': '970422' }), ['missing 38.01.01']],
    [beneficiary({ '01': '1' }), ['missing 38.01.00']],
    [beneficiary({ '00': '970422', '01': '1'.repeat(20) }), ['length_out_of_range 38.01.01']],
    [beneficiary({ '00': '970422', '01': '12 34' }), ['bad_format 38.01.01']],
    [within('vietqr', '38', { '01': '97042212345' }), ['bad_length 38.01.34']],
    [{ '54': '180.000' }, ['too_many_decimals 54']],
    [{ '54': '180000.00' }, ['too_many_decimals 54']],
    [{ '62': { '08': 'Thanh toán hóa đơn' } }, []],
  ]
  for (const [change, expected] of rows) {
    expect(judged('vietqr', change), JSON.stringify(change)).toEqual(expected)
  }
  // One library nests the service code one level too deep; its checksums are right all the same.
  const deep: Objects = { '00': '970422', '01': '0123456789', '02': 'QRIBFTTA' }
  expect(judged('vietqr', { ...within('vietqr', '38', { '01': deep, '02': null }) })).toEqual([
    'missing 38.02',
  ])
})

it('knows QRIS', ({ expect }) => {
  const rows: [Changes, string[]][] = [
    [within('qris', '26', { '01': '936008223210000457' }), ['bad_check_digit? 26.01']],
    [within('qris', '26', { '01': '926008223210000450' }), ['bad_format 26.01']],
    [within('qris', '26', { '01': '936008223210' }), ['length_out_of_range 26.01']],
    [within('qris', '26', { '01': null }), ['missing 26.01']],
    [within('qris', '26', { '03': 'UXX' }), ['wrong_value 26.03']],
    [within('qris', '51', { '02': 'ID202107198039' }), ['length_out_of_range 51.02']],
    [within('qris', '51', { '02': 'XX2021071980399' }), ['bad_format 51.02']],
    [within('qris', '51', { '02': null }), ['missing 51.02']],
    [within('qris', '51', { '00': 'ID.OR.GPNQR.WWW' }), ['unusual_value? 51.00']],
    [{ '51': null }, []],
    [{ '51': null, '01': '11' }, ['missing 51']],
    [{ '51': null, '01': null }, ['missing 51']],
    [{ '61': null }, ['recommended_field? 61']],
    [{ '54': '4548051' }, []],
  ]
  for (const [change, expected] of rows) {
    expect(judged('qris', change), JSON.stringify(change)).toEqual(expected)
  }
})

it('knows DuitNow, FPS, LaoQR and QR Ph', ({ expect }) => {
  const rows: [EmvScheme, Changes, string[]][] = [
    ['duitnow', within('duitnow', '26', { '01': '50166' }), ['length_out_of_range 26.01']],
    ['duitnow', within('duitnow', '26', { '02': null }), ['missing 26.02']],
    ['duitnow', within('duitnow', '26', { '03': '1691388675582' }), []],
    ['duitnow', { '82': '7FFC1AC00E99EA2D7A0D7BB79755736A' }, []],
    ['hkfps', within('hkfps', '26', { '03': '+85267891234' }), ['bad_format 26.03']],
    ['hkfps', within('hkfps', '26', { '03': '+852-6789123' }), ['bad_format 26.03']],
    ['hkfps', within('hkfps', '26', { '03': '+86-13800138000' }), ['unusual_value? 26.03']],
    ['hkfps', within('hkfps', '26', { '03': null }), ['missing 26.02']],
    ['hkfps', within('hkfps', '26', { '02': '1234567' }), ['unexpected 26.03']],
    ['hkfps', within('hkfps', '26', { '03': null, '02': '1234567' }), []],
    ['hkfps', within('hkfps', '26', { '03': null, '02': '12345678' }), ['bad_format 26.02']],
    ['hkfps', within('hkfps', '26', { '03': null, '04': 'shop@example.hk' }), []],
    ['hkfps', within('hkfps', '26', { '03': null, '04': 'example.hk' }), ['bad_format 26.04']],
    ['hkfps', within('hkfps', '26', { '01': '12' }), ['length_out_of_range 26.01']],
    ['hkfps', within('hkfps', '26', { '06': '2' }), ['wrong_value 26.06']],
    ['hkfps', { ...within('hkfps', '26', { '06': '1' }), '54': null }, ['contradiction? 26.06']],
    ['hkfps', { '53': '156' }, []],
    ['laoqr', within('laoqr', '38', { '02': '02' }), ['length_out_of_range 38.02']],
    ['laoqr', within('laoqr', '38', { '03': null }), ['missing 38.03']],
    ['laoqr', { '15': '2031041800520446JDBMSZZXE44BFS0' }, []],
    ['qrph', within('qrph', '28', { '01': 'GXCHPHM2' }), ['length_out_of_range 28.01']],
    ['qrph', within('qrph', '28', { '01': 'GXCH1HM2XXX' }), ['bad_format 28.01']],
    ['qrph', within('qrph', '28', { '03': null, '05': null }), ['missing 28.03']],
    [
      'qrph',
      {
        '28': null,
        '27': {
          '00': 'com.p2pqrpay',
          '01': 'PAEYPHM2XXX',
          '02': '99964403',
          '05': '+63-9913729861',
        },
      },
      ['unusual_value? 52'],
    ],
    [
      'qrph',
      {
        '28': null,
        '27': { '00': 'com.p2pqrpay', '01': 'PAEYPHM2XXX', '02': '99964404', '04': '1' },
      },
      ['wrong_value 27.02'],
    ],
    [
      'qrph',
      {
        '28': null,
        '27': {
          '00': 'com.p2pqrpay',
          '01': 'PAEYPHM2XXX',
          '02': '99964403',
          '05': '+639913729861',
        },
      },
      ['length_out_of_range 27.05'],
    ],
  ]
  for (const [scheme, change, expected] of rows) {
    expect(judged(scheme, change), `${scheme} ${JSON.stringify(change)}`).toEqual(expected)
  }
})

it('knows KHQR', ({ expect }) => {
  const person = (objects: Objects): Changes => ({ '30': null, '29': objects })
  const still: Changes = { '01': '11', '54': null, '99': null }
  const rows: [Changes, string[]][] = [
    [person({ '00': 'test@dev' }), []],
    [person({ '00': 'test' }), ['bad_format 29.00']],
    [person({ '00': `${'x'.repeat(30)}@dev` }), ['length_out_of_range 29.00']],
    [person({ '00': 'test@dev', '01': 'x'.repeat(33) }), ['length_out_of_range 29.01']],
    [within('khqr', '30', { '02': null }), ['missing 30.02']],
    [within('khqr', '30', { '01': null }), ['missing 30.01']],
    [{ '29': { '00': 'test@dev' } }, ['unexpected 30']],
    [{ '30': null, '26': { '00': 'test@dev' } }, ['missing 29', 'wrong_template 26']],
    [{ '30': null }, ['no_merchant_account 26', 'missing 29']],
    [still, []],
    [{ ...still, '54': '5.00' }, ['missing 99']],
    [{ '54': null }, ['missing 54']],
    [{ '99': null }, ['missing 99']],
    [{ '99': { '00': '1726822962612' } }, ['missing 99.01']],
    [
      {
        '99': { '00': '1726822962612', '01': '1726822962611' },
      },
      ['expires_before_it_begins 99.01'],
    ],
    [
      {
        '99': { '00': '1726822962', '01': '1726823082' },
      },
      ['length_out_of_range 99.00', 'length_out_of_range 99.01'],
    ],
    [
      {
        '99': { '00': '0726822962612', '01': '1726823082612' },
      },
      ['bad_date 99.00'],
    ],
    [{ '01': '11' }, ['contradiction? 99']],
    [{ '53': '116', '54': '50000' }, []],
    [{ '53': '116', '54': '50000.5' }, ['too_many_decimals 54']],
    [{ '53': '764' }, ['wrong_currency 53']],
    [
      {
        '64': { '00': 'km', '01': 'ចន ស្មីន', '02': 'ភ្នំពញ' },
      },
      [],
    ],
    [{ '59': 'ចន ស្មីន' }, ['forbidden_character 59']],
  ]
  for (const [change, expected] of rows) {
    expect(judged('khqr', change), JSON.stringify(change)).toEqual(expected)
  }
})

it('knows BharatQR, where three templates share one GUID', ({ expect }) => {
  const aadhaar = (number: string): Changes => ({
    '28': { '00': 'A000000524', '01': number },
  })
  const rows: [Changes, string[]][] = [
    [{ '02': '4403847000746909' }, ['bad_check_digit? 02']],
    [{ '02': '44038470007469' }, ['length_out_of_range 02']],
    [{ '06': '6100030700074696' }, []],
    [{ '08': 'HDFC1000062250200018553226' }, ['bad_format 08']],
    [within('bharatqr', '26', { '01': 'chai.point' }), ['bad_format 26.01']],
    [within('bharatqr', '26', { '02': '1.10' }), []],
    [within('bharatqr', '26', { '02': '1,10' }), ['amount_format 26.02']],
    [within('bharatqr', '27', { '01': 'x'.repeat(36) }), ['length_out_of_range 27.01']],
    [aadhaar('234123412346'), []],
    [aadhaar('234123412347'), ['bad_check_digit 28.01']],
    [aadhaar('134123412346'), ['bad_format 28.01']],
    [{ '26': null, '27': null }, []],
    [{ '54': '1.234' }, ['too_many_decimals 54']],
  ]
  for (const [change, expected] of rows) {
    expect(judged('bharatqr', change), JSON.stringify(change)).toEqual(expected)
  }
})
