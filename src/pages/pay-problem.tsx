/** @jsxImportSource hono/jsx */
import type { Params } from '../domain/i18n/i18n.ts'
import type { PageKey } from '../domain/i18n/pages/en.ts'
import { AMOUNT_MAX_MINOR, type Currency, exponentOf } from '../domain/money/money.ts'
import type { RequestState } from '../domain/payments/request.ts'
import type { StallView } from './stall.tsx'
import { type PageTranslator, exampleAmount, moneyString } from './text.tsx'

/** Why the form came back. Without a field it stands above the form, with one beside that field. */
export interface PayProblem {
  /** A `decline.…`, `amount.…`, `tip.…`, `note.…` or `problem.…` text. */
  key: PageKey
  /** Only what the page cannot know; it fills `{example}` and `{max}` of amounts by itself. */
  params?: Params
  field?: 'amount' | 'tip' | 'note'
  /** Receipt of the payment that stands in the way, when it is this shopper's own. */
  receiptUrl?: string
}

interface Props {
  t: PageTranslator
  problem: PayProblem | null
  stall: StallView
  request: { state: RequestState } | null
  action: string
}

/** The sentence above the form: a refusal, or a stall that cannot be paid now. */
export function Obstacle({ t, problem, stall, request, action }: Props) {
  if (problem !== null && problem.field === undefined) {
    return (
      <section class="problem" role="alert">
        <h2>{t(titleOf(problem.key))}</h2>
        <p>{problemText(t, stall.currency, problem)}</p>
        {problem.receiptUrl === undefined ? null : (
          <p>
            <a href={problem.receiptUrl}>{t('problem.see_receipt')}</a>{' '}
            <a href={action}>{t('problem.start_anew')}</a>
          </p>
        )}
      </section>
    )
  }
  if (request !== null && request.state !== 'open') {
    return (
      <Notice
        title={t(`request.${request.state}.title`)}
        text={t(`decline.request_${request.state}`)}
      />
    )
  }
  if (stall.status === 'open') return null
  return <Notice title={t(`status.${stall.status}.title`)} text={t(`status.${stall.status}`)} />
}

function titleOf(key: PageKey): PageKey {
  // "Not paid" over "this request has been paid already" would be read as a contradiction.
  const over = /^decline\.request_(paid|expired|cancelled)$/.exec(key)?.[1]
  return over === undefined ? 'refused.title' : (`request.${over}.title` as PageKey)
}

function Notice({ title, text }: { title: string; text: string }) {
  return (
    <section class="problem">
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  )
}

/** The sentence for a problem, with the examples and limits of the currency filled in. */
export function problemText(t: PageTranslator, currency: Currency, problem: PayProblem): string {
  // "Too many digits after the point" is no help where the currency has no point at all.
  const key =
    exponentOf(currency) === 0 && problem.key.endsWith('.too_many_decimals')
      ? (problem.key.replace('too_many_decimals', 'not_a_number') as PageKey)
      : problem.key
  const max = moneyString(t, { amount: AMOUNT_MAX_MINOR, currency })
  return t(key, { example: exampleAmount(currency), max, ...problem.params })
}
