import type { ComponentChildren } from 'preact'
import type { Money } from '../../../../src/domain/money/money.ts'
import { Amount, FigureView } from '../../first/figure-view.tsx'
import { t } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import { Fact } from '../parts.tsx'
import type { Quote } from './use-quote.ts'
import { c, showDays, showPercent } from './words.ts'

/** What an amount costs. Figures of an earlier question stay, marked, until those of the present one are here. */
export function Figures(props: { amount: Money; quote: Quote; children?: ComponentChildren }) {
  const { amount, quote } = props
  const { shown, isCurrent, problem } = quote
  return (
    <section class="sums">
      <p class="sums-name">{c('offer.stock')}</p>
      <div class="fits">
        <FigureView money={amount} />
      </div>
      {props.children}
      {shown !== null && (
        <dl class={isCurrent ? 'figures' : 'figures stale'} aria-busy={!isCurrent}>
          <Fact name={c('offer.repay')}>
            <Amount money={shown.owed} />
          </Fact>
          <Fact name={c('offer.cost')}>
            <Amount money={shown.fee} />
          </Fact>
          <Fact name={c('offer.time')}>{showDays(shown)}</Fact>
          <Fact name={c('offer.apr')}>{showPercent(shown.apr_nominal_bp)}</Fact>
          <Fact name={c('offer.apr_effective')}>{showPercent(shown.apr_effective_bp)}</Fact>
        </dl>
      )}
      <p class="unseen" role="status">
        {isCurrent || problem !== null ? '' : c('counting')}
      </p>
      <ProblemNote problem={problem} />
      {problem !== null && (
        <button type="button" class="button plain" onClick={quote.again}>
          {t('again')}
        </button>
      )}
    </section>
  )
}
