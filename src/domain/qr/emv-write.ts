import { crc16 } from './crc.ts'
import { PROFILES } from './emv-profiles.ts'
import type { QrProblem } from './problems.ts'
import { VIETQR_GUID, VIETQR_ID } from './schemes/vietqr.ts'
import { lengthOf, type TlvNode, writeTlv } from './tlv.ts'
import type { EmvInput, MerchantAccount, UnreservedTemplate } from './values.ts'

const CRC_START = '6304'

/**
 * An EMVCo code as text: objects by ascending id, CRC last; a code that was read keeps the order it had.
 * Only what no text can say is a problem here (a value of 100 characters, the same id twice): the rest is
 * judged by reading the text again.
 */
export function writeEmv(input: EmvInput): { text: string; problems: QrProblem[] } {
  const { text, problems } = writeTlv(rootsOf(input), '', asItStood(input.tlv ?? []))
  const unchecked = text + CRC_START
  return { text: unchecked + (unchecked.isWellFormed() ? crc16(unchecked) : ''), problems }
}

/** A code that was read, without its checksum. */
function asItStood(tlv: readonly (readonly [id: string, value: string])[]): string {
  return tlv
    .filter(([id]) => id !== '63')
    .map(([id, value]) => id + String(lengthOf(value)).padStart(2, '0') + value)
    .join('')
}

function rootsOf(input: EmvInput): TlvNode[] {
  const { language } = input
  const point = { static: '11', dynamic: '12' }
  const optional: [id: string, value: string | TlvNode[] | undefined][] = [
    ['01', input.initiation == null ? undefined : point[input.initiation]],
    ['52', input.mcc],
    ['53', input.currency],
    ['54', input.amount],
    ['55', input.tipOrConvenience],
    ['56', input.convenienceFixed],
    ['57', input.conveniencePercent],
    ['58', input.country],
    ['59', input.merchantName],
    ['60', input.merchantCity],
    ['61', input.postalCode],
    ['62', input.additionalData && nodesOf(input.additionalData)],
    [
      '64',
      language && [
        { id: '00', value: language.preference },
        { id: '01', value: language.merchantName },
        ...(language.merchantCity === undefined
          ? []
          : [{ id: '02', value: language.merchantCity }]),
        ...nodesOf(language.reserved ?? {}),
      ],
    ],
  ]
  return [
    { id: '00', value: input.payloadFormatIndicator ?? PROFILES[input.scheme].payloadFormat },
    ...accountsOf(input).map(templateNode),
    ...optional.flatMap(([id, value]) => (value === undefined ? [] : [{ id, value }])),
    ...(input.reserved ?? []).map(({ id, raw }) => ({ id, value: raw })),
    ...unreservedOf(input).map(templateNode),
  ]
}

function nodesOf(template: Record<string, string>): TlvNode[] {
  return Object.entries(template).map(([id, value]) => ({ id, value }))
}

function templateNode(object: MerchantAccount | UnreservedTemplate): TlvNode {
  if ('value' in object) return { id: object.id, value: object.value }
  if ('raw' in object) return { id: object.id, value: object.raw }
  return {
    id: object.id,
    value: [{ id: '00', value: object.guid }, ...nodesOf(object.fields)],
  }
}

/** The accounts, out of the beneficiary where a VietQR gives that alone. */
function accountsOf(input: EmvInput): MerchantAccount[] {
  if (input.merchantAccounts !== undefined) return input.merchantAccounts
  if (input.scheme !== 'vietqr' || input.beneficiary === undefined) return []
  const { bin, account, service } = input.beneficiary
  const nested = writeTlv(
    [
      { id: '00', value: bin },
      { id: '01', value: account },
    ],
    '',
  )
  const fields = { '01': nested.text, '02': service }
  return [{ id: VIETQR_ID, guid: VIETQR_GUID, fields }]
}

/** The templates of 80 to 99, with the times of a KHQR that gives those alone. */
function unreservedOf(input: EmvInput): UnreservedTemplate[] {
  const templates = input.unreserved ?? []
  if (input.scheme !== 'khqr' || input.createdAtMs === undefined) return templates
  if (templates.some(({ id }) => id === '99')) return templates
  const { createdAtMs, expiresAtMs } = input
  const fields: Record<string, string> =
    expiresAtMs === undefined ? {} : { '01': String(expiresAtMs) }
  return [...templates, { id: '99', guid: String(createdAtMs), fields }]
}
