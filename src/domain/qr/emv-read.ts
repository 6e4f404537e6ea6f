import { crc16 } from './crc.ts'
import { inspectRoots, nameOfPath } from './emv-inspect.ts'
import type { AccountFacts, EmvFacts, EmvProfile } from './emv-profile.ts'
import { profileOf, PROFILES } from './emv-profiles.ts'
import { isPrimitiveAccount, isTemplateAccount, MANDATORY } from './emv-rules.ts'
import { emvValue } from './emv-value.ts'
import { amountProblem, exponentOfNumeric } from './formats.ts'
import { type Findings, noFindings, type QrField } from './problems.ts'
import { placeOf, readTemplate, repeatedIds, type TlvWalk, walkTlv } from './tlv.ts'
import type { EmvScheme, EmvValue } from './values.ts'

export interface EmvReading extends Findings {
  scheme: EmvScheme
  /** Null when there are errors. */
  value: EmvValue | null
  fields: QrField[]
}

/** Reads an EMVCo merchant-presented code by the rules of the scheme that its accounts name. */
export function readEmv(text: string): EmvReading {
  const walk = walkTlv(text)
  const facts = factsOf(walk)
  const profile = profileOf(facts)
  const reading = readAs(profile, { text, walk, facts })
  // A BR Code may carry Pix beside other arrangements of Brazil and leave out what only Pix needs (62.05).
  // It is then no Pix code, and still a code that the other apps can pay.
  if (reading.value !== null || profile.scheme !== 'pix' || facts.accounts.length < 2) {
    return reading
  }
  const shared = readAs(PROFILES.emvco, { text, walk, facts })
  return shared.value === null ? reading : shared
}

interface EmvText {
  text: string
  walk: TlvWalk
  facts: EmvFacts
}

function factsOf({ objects }: TlvWalk): EmvFacts {
  const roots = new Map(objects.toReversed().map((object) => [object.id, object.value]))
  const accounts: AccountFacts[] = objects.flatMap(({ id, value }) => {
    if (isPrimitiveAccount(id)) return [{ id, guid: null, fields: new Map<string, string>() }]
    if (!isTemplateAccount(id)) return []
    const fields = new Map(walkTlv(value).objects.map((object) => [object.id, object.value]))
    return [{ id, guid: fields.get('00') ?? null, fields }]
  })
  const value = (path: string) => {
    const [root = '', sub] = path.split('.')
    const whole = roots.get(root)
    return sub === undefined || whole === undefined ? whole : readTemplate(whole)?.get(sub)
  }
  return { accounts, value }
}

function readAs(profile: EmvProfile, { text, walk, facts }: EmvText): EmvReading {
  const findings = noFindings()
  checkStructure(text, walk, findings)
  const fields = inspectRoots(walk.objects, profile, findings)
  // What follows a broken object was not read, so nothing is known to be missing.
  if (walk.stop === null) checkPresence(profile, facts, findings)
  checkAgreement(profile, facts, findings)
  checkAmounts(profile, facts, findings)
  if (walk.stop === null) profile.check?.(facts, findings)
  const value = findings.errors.length === 0 ? emvValue(profile, walk.objects) : null
  const present = [...fields, ...unread(text, walk)]
  const listed = [...present, ...absent(profile, present, findings)]
  return { scheme: profile.scheme, value, fields: listed, ...findings }
}

/** The rest of a text that could not be walked to its end. */
function unread(text: string, { stop }: TlvWalk): QrField[] {
  if (stop === null) return []
  const rest = Array.from(text).slice(stop.at).join('')
  return [{ path: placeOf(stop), name: 'unreadable', value: rest }]
}

/** The fields that problems speak of and that are not there, with nothing in them. */
function absent(profile: EmvProfile, fields: QrField[], { errors, warnings }: Findings): QrField[] {
  const listed = new Set(fields.map((field) => field.path))
  const missing = [...errors, ...warnings].map(({ at }) => at)
  return [...new Set(missing)]
    .filter((path) => /^[\d.]+$/.test(path) && !listed.has(path))
    .map((path) => ({ path, name: nameOfPath(path, profile), value: '' }))
}

/** Most characters of a code that any phone reads well. Source: EMVCo MPM 1.1, section 3.1. */
const PAYLOAD_CHARS_USUAL = 512

/** 00 first, 63 last, every id once, and the checksum. */
function checkStructure(text: string, { objects, stop }: TlvWalk, { errors, warnings }: Findings) {
  if (objects[0]?.id !== '00') errors.push({ code: 'first_object_not_00', at: '@0' })
  for (const id of repeatedIds(objects)) errors.push({ code: 'duplicate', at: id })
  const crcIndex = objects.findIndex((object) => object.id === '63')
  const crc = objects[crcIndex]
  const after = crc === undefined ? undefined : (objects[crcIndex + 1]?.at ?? stop?.at)
  if (after !== undefined) {
    errors.push({ code: 'data_after_crc', at: `@${after}` })
  } else if (stop !== null) {
    errors.push({ code: stop.code, at: placeOf(stop) })
  }
  if (crc === undefined) {
    if (stop === null) errors.push({ code: 'missing', at: '63' })
    return
  }
  const characters = Array.from(text)
  const expected = crc16(characters.slice(0, crc.at + 4).join(''))
  if (/^[0-9A-Fa-f]{4}$/.test(crc.value) && crc.value !== expected) {
    // Some readers take small letters. EMVCo's examples have capitals, and no writer may rely on more.
    const code = crc.value.toUpperCase() === expected ? 'crc_lower_case' : 'crc_mismatch'
    errors.push({ code, at: '63', expected, found: crc.value })
  }
  if (characters.length > PAYLOAD_CHARS_USUAL) {
    warnings.push({ code: 'length_out_of_range', at: '@0', expected: `..${PAYLOAD_CHARS_USUAL}` })
  }
}

function checkPresence(profile: EmvProfile, facts: EmvFacts, { errors }: Findings): void {
  for (const id of MANDATORY) {
    const isAbsent = facts.value(id) === undefined && !profile.optional.includes(id)
    if (isAbsent) errors.push({ code: 'missing', at: id })
  }
  if (facts.accounts.length === 0) errors.push({ code: 'no_merchant_account', at: '26' })
}

/** Format, currency and country are those of the scheme. */
function checkAgreement(profile: EmvProfile, facts: EmvFacts, { errors }: Findings): void {
  const format = facts.value('00')
  if (format !== undefined && format !== profile.payloadFormat) {
    errors.push({ code: 'wrong_value', at: '00', expected: profile.payloadFormat, found: format })
  }
  const currency = facts.value('53')
  const { currencies, country } = profile
  if (currency !== undefined && currencies !== null && !currencies.includes(currency)) {
    errors.push({
      code: 'wrong_currency',
      at: '53',
      expected: currencies.join(' '),
      found: currency,
    })
  }
  const found = facts.value('58')
  if (found !== undefined && country !== null && found !== country) {
    errors.push({ code: 'wrong_country', at: '58', expected: country, found })
  }
}

/** Decimals fit the currency, and a fee is there exactly when 55 announces it. */
function checkAmounts(profile: EmvProfile, facts: EmvFacts, { errors }: Findings): void {
  const currency = facts.value('53') ?? ''
  const decimalsMax = profile.decimals?.[currency] ?? exponentOfNumeric(currency)
  for (const at of ['54', '56']) {
    const amount = facts.value(at)
    if (amount !== undefined && amountProblem(amount, decimalsMax) === 'too_many_decimals') {
      errors.push({ code: 'too_many_decimals', at, expected: `..${decimalsMax}`, found: amount })
    }
  }
  const indicator = facts.value('55')
  for (const [at, announced] of [
    ['56', '02'],
    ['57', '03'],
  ] as const) {
    const isThere = facts.value(at) !== undefined
    if (isThere && indicator !== announced) errors.push({ code: 'unexpected', at })
    if (!isThere && indicator === announced) errors.push({ code: 'missing', at })
  }
}
