import { type Findings, noFindings, type QrField } from '../problems.ts'
import type { OpaqueValue } from '../values.ts'

/**
 * Addresses that Alipay and WeChat Pay give out. Only their servers know what they mean, so nothing but the
 * prefix is judged, and they are written as they were. Source: reference/qr-standards.md 2.13; `wxp://` is
 * what a person's own collection code of WeChat holds.
 */
const FORMS: readonly { scheme: OpaqueValue['scheme']; start: RegExp; form: RegExp }[] = [
  {
    scheme: 'alipay',
    // Capitals are common: they make a smaller symbol.
    start: /^https:\/\/qr\.alipay\.com(?:\/|$)/i,
    form: /^https:\/\/(qr\.alipay\.com)\/[!-~]+$/i,
  },
  {
    scheme: 'wechat',
    start: /^(?:weixin|wxp):\/\//i,
    // `bizpayurl?pr=`, `bizpayurl/up?pr=` and older ones with the whole order in the query were all seen.
    form: /^(?:weixin:\/\/wxpay\/bizpayurl[/?][!-~]+|wxp:\/\/[!-~]+)$/,
  },
]

export interface OpaqueReading extends Findings {
  scheme: OpaqueValue['scheme']
  value: OpaqueValue | null
  fields: QrField[]
}

/** The wallet whose address this is or means to be; null for any other text. */
export function opaqueSchemeOf(text: string): OpaqueValue['scheme'] | null {
  return FORMS.find(({ start }) => start.test(text))?.scheme ?? null
}

export function readOpaque(text: string, scheme: OpaqueValue['scheme']): OpaqueReading {
  const findings = noFindings()
  const match = FORMS.find((one) => one.scheme === scheme)?.form.exec(text) ?? null
  if (match === null) findings.errors.push({ code: 'bad_format', at: 'url' })
  const host = match?.[1]?.toLowerCase()
  const value: OpaqueValue = {
    scheme,
    format: 'opaque-url',
    url: text,
    ...(host !== undefined && { host }),
  }
  const fields: QrField[] = [{ path: 'url', name: 'url', value: text }]
  return { scheme, value: match === null ? null : value, fields, ...findings }
}
