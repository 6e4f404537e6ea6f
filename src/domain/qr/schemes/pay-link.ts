import { decodeCrockford } from '../../crockford.ts'
import { readCode } from '../code.ts'
import { type Findings, noFindings, type QrField } from '../problems.ts'
import type { PayLinkValue, QrInput } from '../values.ts'

/**
 * Our own links, at any origin: `/p/CODE` a stall, `/r/CODE-ID` a payment request, and `/q/CODE.svg` or
 * `/q/r/CODE-ID.svg` the symbol of such a link.
 */

/**
 * An https origin with a path of ours; what follows the path (a language, a campaign) is not ours to judge. On a
 * developer's machine there is no https.
 */
const LINK =
  /^((?:https:\/\/[\w.-]+|http:\/\/localhost)(?::\d{1,5})?)\/(p|r|q|q\/r)\/([\w-]+)(?:\.(svg|png))?(\?[!-~]*)?$/u
const ID_BYTES = 16

export interface PayLinkReading extends Findings {
  value: PayLinkValue | null
  fields: QrField[]
}

export function isPayLink(text: string): boolean {
  return LINK.test(text)
}

export function readPayLink(text: string): PayLinkReading {
  const findings = noFindings()
  const [, origin = '', folder = '', name = '', extension] = LINK.exec(text) ?? []
  const isRequest = folder.endsWith('r')
  const isSymbol = folder.startsWith('q')
  const [code, id] = isRequest ? splitAtDash(name) : [name, '']
  const reading = readCode(code)
  // A machine follows the link, so it is spelt the one way that we write; people may type it otherwise.
  if (!reading.ok || reading.code !== code) {
    const isWrongCheck = !reading.ok && reading.reason === 'wrong_check'
    const problem = isWrongCheck ? 'bad_check_digit' : 'bad_format'
    findings.errors.push({ code: problem, at: 'code', found: code })
  }
  if (isRequest && decodeCrockford(id, ID_BYTES) === null) {
    findings.errors.push({ code: 'bad_format', at: 'request', found: id })
  }
  if (isSymbol !== (extension !== undefined) || (isRequest && extension === 'png')) {
    findings.errors.push({ code: 'bad_format', at: 'url' })
  }
  const value: PayLinkValue = {
    scheme: 'pushcart',
    format: 'pay-link',
    origin,
    kind: isSymbol ? 'symbol' : isRequest ? 'request' : 'vendor',
    code,
    ...(isRequest && { request: `prq_${id}` }),
    url: text,
  }
  const fields: QrField[] = [
    { path: 'url', name: 'url', value: text },
    { path: 'origin', name: 'origin', value: origin },
    { path: 'code', name: 'vendor_code', value: code },
    ...(isRequest ? ([{ path: 'request', name: 'payment_request', value: id }] as const) : []),
  ]
  return { value: findings.errors.length === 0 ? value : null, fields, ...findings }
}

function splitAtDash(name: string): [string, string] {
  const dash = name.indexOf('-')
  return dash < 0 ? [name, ''] : [name.slice(0, dash), name.slice(dash + 1)]
}

export function writePayLink(value: Extract<QrInput, { scheme: 'pushcart' }>): string {
  if (value.url !== undefined) return value.url
  const id = value.request?.replace(/^prq_/, '')
  const name = id === undefined ? value.code : `${value.code}-${id}`
  if (value.kind === 'symbol') {
    return `${value.origin}/q/${id === undefined ? name : `r/${name}`}.svg`
  }
  return `${value.origin}/${value.kind === 'vendor' ? 'p' : 'r'}/${name}`
}
