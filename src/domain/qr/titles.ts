import type { QrFieldName } from './field-names.ts'
import type { QrScheme } from './values.ts'

/** Names as the standards have them, the same in every language. */

export const SCHEME_TITLES: Readonly<Record<QrScheme, string>> = {
  emvco: 'EMVCo QR',
  pix: 'Pix',
  promptpay: 'PromptPay',
  paynow: 'PayNow',
  sgqr: 'SGQR',
  vietqr: 'VietQR',
  qris: 'QRIS',
  duitnow: 'DuitNow QR',
  hkfps: 'FPS',
  khqr: 'KHQR',
  laoqr: 'LaoQR',
  qrph: 'QR Ph',
  bharatqr: 'BharatQR',
  swissqr: 'Swiss QR-bill',
  epc: 'EPC QR (GiroCode)',
  upi: 'UPI',
  alipay: 'Alipay',
  wechat: 'WeChat Pay',
  pushcart: 'Pushcart',
}

/** Words of field names that are not written in small letters. */
const SPELT: Readonly<Record<string, string>> = {
  aadhaar: 'Aadhaar',
  amex: 'American Express',
  bakong: 'Bakong',
  bic: 'BIC',
  bin: 'BIN',
  crc: 'CRC',
  discover: 'Discover',
  duitnow: 'DuitNow',
  email: 'e-mail',
  emvco: 'EMVCo',
  ewallet: 'e-wallet',
  fps: 'FPS',
  iban: 'IBAN',
  ifsc: 'IFSC',
  instapay: 'InstaPay',
  jcb: 'JCB',
  laoqr: 'LaoQR',
  mastercard: 'Mastercard',
  pan: 'PAN',
  paynow: 'PayNow',
  pix: 'Pix',
  promptpay: 'PromptPay',
  qr: 'QR',
  qris: 'QRIS',
  qrph: 'QR Ph',
  rupay: 'RuPay',
  sgqr: 'SGQR',
  unionpay: 'UnionPay',
  upi: 'UPI',
  url: 'URL',
  vietqr: 'VietQR',
  visa: 'Visa',
  vpa: 'VPA',
}

/** The name of a field for people who read standards: "Merchant category code", "Pix key". */
export function fieldTitle(name: QrFieldName): string {
  const title = name.split('_').map((word) => SPELT[word] ?? word)
  return title.join(' ').replace(/^[a-z]/, (letter) => letter.toUpperCase())
}

/** Letters of the currencies of our schemes and of their neighbours, by number. Source: ISO 4217 list one, 2026-01. */
const LETTERS = new Map(
  (
    '032 ARS,036 AUD,050 BDT,068 BOB,096 BND,104 MMK,116 KHR,124 CAD,144 LKR,152 CLP,156 CNY,170 COP,344 HKD,' +
    '356 INR,360 IDR,392 JPY,404 KES,410 KRW,414 KWD,418 LAK,446 MOP,458 MYR,484 MXN,524 NPR,566 NGN,586 PKR,' +
    '604 PEN,608 PHP,682 SAR,702 SGD,704 VND,710 ZAR,756 CHF,764 THB,784 AED,788 TND,800 UGX,826 GBP,834 TZS,' +
    '840 USD,901 TWD,936 GHS,978 EUR,986 BRL'
  )
    .split(',')
    .map((entry) => [entry.slice(0, 3), entry.slice(4)] as const),
)

/** "BRL" for "986". A number that we have no letters for stays a number: "ISO 4217 no. 999". */
export function currencyLetters(numeric: string): string {
  return LETTERS.get(numeric) ?? `ISO 4217 no. ${numeric}`
}
