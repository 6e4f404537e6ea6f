import type { EmvProfile } from './emv-profile.ts'
import { isPrimitiveAccount, isReserved, isTemplateAccount, isUnreserved } from './emv-rules.ts'
import { readTemplate, type TlvObject } from './tlv.ts'
import type {
  EmvScheme,
  EmvValue,
  MerchantAccount,
  UnreservedTemplate,
  VietBeneficiary,
} from './values.ts'

/** The meaning of a code that was found without error. */
export function emvValue(profile: EmvProfile, objects: readonly TlvObject[]): EmvValue {
  const root = new Map(objects.map((object) => [object.id, object.value]))
  const get = (id: string) => root.get(id)
  const point = get('01')
  const absent = profile.optional.filter((id) => !root.has(id))
  const value = {
    scheme: profile.scheme,
    format: 'emv-mpm',
    payloadFormatIndicator: get('00'),
    initiation: point === undefined ? null : point === '11' ? 'static' : 'dynamic',
    merchantAccounts: objects.flatMap(accountIn),
    mcc: get('52'),
    currency: get('53'),
    amount: get('54'),
    tipOrConvenience: get('55'),
    convenienceFixed: get('56'),
    conveniencePercent: get('57'),
    country: get('58'),
    merchantName: get('59'),
    merchantCity: get('60'),
    postalCode: get('61'),
    additionalData: root.has('62') ? record(get('62')) : undefined,
    language: languageOf(get('64')),
    reserved: filled(
      objects.filter(({ id }) => isReserved(id)).map((one) => ({ id: one.id, raw: one.value })),
    ),
    unreserved: filled(objects.filter(({ id }) => isUnreserved(id)).map(unreservedIn)),
    ...derived(profile.scheme, root),
    crc: get('63'),
    tlv: objects.map(({ id, value }) => [id, value]),
    emvcoMandatoryAbsent: filled(absent),
  }
  // Absent fields are left out. What is left has the type because the rules of the profile found no error.
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as unknown as EmvValue
}

function filled<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list
}

function record(template: string | undefined): Record<string, string> {
  return Object.fromEntries(readTemplate(template ?? '') ?? [])
}

function accountIn({ id, value }: TlvObject): MerchantAccount[] {
  if (isPrimitiveAccount(id)) return [{ id, value }]
  if (!isTemplateAccount(id)) return []
  const { '00': guid = '', ...fields } = record(value)
  return [{ id, guid, fields }]
}

function unreservedIn({ id, value }: TlvObject): UnreservedTemplate {
  const template = readTemplate(value)
  if (template?.has('00') !== true) return { id, raw: value }
  const { '00': guid = '', ...fields } = Object.fromEntries(template)
  return { id, guid, fields }
}

function languageOf(template: string | undefined): object | undefined {
  if (template === undefined) return undefined
  const { '00': preference, '01': merchantName, '02': merchantCity, ...more } = record(template)
  return {
    preference,
    merchantName,
    ...(merchantCity !== undefined && { merchantCity }),
    ...(Object.keys(more).length > 0 && { reserved: more }),
  }
}

/** What only some schemes have: VietQR's beneficiary, KHQR's times. */
function derived(scheme: EmvScheme, root: ReadonlyMap<string, string>): object {
  if (scheme === 'vietqr') {
    const account = record(root.get('38'))
    const { '00': bin = '', '01': number = '' } = record(account['01'])
    const beneficiary: VietBeneficiary = { bin, account: number, service: account['02'] ?? '' }
    return { beneficiary }
  }
  if (scheme !== 'khqr') return {}
  const { '00': created, '01': expires } = record(root.get('99'))
  return {
    ...(created !== undefined && { createdAtMs: Number(created) }),
    ...(expires !== undefined && { expiresAtMs: Number(expires) }),
  }
}
