import type { EmvScheme } from '../../../src/domain/qr/values.ts'

type Template = { readonly [id: string]: string | Template }
type Code = Readonly<Record<string, string | Template>>

/** What most codes share. */
function root(currency: string, country: string, others: Code): Code {
  return {
    '00': '01',
    '01': '12',
    '52': '5812',
    '53': currency,
    '54': '12.50',
    '58': country,
    '59': 'Chai Point',
    '60': 'Town',
    ...others,
  }
}

/** One right code per scheme, as objects to change one by one. */
export const samples: Record<EmvScheme, Code> = {
  emvco: root('156', 'CN', { '29': { '00': 'D15600000000', '05': 'A93FO3230Q' } }),
  pix: root('986', 'BR', {
    '26': { '00': 'br.gov.bcb.pix', '01': '123e4567-e12b-12d1-a456-426655440000' },
    '62': { '05': 'PEDIDO123' },
  }),
  promptpay: {
    '00': '01',
    '01': '12',
    '29': { '00': 'A000000677010111', '01': '0066812345678' },
    '53': '764',
    '54': '20.15',
    '58': 'TH',
  },
  paynow: root('702', 'SG', {
    '26': { '00': 'SG.PAYNOW', '01': '0', '02': '+6591234567', '03': '0', '04': '20261231' },
  }),
  sgqr: root('702', 'SG', {
    '26': { '00': 'com.grab', '01': '5af16fa7' },
    '51': {
      '00': 'SG.SGQR',
      '01': '18090900176B',
      '02': '00.0021',
      '03': '079027',
      '07': '20180911',
    },
  }),
  vietqr: {
    '00': '01',
    '01': '12',
    '38': {
      '00': 'A000000727',
      '01': { '00': '970422', '01': '0123456789' },
      '02': 'QRIBFTTA',
    },
    '53': '704',
    '54': '180000',
    '58': 'VN',
  },
  qris: root('360', 'ID', {
    '26': {
      '00': 'ID.CO.ASTRAPAY.WWW',
      '01': '936008223210000456',
      '02': '210000455',
      '03': 'UBE',
    },
    '51': { '00': 'ID.CO.QRIS.WWW', '02': 'ID2021071980399', '03': 'UBE' },
    '61': '15118',
  }),
  duitnow: root('458', 'MY', {
    '00': '02',
    '26': { '00': 'A0000006150001', '01': '501664', '02': '123456789' },
  }),
  hkfps: root('344', 'HK', { '26': { '00': 'hk.com.hkicl', '03': '+852-67891234' } }),
  khqr: root('840', 'KH', {
    '30': { '00': 'khqr@devb', '01': '123456', '02': 'Dev Bank' },
    '99': { '00': '1726822962612', '01': '1726823082612' },
  }),
  laoqr: root('418', 'LA', {
    '38': {
      '00': 'A005266284662577',
      '01': '32170418',
      '02': '002',
      '03': 'mchVKyozC3MbjS51h67qal4Os',
    },
  }),
  qrph: root('608', 'PH', {
    '28': { '00': 'ph.ppmi.p2m', '01': 'GXCHPHM2XXX', '03': '217020000054698716099', '05': '000' },
  }),
  bharatqr: root('356', 'IN', {
    '02': '4403847000746908',
    '08': 'HDFC000062250200018553226',
    '26': { '00': 'A000000524', '01': 'chai.point@hdfcbank' },
    '27': { '00': 'A000000524', '01': 'STQ9y45z1cv3z545092' },
    '61': '500172',
  }),
}

/** A Swiss bill over a QR-IBAN, and a transfer in the euro area, line by line. */
export const SWISS_LINES =
  'SPC 0200 1 CH4431999123000889012 S Robert_Schneider Rue_du_Lac 1268 2501 Biel CH _ _ _ _ _ _ _ 1949.75 CHF S Pia_Rutschmann Marktgasse 28 9400 Rorschach CH QRR 210000000003139471430009017 Order_of_18_June EPD'
    .split(' ')
    .map((line) => (line === '_' ? '' : line.replaceAll('_', ' ')))

export const EPC_LINES =
  'BCD 002 1 SCT BHBLDEHHXXX Franz_Mustermänn DE71110220330123456789 EUR12.3 GDDS RF18539007547034'
    .split(' ')
    .map((line) => line.replaceAll('_', ' '))
