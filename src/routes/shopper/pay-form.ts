import { NOTE_CHARS_MAX } from '../../contract/fields.ts'
import { AMOUNT_MAX_MINOR, parseAmount } from '../../domain/money/money.ts'
import type { Currency } from '../../domain/money/money.ts'
import { cleanText } from '../../domain/text.ts'
import type { PayProblem } from '../../pages/pay-problem.tsx'
import { isId } from '../../platform/ids.ts'

/** What the pay form sent, exactly as it was typed. */
export interface TypedPayment {
  payment: string
  amount: string
  tip: string
  note: string
}

/** A payment that the form describes; minor units, `amount` with the tip. */
export interface ReadPayment {
  id: string
  amount: number
  tip: number
  note: string | null
}

/** Fields of the form; anything that is missing or not text counts as not typed. */
export function typedPayment(form: Record<string, unknown>): TypedPayment {
  const text = (name: string) => {
    const value = form[name]
    // A line break is what browsers make of a pasted note; nobody types one into a one-line field.
    return typeof value === 'string' ? value.replaceAll(/\r?\n/g, ' ').slice(0, 5_000) : ''
  }
  return { payment: text('payment'), amount: text('amount'), tip: text('tip'), note: text('note') }
}

/** Reads the form, or says which field is wrong and why. */
export function readPayment(
  typed: TypedPayment,
  currency: Currency,
): { ok: true; payment: ReadPayment } | { ok: false; problem: PayProblem } {
  if (!isId('payment', typed.payment)) return refuse({ key: 'problem.form_expired' })
  const amount = parseAmount(typed.amount, currency)
  if (!amount.ok) return refuse({ key: `amount.${amount.reason}`, field: 'amount' })
  const tip =
    typed.tip.trim() === '' ? { ok: true as const, amount: 0 } : parseAmount(typed.tip, currency)
  // Nobody means harm with a tip of 0.
  const tipMinor = !tip.ok && tip.reason === 'zero' ? 0 : tip.ok ? tip.amount : null
  if (tipMinor === null)
    return refuse({ key: `tip.${tip.ok ? 'empty' : tip.reason}`, field: 'tip' })
  if (amount.amount + tipMinor > AMOUNT_MAX_MINOR) {
    return refuse({ key: 'tip.too_large', field: 'tip' })
  }
  const note = typed.note.trim() === '' ? null : cleanText(typed.note, NOTE_CHARS_MAX)
  if (note?.ok === false) {
    const tooLong = note.reason === 'too_long'
    const params = { max: NOTE_CHARS_MAX }
    return refuse({ key: tooLong ? 'note.too_long' : 'note.characters', params, field: 'note' })
  }
  const total = amount.amount + tipMinor
  const text = note?.ok === true ? note.text : null
  return { ok: true, payment: { id: typed.payment, amount: total, tip: tipMinor, note: text } }
}

function refuse(problem: PayProblem): { ok: false; problem: PayProblem } {
  return { ok: false, problem }
}
