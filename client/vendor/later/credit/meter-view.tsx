import type { Reason } from '../../../../src/domain/credit/decision.ts'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { go } from '../../first/router.ts'
import type { Credit, Meter, MeterLine } from '../../first/wire.ts'
import { Bar, Fact, isOwner } from '../parts.tsx'
import { ruleOf, sayMeasured, sayRaise, sayReason } from './reasons.ts'
import { c, formats, showDay } from './words.ts'

/** What counts, what is missing, what would help. */
export function MeterView({ credit }: { credit: Credit }) {
  const { meter } = credit
  if (meter === null) return <p class="empty">{c('not_yet')}</p>
  const hasOffer = credit.offers.length > 0 || credit.line !== null
  return (
    <>
      {!hasOffer && (
        <section class="meter-none">
          <h2>{c('meter.none')}</h2>
          <p>{c('meter.none_hint')}</p>
        </section>
      )}
      <Reasons credit={credit} reasons={meter.reasons} hasOffer={hasOffer} meter={meter} />
      <RaiseCard meter={meter} />
      <section class="sums">
        <p class="sums-name">{c('meter.as_of', { date: showDay(meter.as_of) })}</p>
        <dl>
          <Fact name={c('meter.steady')}>
            <Amount money={meter.steady_week} />
          </Fact>
          <Fact name={c('meter.counted')}>
            <Amount money={meter.counted} />
          </Fact>
        </dl>
        <p class="hint">{c('meter.steady_hint')}</p>
      </section>
      <section class="stack">
        <h2>{c('meter.title')}</h2>
        <ul class="meter-lines">
          {meter.lines.map((line) => (
            <MeterRow key={line.code} line={line} meter={meter} />
          ))}
        </ul>
      </section>
    </>
  )
}

function MeterRow({ line, meter }: { line: MeterLine; meter: Meter }) {
  const { key, params } = sayMeasured(line, formats(meter.counted.currency))
  const points = Math.max(0, line.points ?? 0)
  return (
    <li>
      <p>{c(key, params)}</p>
      <Bar share={line.best > 0 ? points / line.best : 0} />
      <p class="hint">{c('meter.points', { points, best: line.best })}</p>
    </li>
  )
}

function Reasons(props: {
  credit: Credit
  meter: Meter
  reasons: readonly Reason[]
  hasOffer: boolean
}) {
  const { reasons, meter } = props
  if (reasons.length === 0) return null
  const hasHold = reasons.some(({ code }) => ruleOf(code) !== null)
  return (
    <section class="stack">
      <h2>{c(props.hasOffer ? 'meter.why_not_more' : 'meter.why_none')}</h2>
      {hasHold && <p>{c('hold.text')}</p>}
      <ul class="reasons">
        {reasons.map((reason) => {
          const { key, params } = sayReason(reason, formats(meter.counted.currency))
          const rule = ruleOf(reason.code)
          return (
            <li key={reason.code}>
              <p>{c(key, params)}</p>
              {rule !== null && <Appeal rule={rule} credit={props.credit} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Where an appeal stands, or the way to one. */
function Appeal({ rule, credit }: { rule: string; credit: Credit }) {
  const appeal = credit.appeals.find(({ code }) => code === rule)
  const mayAppeal = isOwner() && appeal?.state !== 'open'
  return (
    <>
      {appeal !== undefined && (
        <p class="notice-line">
          <Icon name={appeal.state === 'open' ? 'waiting' : 'note'} />
          <span>
            {c(`appeal.${appeal.state}`)}
            {appeal.answer !== null && (
              <>
                {' '}
                <q dir="auto">{appeal.answer}</q>
              </>
            )}
          </span>
        </p>
      )}
      {mayAppeal && (
        <button
          type="button"
          class="button plain"
          onClick={() => go({ name: 'credit_appeal', rule })}
        >
          {c('appeal.start')}
        </button>
      )}
    </>
  )
}

function RaiseCard({ meter }: { meter: Meter }) {
  const said = meter.raise === null ? null : sayRaise(meter.raise, formats(meter.counted.currency))
  if (said === null) return null
  return (
    <section class="raise">
      <h2>{c('meter.raise')}</h2>
      <p>{c(said.key, said.params)}</p>
    </section>
  )
}
