/** One spelling for every account and name, whatever people type. */
import type { ReceivingScheme } from './receiving-schemes.ts'

/** An account in the spelling of its scheme's banks, and what kind of account it is where there are several. */
export interface Spelt {
  account: string
  kind?: string
}

/**
 * A typed account in one spelling; null when it can be none of the scheme's. Check digits are the codec's to judge.
 *
 * Nothing is guessed that could pay somebody else: eleven bare digits are a CPF and never a Brazilian phone.
 */
export function spelt(scheme: ReceivingScheme, typed: string): Spelt | null {
  const text = typed.normalize('NFC').trim()
  // Spaces, brackets and hyphens are how people group digits.
  const compact = text.replace(/[\s\u200e\u200f\u202a-\u202e\u2060\ufeff()./-]/g, '')
  if (scheme === 'pix') return pixKey(text, compact)
  if (scheme === 'promptpay') return promptPayId(compact)
  if (scheme === 'paynow') return payNowProxy(compact)
  if (scheme === 'hkfps') return fpsProxy(text, compact)
  if (scheme === 'vietqr') return /^[0-9A-Za-z]{1,19}$/.test(compact) ? { account: compact } : null
  if (scheme === 'epc' || scheme === 'swissqr') return { account: compact.toUpperCase() }
  const unspaced = text.replace(/\s/g, '')
  if (scheme === 'khqr') return /^[!-~]+$/.test(unspaced) ? { account: unspaced } : null
  if (scheme !== 'upi') return null
  // Payment addresses are the same in any case. Source: NPCI, UPI Procedural Guidelines.
  const vpa = unspaced.toLowerCase().replace(/^\+91(?=\d{10}@)/, '')
  return vpa === '' ? null : { account: vpa }
}

/** Source: Banco Central do Brasil, API DICT 2, "Key": small letters, digits alone, phones in E.164. */
function pixKey(text: string, compact: string): Spelt | null {
  if (text.includes('@')) return { account: text.toLowerCase(), kind: 'email' }
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) {
    return { account: text.toLowerCase(), kind: 'evp' }
  }
  if (/^\+55\d{10,11}$/.test(compact)) return { account: compact, kind: 'phone' }
  // Only phones have their first two digits in brackets, and no tax number has 12 or 13 digits.
  if (text.startsWith('(') && /^\d{10,11}$/.test(compact)) {
    return { account: `+55${compact}`, kind: 'phone' }
  }
  if (/^55\d{10,11}$/.test(compact)) return { account: `+${compact}`, kind: 'phone' }
  if (/^\d{11}$/.test(compact)) return { account: compact, kind: 'cpf' }
  const isCompany = /^[0-9A-Z]{12}\d\d$/i.test(compact)
  return isCompany ? { account: compact.toUpperCase(), kind: 'cnpj' } : null
}

function promptPayId(compact: string): Spelt | null {
  const mobile = /^(?:0066|\+?66|0)(\d{9})$/.exec(compact)?.[1]
  if (mobile !== undefined) return { account: `0${mobile}`, kind: 'mobile' }
  if (/^\d{13}$/.test(compact)) return { account: compact, kind: 'national_id' }
  return /^\d{15}$/.test(compact) ? { account: compact, kind: 'ewallet' } : null
}

function payNowProxy(compact: string): Spelt | null {
  const mobile = /^(?:\+65|0065|65)?(\d{8})$/.exec(compact)?.[1]
  if (mobile !== undefined) return { account: `+65${mobile}`, kind: 'mobile' }
  const uen = compact.toUpperCase()
  return /^[0-9A-Z]{9,13}$/.test(uen) ? { account: uen, kind: 'uen' } : null
}

function fpsProxy(text: string, compact: string): Spelt | null {
  if (text.includes('@')) return { account: text, kind: 'email' }
  const mobile = /^(?:\+852|00852|852)?(\d{8})$/.exec(compact)?.[1]
  if (mobile !== undefined) return { account: `+852-${mobile}`, kind: 'mobile' }
  return /^(?:\d{7}|\d{9})$/.test(compact) ? { account: compact, kind: 'fps_id' } : null
}

/** Letters that decomposition leaves as they are. */
const LATIN = new Map(
  Object.entries({
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    ı: 'i',
    ß: 'ss',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '–': '-',
    '—': '-',
  }),
)

/** Text in printable ASCII: accents go, "São João" becomes "Sao Joao". Null when that is not enough. */
export function latin(text: string): string | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '')
  const written = Array.from(plain, (letter) => LATIN.get(letter) ?? letter).join('')
  const spaced = written.replace(/\s+/g, ' ').trim()
  return /^[ -~]+$/.test(spaced) ? spaced : null
}

/** As much of a note as fits; null when nothing does. `***` is not said: in codes it stands for "ask the payer". */
export function cutNote(note: string | null, charsMax: number): string | null {
  const clean = (note ?? '').normalize('NFC').replace(/[\p{C}\s]+/gu, ' ')
  const cut = Array.from(clean.trim()).slice(0, Math.max(0, charsMax)).join('').trim()
  return /^\**$/.test(cut) ? null : cut
}
