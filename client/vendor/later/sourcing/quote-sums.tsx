import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { Amount, FigureView } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import { c, showDays, showPercent } from '../credit/words.ts'
import { Fact } from '../parts.tsx'
import type { Quote } from './wire.ts'
import { s } from './words.ts'

/** What is paid, and what the part on credit costs. Figures of an earlier question stay, marked, meanwhile. */
export function QuoteSums(props: { quote: Quote; isCurrent: boolean; isPool: boolean }) {
  const { quote, isCurrent, isPool } = props
  const { goods, discount, total, missing, credit } = quote
  return (
    <section class={isCurrent ? 'sums' : 'sums stale'} aria-busy={!isCurrent}>
      <p class="sums-name">{s(isPool ? 'pool.sum' : 'sums.pay')}</p>
      <div class="fits">
        <FigureView money={total} />
      </div>
      <dl>
        {discount.amount > 0 && (
          <>
            <Fact name={s('sums.goods')}>
              <Amount money={goods} />
            </Fact>
            <Fact name={s('sums.discount', { supplier: isolate(quote.supplier.name) })}>
              <Amount money={discount} sign="−" />
            </Fact>
          </>
        )}
        {missing.amount > 0 && (
          <Fact name={s('sums.missing')}>
            <Amount money={missing} />
          </Fact>
        )}
      </dl>
      {credit !== null && <CreditCost credit={credit} discount={discount} />}
      <p class="unseen" role="status">
        {isCurrent ? '' : s('counting')}
      </p>
    </section>
  )
}

/** The part on credit: in all, a day of sales, and with the discount that the supplier gives for being paid at once. */
function CreditCost(props: { credit: NonNullable<Quote['credit']>; discount: Quote['discount'] }) {
  const { disclosure, lender, net_cost: net, cost_a_day: aDay } = props.credit
  const isSaving = net.amount < 0
  return (
    <div class="credit-cost">
      <h3>{s('sums.credit', { lender: isolate(lender.name) })}</h3>
      <dl>
        <Fact name={c('offer.stock')}>
          <Amount money={disclosure.principal} />
        </Fact>
        <Fact name={s('sums.fee')}>
          <Amount money={disclosure.fee} />
        </Fact>
        {props.discount.amount > 0 && (
          <Fact name={s('sums.discount_here')}>
            <Amount money={props.discount} sign="−" />
          </Fact>
        )}
        <Fact name={s(isSaving ? 'sums.saves' : 'sums.net')}>
          <Amount money={{ ...net, amount: Math.abs(net.amount) }} />
        </Fact>
        <Fact name={c('offer.repay')}>
          <Amount money={disclosure.owed} />
        </Fact>
        <Fact name={s('sums.a_day')}>{s('sums.a_day_about', { amount: showMoney(aDay) })}</Fact>
        <Fact name={c('offer.time')}>{showDays(disclosure)}</Fact>
        <Fact name={c('offer.apr')}>{showPercent(disclosure.apr_nominal_bp)}</Fact>
        <Fact name={c('offer.apr_effective')}>{showPercent(disclosure.apr_effective_bp)}</Fact>
      </dl>
      <p class="hint">{c('offer.share_hint')}</p>
    </div>
  )
}
