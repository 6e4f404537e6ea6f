/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { type Translator, intlLocale } from '../domain/i18n/i18n.ts'
import type { PageKey } from '../domain/i18n/pages/en.ts'
import {
  type Currency,
  type Money,
  amountToText,
  exponentOf,
  formatMoney,
} from '../domain/money/money.ts'

export type PageTranslator = Translator<PageKey>

// Marks that turn text around, and control characters. Joiners stay: Hindi and family emoji are made of them.
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/**
 * A person's text as it may stand in a page: on one line and without marks that turn text around, so that no stall
 * can show another stall's name by writing it backwards.
 */
export function plainText(text: string): string {
  return text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim()
}

/** A name, note or place typed by a person: escaped, cleaned, and isolated from the direction of the page. */
export function PersonText({ text }: { text: string }) {
  return <bdi>{plainText(text)}</bdi>
}

/** The row of a payment's note in a list of rows; nothing without a note. */
export function NoteRow({ t, note }: { t: PageTranslator; note: string | null }) {
  if (note === null) return null
  return (
    <div>
      <dt>{t('receipt.note')}</dt>
      <dd>
        <PersonText text={note} />
      </dd>
    </div>
  )
}

/** Letters of a name, Chinese ones counted twice, as wide as they are: for choosing the size of a sign. */
export function widthOf(name: string): number {
  return [...plainText(name)].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 0)
}

/** Money in the page's language, left to right in every direction of writing. */
export function MoneyText({
  t,
  money,
  sign = '',
}: {
  t: PageTranslator
  money: Money
  sign?: '' | '+'
}) {
  return (
    <bdi dir="ltr" class="num">
      {sign}
      {moneyString(t, money)}
    </bdi>
  )
}

export function moneyString(t: PageTranslator, money: Money): string {
  return formatMoney(money, intlLocale(t.locale, money.currency))
}

/** A text whose placeholders are elements: `rich(t, 'pay.title', { stall: <PersonText … /> })`. */
export function rich(t: PageTranslator, key: PageKey, elements: Record<string, Child>): Child[] {
  return t.parts(key).map((part) => ('text' in part ? part.text : elements[part.placeholder]))
}

const symbols = new Map<string, string>()

/** "₹" for INR, "¥" for CNY, "KES" where a currency has no sign of its own in the language. */
export function currencySymbol(currency: Currency, t: PageTranslator): string {
  const locale = intlLocale(t.locale, currency)
  const cacheKey = `${locale} ${currency}`
  let symbol = symbols.get(cacheKey)
  if (symbol === undefined) {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    })
    symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
    symbols.set(cacheKey, symbol)
  }
  return symbol
}

/** An amount as a person may type it in this currency, for examples: "12.50", "12", "12.500". */
export function exampleAmount(currency: Currency): string {
  return amountToText({ amount: 125 * 10 ** Math.max(0, exponentOf(currency) - 1), currency })
}

/** The shade of a big figure: long ones are set smaller, so that they stay on one line of a small phone. */
export function figureClass(text: string): string {
  return text.length > 9 ? 'fixed long' : 'fixed'
}
