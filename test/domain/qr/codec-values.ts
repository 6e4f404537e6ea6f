import fc from 'fast-check'
import { luhnIsRight } from '../../../src/domain/qr/check-digits.ts'
import type { QrInput } from '../../../src/domain/qr/values.ts'
import {
  UPPER,
  aadhaar,
  amount,
  ascii,
  cnpj,
  completed,
  cpf,
  creditorReference,
  day,
  digits,
  email,
  emv,
  from,
  iban,
  joined,
  some,
  thaiId,
  unicode,
  vpa,
  word,
} from './arbitraries.ts'
import { swiss } from './swiss-values.ts'

/** Random values that every scheme must be able to write. */

function withoutAmount(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'amount'))
}

const account = (id: string, guid: string, fields: Record<string, fc.Arbitrary<string>>) =>
  fc.record(fields).map((filled) => ({ merchantAccounts: [{ id, guid, fields: filled }] }))

const pixKey = fc.oneof(
  cpf,
  cnpj,
  email,
  fc.uuid(),
  digits(10).map((phone) => `+55${phone}`),
)

/** A random value of every scheme. */
export const values: Record<QrInput['scheme'], fc.Arbitrary<QrInput>> = {
  emvco: joined(
    emv({ scheme: 'emvco', currency: '156', country: 'CN' }),
    fc
      .record({
        merchantAccounts: fc.tuple(
          fc.record({ id: fc.constantFrom('02', '09', '15', '25'), value: word(1, 40) }),
          fc.record({
            id: fc.constantFrom('26', '29', '51'),
            guid: word(1, 32),
            fields: some({ '01': ascii(20), '05': ascii(20), '25': ascii(20) }),
          }),
        ),
        reserved: fc.tuple(fc.record({ id: fc.constant('65'), raw: unicode(20) })),
        unreserved: fc.tuple(
          fc.record({
            id: fc.constant('80'),
            guid: word(1, 32),
            fields: some({ '07': unicode(20) }),
          }),
          fc.record({ id: fc.constant('91'), raw: unicode(20).map((text) => `x${text}`) }),
        ),
        tip: fc.constantFrom(
          {},
          { tipOrConvenience: '01' },
          { tipOrConvenience: '02', convenienceFixed: '5.00' },
          { tipOrConvenience: '03', conveniencePercent: '0.7' },
        ),
      })
      .map(({ tip, ...members }) => ({ ...members, ...tip })),
  ),
  pix: fc.oneof(
    joined(
      emv({ scheme: 'pix', currency: '986', country: 'BR' }, { additionalData: { '05': '***' } }),
      account('26', 'br.gov.bcb.pix', { '01': pixKey, '02': ascii(20) }),
    ),
    joined(
      emv({ scheme: 'pix', currency: '986', country: 'BR' }).map(withoutAmount),
      fc
        .tuple(
          account('26', 'br.gov.bcb.pix', {
            '25': word(1, 30).map((id) => `pix.example.com/${id}`),
          }),
          fc.record({ additionalData: fc.record({ '05': word(1, 25) }) }),
        )
        .map((parts) => Object.assign({}, ...parts) as object),
    ),
  ),
  promptpay: joined(
    fc.oneof(
      fc.record({ initiation: fc.constant('dynamic'), amount: amount(2) }),
      fc.record({ initiation: fc.constant('static') }),
    ),
    fc
      .oneof(
        account('29', 'A000000677010111', { '01': digits(9).map((phone) => `0066${phone}`) }),
        account('29', 'A000000677010111', { '02': thaiId }),
        account('29', 'A000000677010111', { '03': digits(15) }),
        account('30', 'A000000677010112', {
          '01': thaiId.map((id) => `${id}00`),
          '02': word(1, 20),
          '03': word(1, 20),
        }),
      )
      .map((value) => ({ scheme: 'promptpay', currency: '764', country: 'TH', ...value })),
  ),
  paynow: joined(
    emv({ scheme: 'paynow', currency: '702', country: 'SG' }).map((value) => ({
      ...value,
      amount: '5.50',
    })),
    fc.oneof(
      account('26', 'SG.PAYNOW', {
        '01': fc.constant('0'),
        '02': digits(8).map((phone) => `+65${phone}`),
        '03': fc.constant('0'),
        '04': day,
      }),
      account('26', 'SG.PAYNOW', {
        '01': fc.constant('2'),
        '02': fc.tuple(digits(9), from(UPPER, 1)).map((parts) => parts.join('')),
        '03': fc.constant('0'),
      }),
    ),
  ),
  sgqr: joined(
    emv({ scheme: 'sgqr', currency: '702', country: 'SG' }),
    fc.record({ '01': word(12, 12), '03': digits(6), '07': day }).map((fields) => ({
      merchantAccounts: [
        { id: '26', guid: 'com.grab', fields: { '01': 'x' } },
        { id: '51', guid: 'SG.SGQR', fields },
      ],
    })),
  ),
  vietqr: joined(
    fc
      .record({ initiation: fc.constantFrom('static', 'dynamic'), amount: amount(0) })
      .map((value) => ({ scheme: 'vietqr', currency: '704', country: 'VN', ...value })),
    fc.record({
      beneficiary: fc.record({
        bin: digits(6),
        account: word(1, 19),
        service: fc.constantFrom('QRIBFTTA', 'QRIBFTTC', 'QRPUSH', 'QRCASH'),
      }),
    }),
  ),
  qris: joined(
    emv({ scheme: 'qris', currency: '360', country: 'ID', decimals: 0 }),
    fc
      .tuple(
        digits(13).map((rest) => completed(luhnIsRight)(`9360${rest}`)),
        word(1, 15),
        digits(13),
      )
      .map(([pan, merchant, nmid]) => ({
        merchantAccounts: [
          {
            id: '26',
            guid: 'ID.CO.ASTRAPAY.WWW',
            fields: { '01': pan, '02': merchant, '03': 'UMI' },
          },
          { id: '51', guid: 'ID.CO.QRIS.WWW', fields: { '02': `ID${nmid}`, '03': 'UMI' } },
        ],
      })),
  ),
  duitnow: joined(
    emv({ scheme: 'duitnow', currency: '458', country: 'MY' }),
    account('26', 'A0000006150001', { '01': digits(6), '02': word(1, 40) }),
  ),
  hkfps: joined(
    emv({ scheme: 'hkfps', currency: '344', country: 'HK' }),
    fc.oneof(
      account('26', 'hk.com.hkicl', { '02': digits(7) }),
      account('26', 'hk.com.hkicl', { '02': digits(9), '01': digits(3) }),
      account('26', 'hk.com.hkicl', { '03': digits(8).map((phone) => `+852-${phone}`) }),
      account('26', 'hk.com.hkicl', { '04': email }),
    ),
  ),
  khqr: joined(
    emv({ scheme: 'khqr', currency: '840', country: 'KH' }).map(withoutAmount),
    fc
      .tuple(
        fc.oneof(
          fc.record({
            initiation: fc.constant('dynamic'),
            amount: amount(2),
            createdAtMs: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
            expiresAtMs: fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 }),
          }),
          fc.record({ initiation: fc.constant('static') }),
        ),
        fc.oneof(
          fc.record({
            id: fc.constant('29'),
            guid: vpa,
            fields: some({ '01': digits(9), '02': ascii(32) }),
          }),
          fc.record({
            id: fc.constant('30'),
            guid: vpa,
            fields: fc.record({ '01': digits(6), '02': ascii(32) }),
          }),
        ),
      )
      .map(([times, one]) => ({ ...times, merchantAccounts: [one] })),
  ),
  laoqr: joined(
    emv({ scheme: 'laoqr', currency: '418', country: 'LA' }),
    account('38', 'A005266284662577', { '01': digits(8), '02': digits(3), '03': word(1, 40) }),
  ),
  qrph: joined(
    emv({ scheme: 'qrph', currency: '608', country: 'PH' }),
    account('28', 'ph.ppmi.p2m', {
      '01': fc.constant('GXCHPHM2XXX'),
      '03': word(1, 30),
      '05': digits(3),
    }),
  ),
  bharatqr: joined(
    emv({ scheme: 'bharatqr', currency: '356', country: 'IN' }),
    fc
      .tuple(digits(15).map(completed(luhnIsRight)), vpa, word(1, 35), aadhaar)
      .map(([pan, address, reference, number]) => ({
        merchantAccounts: [
          { id: '02', value: pan },
          { id: '26', guid: 'A000000524', fields: { '01': address } },
          { id: '27', guid: 'A000000524', fields: { '01': reference } },
          { id: '28', guid: 'A000000524', fields: { '01': number } },
        ],
      })),
  ),
  swissqr: swiss(),
  epc: joined(
    some({
      bic: fc.constantFrom('BHBLDEHHXXX', 'BPOTBEB1'),
      purpose: from(UPPER, 4),
      information: unicode(40),
    }),
    fc
      .tuple(
        fc.record({
          scheme: fc.constant('epc'),
          name: unicode(40),
          iban: fc.oneof(
            iban('DE', digits(18)),
            iban('BE', digits(12)),
            iban(
              'FR',
              word(23, 23).map((text) => text.toUpperCase()),
            ),
          ),
          amount: amount(2).map((text) => `EUR${text}`),
        }),
        fc.oneof(
          some({ structuredReference: creditorReference }),
          some({ remittanceText: unicode(40) }),
        ),
      )
      .map(([value, reference]) => ({ ...value, ...reference })),
  ),
  upi: joined(
    some({ mc: digits(4), tr: word(1, 35), tn: unicode(50), url: fc.webUrl(), mode: digits(2) }),
    fc.record({
      scheme: fc.constant('upi'),
      pa: fc.oneof(
        vpa,
        aadhaar.map((number) => `${number}@aadhaar.npci`),
      ),
      pn: unicode(60),
      am: amount(2),
      cu: fc.constant('INR'),
    }),
  ),
  alipay: word(1, 40).map((token) => ({ scheme: 'alipay', url: `https://qr.alipay.com/${token}` })),
  wechat: word(1, 40).map((token) => ({
    scheme: 'wechat',
    url: `weixin://wxpay/bizpayurl?pr=${token}`,
  })),
  pushcart: fc.constantFrom('vendor', 'symbol').map((kind) => ({
    scheme: 'pushcart',
    origin: 'https://pay.example.org',
    kind,
    code: '7K3M92QD',
  })),
}
