/** A code that a bank issued and a vendor pasted: whether it may stand on the vendor's sticker, and whom it pays. */
import type { Currency } from '../money/money.ts'
import { readQr } from '../qr/codec.ts'
import { expiryOf } from '../qr/expiry.ts'
import type { QrField } from '../qr/problems.ts'
import { summaryOf } from '../qr/summary.ts'
import type { QrValue } from '../qr/values.ts'
import { currencyOfCode, payeeOf, type ReceivingValue } from './receiving-payee.ts'
import type {
  ReceivingAccount,
  ReceivingProblem,
  ReceivingProblemCode,
} from './receiving-schemes.ts'

interface Circumstances {
  currency: Currency
  nowMs: number
  /** The name to keep, from the one in the code, which is empty when there is none. */
  nameOf: (inCode: string) => string | ReceivingProblem
}

/** The account behind a code, or why the code is none for a sticker. What a strict app refuses is refused. */
export function readIssuedCode(
  payload: string,
  { currency, nowMs, nameOf }: Circumstances,
):
  | { ok: true; account: Omit<ReceivingAccount, 'id'> }
  | { ok: false; problems: ReceivingProblem[] } {
  const { value, fields, errors } = readQr(payload)
  if (value === null) {
    const problems = errors.map(({ code, at }) => problem(code, at))
    return { ok: false, problems }
  }
  if (value.format === 'opaque-url') return { ok: false, problems: [problem('opaque')] }
  if (value.format === 'pay-link') return { ok: false, problems: [problem('own_link')] }
  const problems = refusals(value, fields, nowMs)
  const paid = currencyOfCode(value)
  if (paid !== currency) problems.push(problem('wrong_currency', paid))
  const payee = payeeOf(value, fields)
  if (payee.account === '') problems.push(problem('missing'))
  const name = nameOf(payee.name)
  if (typeof name !== 'string') problems.push(name)
  if (typeof name !== 'string' || problems.length > 0) return { ok: false, problems }
  return { ok: true, account: { scheme: value.scheme, ...payee, name, payload, isFixed: true } }
}

function problem(code: ReceivingProblemCode, detail: string | null = null): ReceivingProblem {
  return { field: 'payload', code, detail }
}

/** Why a code is not for every payment of a stall. */
function refusals(
  value: ReceivingValue,
  fields: readonly QrField[],
  nowMs: number,
): ReceivingProblem[] {
  const { amount, uses } = summaryOf(value, fields)
  const found: ReceivingProblem[] = []
  const isAsking = amount === null || amount.kind === 'open' || amount.kind === 'fetched'
  if (!isAsking) found.push(problem('has_amount', 'text' in amount ? amount.text : null))
  const ends = expiryOf(value, fields)
  const hasExpired = ends !== null && ends.atMs <= nowMs
  if (hasExpired) found.push(problem('expired'))
  const isOneUse =
    amount?.kind === 'fetched' ||
    // Every Swiss bill is called one, but only one with a debtor is somebody's.
    ('tlv' in value && uses === 'one') ||
    isForAWhile(value, fields)
  if (isOneUse && !hasExpired) found.push(problem('one_use'))
  if (isCash(value)) found.push(problem('not_payable'))
  return found
}

/** What links of UPI say that were made for one payment. Source: reference/qr-standards.md 2.10, "mode". */
const UPI_DYNAMIC_MODES = new Set(['15', '16'])

/** Fields that only codes for one payment have, or for some minutes. A PayNow sticker ends too, years later. */
function isForAWhile(value: QrValue, fields: readonly QrField[]): boolean {
  const has = (...names: QrField['name'][]) =>
    fields.some((field) => names.includes(field.name) && field.value !== '')
  const { scheme } = value
  // A code that only recurs (Pix Automático) has no key.
  if (scheme === 'pix') return !has('pix_key')
  if (scheme === 'khqr') return has('created_at', 'expires_at')
  if (scheme === 'hkfps') return has('time_out')
  if (scheme === 'duitnow') return has('expiry')
  if (scheme === 'swissqr') return value.debtor !== undefined
  if (scheme !== 'upi') return false
  return has('expires_at', 'transaction_id') || UPI_DYNAMIC_MODES.has(value.mode ?? '')
}

/** Codes of machines and counters that pay money out. Source: reference/qr-standards.md 2.4 and 2.6. */
function isCash(value: ReceivingValue): boolean {
  if (value.scheme === 'vietqr') return value.beneficiary.service === 'QRCASH'
  return value.scheme === 'duitnow' && value.mcc === '6010'
}
