import type { MoneySource } from '../../../../src/domain/orders/order.ts'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { Sign } from './sign.tsx'
import { earlier, listed, type Sources, switched } from './sources.ts'
import type { Quote } from './wire.ts'
import { s, showNumber } from './words.ts'

/** Which money pays, and which of it first: each with what it pays of this order. */
export function MoneyChoice(props: {
  quote: Quote
  sources: Sources
  mayUseCredit: boolean
  /** Null while nothing can be changed. */
  onChange: ((sources: Sources) => void) | null
}) {
  const { quote, sources, onChange } = props
  const all = listed(sources).filter(
    (one) => one !== 'credit' || props.mayUseCredit || sources.includes(one),
  )
  return (
    <section class="stack" aria-label={s('money.first')}>
      <h2>{s('money.first')}</h2>
      <ol class="sources">
        {all.map((source) => (
          <SourceRow
            key={source}
            source={source}
            place={sources.indexOf(source)}
            pays={quote.money[source]}
            onSwitch={onChange && (() => onChange(switched(sources, source)))}
            onEarlier={onChange && (() => onChange(earlier(sources, source)))}
          />
        ))}
      </ol>
    </section>
  )
}

/** `place` is below 0 for money that is left alone. */
function SourceRow(props: {
  source: MoneySource
  place: number
  pays: Quote['money']['jar']
  onSwitch: (() => void) | null
  onEarlier: (() => void) | null
}) {
  const { source, place, pays } = props
  const isUsed = place >= 0
  return (
    <li class={isUsed ? 'source used' : 'source'}>
      <button
        type="button"
        class="source-use"
        aria-pressed={isUsed}
        disabled={props.onSwitch === null}
        onClick={() => props.onSwitch?.()}
      >
        <span class="source-place">
          {isUsed ? <span>{showNumber(place + 1)}</span> : <Icon name="plus" />}
        </span>
        <span class="source-name">{s(`source.${source}`)}</span>
        {isUsed ? <Amount money={pays} /> : <span class="hint">{s('source.unused')}</span>}
      </button>
      {place > 0 && (
        <button
          type="button"
          class="icon-button"
          aria-label={s('source.earlier', { source: s(`source.${source}`) })}
          disabled={props.onEarlier === null}
          onClick={() => props.onEarlier?.()}
        >
          <Sign name="up" />
        </button>
      )}
    </li>
  )
}
