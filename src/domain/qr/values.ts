import type { QrProblem } from './problems.ts'

/** What payment codes mean, one type per scheme, told apart by `scheme`. */

export const EMV_SCHEMES = [
  'emvco',
  'pix',
  'promptpay',
  'paynow',
  'sgqr',
  'vietqr',
  'qris',
  'duitnow',
  'hkfps',
  'khqr',
  'laoqr',
  'qrph',
  'bharatqr',
] as const

export type EmvScheme = (typeof EMV_SCHEMES)[number]
export type QrScheme = EmvScheme | 'swissqr' | 'epc' | 'upi' | 'alipay' | 'wechat' | 'pushcart'

/** An account of a network with an id of its own (02 to 25), or a template (26 to 51). */
export type MerchantAccount =
  | { id: string; value: string }
  | { id: string; guid: string; fields: Record<string, string> }

/** A template of 80 to 99: with a GUID where it can be read so, and as it stands where not. */
export type UnreservedTemplate =
  | { id: string; guid: string; fields: Record<string, string> }
  | { id: string; raw: string }

interface EmvFields {
  /** One-off codes are dynamic, stickers static; null when the code does not say. */
  initiation: 'static' | 'dynamic' | null
  merchantAccounts: MerchantAccount[]
  mcc?: string
  /** ISO 4217 numeric. */
  currency: string
  /** Major units, as written: `100`, `100.5` and `100.50` are three texts of one amount. */
  amount?: string
  /** 01 the app asks for a tip, 02 a fixed fee, 03 a percentage. */
  tipOrConvenience?: string
  convenienceFixed?: string
  conveniencePercent?: string
  /** ISO 3166-1 alpha-2. */
  country: string
  merchantName?: string
  merchantCity?: string
  postalCode?: string
  /** Sub-objects of 62 by id. */
  additionalData?: Record<string, string>
  language?: {
    preference: string
    merchantName: string
    merchantCity?: string
    /** Sub-objects 03 to 99, which EMVCo keeps for later. */
    reserved?: Record<string, string>
  }
  /** Objects 65 to 79, which EMVCo keeps for later. */
  reserved?: { id: string; raw: string }[]
  unreserved?: UnreservedTemplate[]
}

/** Whom a VietQR pays: 38.01.00, 38.01.01 and 38.02. */
export interface VietBeneficiary {
  bin: string
  account: string
  service: string
}

/** Fields that follow from others. A writer of a new code may give them instead of those. */
interface Derived {
  vietqr: { beneficiary: VietBeneficiary }
  khqr: { createdAtMs?: number; expiresAtMs?: number }
}

type DerivedOf<S> = S extends keyof Derived ? Derived[S] : unknown

export type EmvValue<S extends EmvScheme = EmvScheme> = S extends EmvScheme
  ? EmvFields &
      DerivedOf<S> & {
        scheme: S
        format: 'emv-mpm'
        payloadFormatIndicator: string
        crc: string
        /** The objects as they stood, in their order: what {@link encodeQr} keeps of a code that was read. */
        tlv: [id: string, value: string][]
        /** Objects that EMVCo demands, this scheme does not, and the code has not. */
        emvcoMandatoryAbsent?: string[]
      }
  : never

/** A structured address (type S), the only one since 22 November 2025. */
export interface SwissAddress {
  type: 'S'
  name: string
  street?: string
  building?: string
  postalCode: string
  town: string
  country: string
}

/** How the lines of a code stood: what a writer keeps of a code that was read. */
export interface LineLayout {
  lineBreak: 'lf' | 'crlf'
  lineCount: number
}

export interface SwissQrValue {
  scheme: 'swissqr'
  format: 'swiss-qr'
  qrType: 'SPC'
  version: '0200'
  coding: '1'
  iban: string
  creditor: SwissAddress
  amount?: string
  currency: 'CHF' | 'EUR'
  debtor?: SwissAddress
  referenceType: 'QRR' | 'SCOR' | 'NON'
  reference?: string
  message?: string
  billInformation?: string
  alternativeSchemes?: string[]
  layout: LineLayout
}

export interface EpcValue {
  scheme: 'epc'
  format: 'epc-sct'
  serviceTag: 'BCD'
  version: '001' | '002'
  /** 1 is UTF-8; 2 to 8 are ISO 8859-1, -2, -4, -5, -7, -10 and -15. */
  charset: string
  identification: 'SCT'
  bic?: string
  name: string
  iban: string
  /** With its currency in front: `EUR12.3`. */
  amount?: string
  purpose?: string
  structuredReference?: string
  remittanceText?: string
  information?: string
  layout: LineLayout
}

/**
 * Parameters of `upi://pay` by the names NPCI gives them, in the order in which we write them.
 * Source: NPCI UPI Linking Specification 1.6, table 1.2, and the signed QR of Operating Circular 97.
 */
export const UPI_PARAMETERS = [
  'ver',
  'mode',
  'purpose',
  'orgid',
  'pa',
  'pn',
  'mc',
  'mid',
  'msid',
  'mtid',
  'tid',
  'tr',
  'tn',
  'am',
  'mam',
  'cu',
  'category',
  'url',
  'refUrl',
  'qrMedium',
  'QRts',
  'QRexpire',
  'pinCode',
  'tier',
  'txnType',
  'consent',
  'split',
  'gstIn',
  'gstBrkUp',
  'gstPct',
  'invoiceNo',
  'invoiceDate',
  'sign',
] as const

export type UpiParameter = (typeof UPI_PARAMETERS)[number]

export type UpiValue = {
  scheme: 'upi'
  format: 'upi-uri'
  pa: string
  pn: string
  /** Parameters that NPCI does not define. */
  others?: Record<string, string>
  /** The parameters as they stood, encoding included: what a writer keeps of a code that was read. */
  parameters: [name: string, raw: string][]
} & { [Name in Exclude<UpiParameter, 'pa' | 'pn'>]?: string }

/** An address that a wallet gave out: opaque, and written exactly as it was. */
export interface OpaqueValue {
  scheme: 'alipay' | 'wechat'
  format: 'opaque-url'
  url: string
  /** Where an https address leads. */
  host?: string
}

/** A link of ours, at whatever origin Pushcart is served. */
export interface PayLinkValue {
  scheme: 'pushcart'
  format: 'pay-link'
  origin: string
  /** `vendor` and `request` are pages to pay at; `symbol` is the picture of such a link. */
  kind: 'vendor' | 'request' | 'symbol'
  code: string
  /** Id of the payment request, `prq_…`. */
  request?: string
  url: string
}

export type QrValue = EmvValue | SwissQrValue | EpcValue | UpiValue | OpaqueValue | PayLinkValue

export type DecodedQr =
  | ({ ok: true; warnings: QrProblem[] } & QrValue)
  | { ok: false; scheme?: QrScheme; errors: QrProblem[] }

type Fixed = 'format' | 'payloadFormatIndicator' | 'crc' | 'tlv' | 'emvcoMandatoryAbsent'
export type EmvInput<S extends EmvScheme = EmvScheme> = S extends EmvScheme
  ? Omit<EmvValue<S>, Fixed | 'initiation' | 'merchantAccounts' | keyof DerivedOf<S>> &
      Partial<Pick<EmvValue<S>, Fixed | 'initiation' | 'merchantAccounts'>> &
      Partial<DerivedOf<S>>
  : never

type Optional<T, Names extends keyof T> = Omit<T, Names> & Partial<Pick<T, Names>>
type SwissFixed = 'format' | 'qrType' | 'version' | 'coding' | 'layout'
type EpcFixed = 'format' | 'serviceTag' | 'version' | 'charset' | 'identification' | 'layout'

/**
 * What {@link encodeQr} takes: a decoded value, or a new one without the fields that follow from others.
 * A VietQR may give its `beneficiary`, a KHQR its times, in place of the objects that carry them.
 */
export type QrInput =
  | EmvInput
  | Optional<SwissQrValue, SwissFixed>
  | Optional<EpcValue, EpcFixed>
  | Optional<UpiValue, 'format' | 'parameters'>
  | Optional<OpaqueValue, 'format' | 'host'>
  | Optional<PayLinkValue, 'format' | 'url'>

export type EncodedQr =
  | { ok: true; text: string; warnings: QrProblem[] }
  | { ok: false; errors: QrProblem[] }
