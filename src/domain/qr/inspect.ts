import { canonicalText } from './canonical.ts'
import { type Checksum, checksumOf } from './checksum.ts'
import { readQr } from './codec.ts'
import { entriesOf, type QrEntry } from './explain.ts'
import { fitsSymbol } from './matrix.ts'
import type { QrField } from './problems.ts'
import { type QrSummary, summaryOf } from './summary.ts'
import { lengthOf } from './tlv.ts'
import { EMV_SCHEMES, type QrScheme, type QrValue } from './values.ts'

/** Everything that a person who looks into a code wants to see of it. */
export interface Inspection {
  text: string
  scheme: QrScheme | null
  /** Apps take it; they take it, but it is doubtful; strict ones refuse it; it is no payment code at all. */
  verdict: 'right' | 'doubtful' | 'refused' | 'unknown'
  value: QrValue | null
  /** Null when apps refuse the code: what they would make of it is then nobody's guess. */
  summary: QrSummary | null
  entries: InspectedEntry[]
  /** Of EMVCo codes, as far as it can be told. */
  checksum: Checksum | null
  /** How a new code would say the same; null when it would say it in these very characters, or not at all. */
  canonical: string | null
  /** Whether a symbol of it can be drawn whose bytes are those that readers expect. */
  isDrawable: boolean
}

export interface InspectedEntry extends QrEntry {
  /** How deep inside templates it stands: 0 to 2. */
  depth: number
  /** Characters, as the standards count them. */
  length: number
}

/** The level of the symbols drawn here: Swiss bills and EPC codes may have no other. */
export const INSPECT_ECL = 'M'

/** Characters shown at the position that a problem names. */
const EXCERPT_CHARS = 12

export function inspectQr(text: string): Inspection {
  const reading = readQr(text)
  const { value, fields, errors, warnings } = reading
  const scheme = reading.scheme ?? null
  const isEmv = (EMV_SCHEMES as readonly (string | null)[]).includes(scheme)
  const canonical = value === null ? null : canonicalText(value)
  const isUnknown = errors.some(({ code }) => code === 'unknown_scheme')
  const taken = warnings.length > 0 ? 'doubtful' : 'right'
  return {
    text,
    scheme,
    verdict: isUnknown ? 'unknown' : value === null ? 'refused' : taken,
    value,
    summary: value === null ? null : summaryOf(value, fields),
    entries: entriesOf(reading).map((entry) => inspected(entry, text, fields)),
    // A mark before the text is not part of what was summed.
    checksum: isEmv ? checksumOf(text.replace(/^\uFEFF/, '')) : null,
    canonical: canonical === text ? null : canonical,
    isDrawable: value !== null && isDrawable(value, text),
  }
}

function inspected(entry: QrEntry, text: string, fields: readonly QrField[]): InspectedEntry {
  const isPosition = entry.name === 'position'
  const value = isPosition ? excerptAt(entry.path, text, fields) : entry.value
  // Names of lines have points too, and are not inside each other.
  const isTag = /^\d\d(?:\.\d\d)*(?:@\d+)?$/.test(entry.path)
  const depth = isTag ? entry.path.split('.').length - 1 + (isPosition ? 1 : 0) : 0
  return { ...entry, value, depth: Math.min(depth, 2), length: lengthOf(value) }
}

/** What stands at a position such as `@130` in the text or `38.01@26` in a template. */
function excerptAt(path: string, text: string, fields: readonly QrField[]): string {
  const [template = '', position] = path.split('@')
  // A problem of the whole text stands at its beginning.
  if (position === undefined || (template === '' && position === '0')) return ''
  const whole = template === '' ? text : (fields.find((one) => one.path === template)?.value ?? '')
  const from = Number(position)
  return Array.from(whole)
    .slice(from, from + EXCERPT_CHARS)
    .join('')
}

/** Our symbols hold UTF-8; an EPC code of another character set holds other bytes for letters that are not ASCII. */
function isDrawable(value: QrValue, text: string): boolean {
  const isOtherBytes = value.scheme === 'epc' && value.charset !== '1' && !/^[\n\r -~]*$/.test(text)
  return !isOtherBytes && fitsSymbol(text, INSPECT_ECL)
}
