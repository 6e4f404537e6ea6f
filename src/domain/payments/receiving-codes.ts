/** The code of one payment into an account, in each scheme that we can write. */
import type { Currency } from '../money/money.ts'
import type { QrInput } from '../qr/values.ts'
import type { OpenScheme, Payee } from './receiving-schemes.ts'
import { cutNote, latin } from './receiving-spelling.ts'

/** What a code is to say beside whom it pays. */
export interface Asked {
  currency: Currency
  /** Major units as the scheme writes them; null when the payer types the amount. */
  amount: string | null
  reference: string | null
  note: string | null
  /** Only KHQR needs them. Milliseconds since 1970. */
  times: { createdAtMs: number; expiresAtMs: number } | null
}

/** Nothing but whom it pays: the code of a sticker. */
export function askedNothing(currency: Currency): Asked {
  return { currency, amount: null, reference: null, note: null, times: null }
}

interface CodeWriter {
  /**
   * References that the scheme carries, and that its banks give back as they were; null where it carries none. Others
   * are left out rather than cut: half a reference finds nothing, or another payment.
   */
  references: RegExp | null
  write: (payee: Payee, asked: Asked) => QrInput
}

/** ISO 4217 numeric of the schemes that take two currencies. */
const NUMERIC: Partial<Record<Currency, string>> = {
  HKD: '344',
  CNY: '156',
  KHR: '116',
  USD: '840',
}

/** Letters, digits and hyphens come back from every bank. */
const PLAIN = /^[0-9A-Za-z-]{1,25}$/
/** No category: the payee is a person. Source: what the banks of reference/qr-vectors write. */
const NO_CATEGORY = '0000'

/** A member that is there only when it has a value. */
function given<Name extends string>(name: Name, value: string | null): { [N in Name]?: string } {
  return (value === null ? {} : { [name]: value }) as { [N in Name]?: string }
}

function initiation({ amount }: Asked): { initiation: 'static' | 'dynamic' } {
  return { initiation: amount === null ? 'static' : 'dynamic' }
}

/** The labels of 62, absent when there is none. */
function labels(members: Record<string, string>): { additionalData?: Record<string, string> } {
  return Object.keys(members).length === 0 ? {} : { additionalData: members }
}

function latinNote(note: string | null, charsMax: number): string | null {
  return note === null ? null : cutNote(latin(note), charsMax)
}

/** In Singapore and Hong Kong apps look the name up; `NA` stands where no name can be written. */
function nameOrNone({ name }: Payee): string {
  const written = latin(name)
  return written !== null && written.length <= 25 ? written : 'NA'
}

/** 26 holds 99 characters: 22 of the GUID's and the ids, and 4 before the text. Source: reference 2.1. */
const PIX_KEY_AND_TEXT_MAX = 73

const PROMPTPAY_IDS: Readonly<Record<string, string>> = {
  mobile: '01',
  national_id: '02',
  ewallet: '03',
}
const FPS_IDS: Readonly<Record<string, string>> = { fps_id: '02', mobile: '03', email: '04' }

export const CODES: Readonly<Record<OpenScheme, CodeWriter>> = {
  // Without 01: apps take 12 for a charge that is looked up. Source: reference 2.1; txid: [A-Za-z0-9]{1,25}.
  pix: {
    references: /^[0-9A-Za-z]{1,25}$/,
    write: ({ account, name, city }, { amount, reference, note }) => ({
      scheme: 'pix',
      merchantAccounts: [
        {
          id: '26',
          guid: 'br.gov.bcb.pix',
          fields: {
            '01': account,
            ...given('02', latinNote(note, PIX_KEY_AND_TEXT_MAX - account.length)),
          },
        },
      ],
      mcc: NO_CATEGORY,
      currency: '986',
      ...given('amount', amount),
      country: 'BR',
      merchantName: name,
      merchantCity: city ?? '',
      additionalData: { '05': reference ?? '***' },
    }),
  },
  // Without a name: the app asks the bank. Source: reference 2.2.
  promptpay: {
    references: null,
    write: ({ account, details: { kind = '' } }, asked) => ({
      scheme: 'promptpay',
      ...initiation(asked),
      merchantAccounts: [
        {
          id: '29',
          guid: 'A000000677010111',
          fields: {
            [PROMPTPAY_IDS[kind] ?? '']: kind === 'mobile' ? `0066${account.slice(1)}` : account,
          },
        },
      ],
      currency: '764',
      ...given('amount', asked.amount),
      country: 'TH',
    }),
  },
  // A fixed amount may not be edited. Source: reference 2.3.
  paynow: {
    references: PLAIN,
    write: (payee, asked) => ({
      scheme: 'paynow',
      ...initiation(asked),
      merchantAccounts: [
        {
          id: '26',
          guid: 'SG.PAYNOW',
          fields: {
            '01': payee.details['kind'] === 'mobile' ? '0' : '2',
            '02': payee.account,
            '03': asked.amount === null ? '1' : '0',
          },
        },
      ],
      mcc: NO_CATEGORY,
      currency: '702',
      ...given('amount', asked.amount),
      country: 'SG',
      merchantName: nameOrNone(payee),
      merchantCity: 'Singapore',
      ...labels({ ...given('01', asked.reference) }),
    }),
  },
  // 62.08 becomes the text of the transfer, of which banks keep letters and digits. Source: reference 2.4.
  vietqr: {
    references: /^[0-9A-Za-z]{1,25}$/,
    write: ({ account, details: { bin = '', kind } }, asked) => ({
      scheme: 'vietqr',
      ...initiation(asked),
      beneficiary: { bin, account, service: kind === 'card' ? 'QRIBFTTC' : 'QRIBFTTA' },
      currency: '704',
      ...given('amount', asked.amount),
      country: 'VN',
      ...labels({ ...given('08', asked.reference ?? latinNote(asked.note, 25)) }),
    }),
  },
  // Source: reference 2.7.
  hkfps: {
    references: PLAIN,
    write: (payee, asked) => ({
      scheme: 'hkfps',
      ...initiation(asked),
      merchantAccounts: [
        {
          id: '26',
          guid: 'hk.com.hkicl',
          fields: { [FPS_IDS[payee.details['kind'] ?? ''] ?? '']: payee.account },
        },
      ],
      mcc: NO_CATEGORY,
      currency: NUMERIC[asked.currency] ?? '',
      ...given('amount', asked.amount),
      country: 'HK',
      merchantName: nameOrNone(payee),
      merchantCity: 'HK',
      ...labels({ ...given('05', asked.reference) }),
    }),
  },
  // An amount goes with the times of its making and its end, or the bank's SDK refuses it. Source: reference 2.8.
  khqr: {
    references: PLAIN,
    write: ({ account, name, city }, asked) => ({
      scheme: 'khqr',
      ...initiation(asked),
      merchantAccounts: [{ id: '29', guid: account, fields: {} }],
      mcc: '5999',
      currency: NUMERIC[asked.currency] ?? '',
      ...given('amount', asked.amount),
      country: 'KH',
      merchantName: name,
      merchantCity: city ?? 'Phnom Penh',
      ...labels({ ...given('01', asked.reference), ...given('08', latinNote(asked.note, 25)) }),
      ...(asked.amount !== null && asked.times),
    }),
  },
  // Source: reference 2.10. PhonePe takes no more than these characters in `tr`.
  upi: {
    references: /^[\w-]{1,35}$/,
    write: ({ account, name }, { amount, reference, note }) => ({
      scheme: 'upi',
      pa: account,
      pn: name,
      ...given('tr', reference),
      ...given('tn', cutNote(note, 50)),
      ...given('am', amount),
      cu: 'INR',
    }),
  },
  // The structured reference is for RF numbers only, so ours is text. Source: reference 2.12.
  epc: {
    references: /^[0-9A-Za-z-]{1,35}$/,
    write: ({ account, name, details }, { amount, reference, note }) => ({
      scheme: 'epc',
      ...given('bic', details['bic'] ?? null),
      name,
      iban: account,
      ...given('amount', amount === null ? null : `EUR${amount}`),
      ...given('remittanceText', reference ?? cutNote(note, 140)),
      ...given('information', reference === null ? null : cutNote(note, 70)),
    }),
  },
}
