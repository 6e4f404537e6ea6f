import { readEmv } from './emv-read.ts'
import { writeEmv } from './emv-write.ts'
import type { Findings, QrField, QrProblem, QrProblemCode } from './problems.ts'
import { readEpc, writeEpc } from './schemes/epc.ts'
import { opaqueSchemeOf, readOpaque } from './schemes/opaque.ts'
import { isPayLink, readPayLink, writePayLink } from './schemes/pay-link.ts'
import { readSwissQr, writeSwissQr } from './schemes/swissqr.ts'
import { readUpi, writeUpi } from './schemes/upi.ts'
import {
  type DecodedQr,
  EMV_SCHEMES,
  type EmvInput,
  type EncodedQr,
  type QrInput,
  type QrScheme,
  type QrValue,
} from './values.ts'

/**
 * The one codec of payment codes: EMVCo merchant-presented codes of a dozen countries, Swiss QR-bill, EPC,
 * UPI, and the links of Alipay, WeChat Pay and ourselves. It judges form and check digits, not time and not
 * whether an account exists: an expired code is a code.
 */

/**
 * No QR symbol holds more bytes (version 40, level L; ISO/IEC 18004:2015, table 7), and the longest of the
 * schemes, the Swiss bill, ends at 997 characters. What is longer is not looked at.
 */
const CHARS_MAX = 2953

/**
 * What a payment code says, or what is wrong with it. The text is taken as it is: nothing is trimmed,
 * upper-cased or decoded first, because a bank app does not either.
 */
export function decodeQr(text: string): DecodedQr {
  const { scheme, value, errors, warnings } = readQr(text)
  if (value !== null) return { ok: true, warnings, ...value }
  return { ok: false, ...(scheme !== undefined && { scheme }), errors }
}

/**
 * The text of a payment code. A value that {@link decodeQr} gave comes back byte for byte; a changed or a
 * new one is written in the order and the encoding that readers like best.
 *
 * Nothing is written that would not be read back as the same value. A new code must be free of warnings
 * too: what readers merely tolerate is refused. A code that was read may keep its oddities.
 */
export function encodeQr(input: QrInput): EncodedQr {
  const { text, problems } = written(input)
  if (problems.length > 0) return { ok: false, errors: problems }
  const decoded = decodeQr(text)
  if (!decoded.ok) return { ok: false, errors: decoded.errors }
  if (decoded.scheme !== input.scheme) {
    const { scheme: found } = decoded
    return {
      ok: false,
      errors: [{ code: 'scheme_mismatch', at: '@0', expected: input.scheme, found }],
    }
  }
  const lost = unlike(input, decoded)
  if (lost !== null) return { ok: false, errors: [{ code: 'does_not_read_back', at: lost }] }
  const isNew = !('tlv' in input || 'layout' in input || 'parameters' in input)
  if (isNew && decoded.warnings.length > 0) return { ok: false, errors: decoded.warnings }
  return { ok: true, text, warnings: decoded.warnings }
}

export interface QrReading extends Findings {
  scheme?: QrScheme
  /** Null when there are errors. */
  value: QrValue | null
  fields: QrField[]
}

/** Everything there is to know about a text: {@link decodeQr} and `explainQr` are views of it. */
export function readQr(text: string): QrReading {
  if (text === '') return refused('empty', text)
  if (text.length > CHARS_MAX) return refused('too_long', text)
  if (!text.isWellFormed()) return refused('not_well_formed', text)
  if (text.startsWith('\uFEFF')) {
    // Some writers put it there for any text that is not ASCII. What follows is shown, with positions counted
    // behind the mark, and it is not paid to.
    const rest = readScheme(text.slice(1))
    const errors: QrProblem[] = [{ code: 'byte_order_mark', at: '@0' }, ...rest.errors]
    return { ...rest, value: null, errors }
  }
  return readScheme(text)
}

/** Of a text that nobody understands, as much is shown as a person would look at. */
const SHOWN_CHARS_MAX = 200

function refused(code: QrProblemCode, text: string): QrReading {
  const value = text.slice(0, SHOWN_CHARS_MAX).toWellFormed()
  const fields: QrField[] = [{ path: '@0', name: 'text', value }]
  return { value: null, fields, errors: [{ code, at: '@0' }], warnings: [] }
}

function readScheme(text: string): QrReading {
  const start = text.trimStart()
  if (/^SPC(?:[\r\n]|$)/.test(start)) return { scheme: 'swissqr', ...readSwissQr(text) }
  if (/^BCD(?:[\r\n]|$)/.test(start)) return { scheme: 'epc', ...readEpc(text) }
  if (/^upi:/i.test(start)) return { scheme: 'upi', ...readUpi(text) }
  const wallet = opaqueSchemeOf(start)
  if (wallet !== null) return readOpaque(text, wallet)
  if (isPayLink(text)) return { scheme: 'pushcart', ...readPayLink(text) }
  // Mini QR of Thai payment slips, and the bar code of Thai bills: they look payable and are not.
  if (/^00\d\d0006000001|^\|\d/.test(start)) return refused('not_payable', text)
  const looksLikeTlv = /^00\d\d/.test(start) || /^\d{4}[^]*6304/.test(start)
  return looksLikeTlv ? readEmv(text) : refused('unknown_scheme', text)
}

function written(input: QrInput): { text: string; problems: QrProblem[] } {
  const { scheme } = input
  if (scheme === 'swissqr') return { text: writeSwissQr(input), problems: [] }
  if (scheme === 'epc') return { text: writeEpc(input), problems: [] }
  if (scheme === 'upi') return { text: writeUpi(input), problems: [] }
  if (scheme === 'pushcart') return { text: writePayLink(input), problems: [] }
  return isEmv(input) ? writeEmv(input) : { text: input.url, problems: [] }
}

function isEmv(input: QrInput): input is EmvInput {
  return (EMV_SCHEMES as readonly string[]).includes(input.scheme)
}

/** Members that follow from the rest, or that say how a code stood and not what it means. */
const FOLLOWING = new Set([
  'ok',
  'warnings',
  'crc',
  'tlv',
  'layout',
  'parameters',
  'emvcoMandatoryAbsent',
])

/** The first member that was asked for and does not read back, or null. */
function unlike(input: QrInput, decoded: QrValue): string | null {
  const readBack = new Map<string, unknown>(Object.entries(decoded))
  const asked = Object.entries(input).filter(([name]) => !FOLLOWING.has(name))
  return asked.find(([name, value]) => !isSame(value, readBack.get(name)))?.[0] ?? null
}

/** Equality of plain data, with an absent member equal to an undefined one. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...one.keys(), ...other.keys()].every((name) => isSame(one.get(name), other.get(name)))
}
