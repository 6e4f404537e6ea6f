/** @jsxImportSource hono/jsx */
import { type Currency, amountToText } from '../domain/money/money.ts'
import { type PageTranslator, currencySymbol } from './text.tsx'

// Long enough for every amount there is, with its slips; a longer paste is answered as too large.
const AMOUNT_CHARS_MAX = 40

interface AmountProps {
  t: PageTranslator
  currency: Currency
  value: string
  error: string | null
}

/** The amount, in figures that both people can read across the counter. */
export function AmountField({ t, currency, value, error }: AmountProps) {
  const symbol = currencySymbol(currency, t)
  return (
    <div>
      <label for="amount">{t('pay.amount', { symbol })}</label>
      <div class="figure" data-bad={error === null ? undefined : ''}>
        <span aria-hidden="true">{symbol}</span>
        <input
          id="amount"
          name="amount"
          inputmode="decimal"
          autocomplete="off"
          enterkeyhint="done"
          maxlength={AMOUNT_CHARS_MAX}
          placeholder={amountToText({ amount: 0, currency })}
          value={value}
          aria-required="true"
          aria-invalid={error === null ? undefined : 'true'}
          aria-describedby={error === null ? undefined : 'amount-error'}
          autofocus={error !== null}
        />
      </div>
      <FieldError id="amount-error" error={error} />
    </div>
  )
}

interface TextProps {
  t: PageTranslator
  name: 'tip' | 'note'
  /** The currency of a tip; null for words. */
  currency: Currency | null
  value: string
  error: string | null
}

export function TextField({ t, name, currency, value, error }: TextProps) {
  const label =
    currency === null ? t('pay.note') : t('pay.tip', { symbol: currencySymbol(currency, t) })
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        inputmode={currency === null ? undefined : 'decimal'}
        autocomplete="off"
        dir={currency === null ? 'auto' : 'ltr'}
        value={value}
        aria-invalid={error === null ? undefined : 'true'}
        aria-describedby={error === null ? undefined : `${name}-error`}
        autofocus={error !== null}
      />
      <FieldError id={`${name}-error`} error={error} />
    </div>
  )
}

function FieldError({ id, error }: { id: string; error: string | null }) {
  if (error === null) return null
  return (
    <p class="error" id={id} role="alert">
      {error}
    </p>
  )
}
