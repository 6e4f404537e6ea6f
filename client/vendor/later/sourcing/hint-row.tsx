import { Icon } from '../../first/icons.tsx'
import { showDay } from '../credit/words.ts'
import { ItemRow } from './item-row.tsx'
import type { RestockHint } from './wire.ts'
import { s, sCount, showNumber } from './words.ts'

/** An item that may be running out, with the reckoning behind it; and the way to hear no more of it. */
export function HintRow({ hint, onDismiss }: { hint: RestockHint; onDismiss: () => void }) {
  return (
    <div class="hint-row">
      <ItemRow item={hint.item}>
        <span class="hint-why">
          {hint.days_of_cover !== null && <strong>{coverWords(hint.days_of_cover)}</strong>}
          <span>{reasonWords(hint.reason)}</span>
        </span>
      </ItemRow>
      <button
        type="button"
        class="icon-button"
        aria-label={s('hint.dismiss', { item: hint.item.name })}
        onClick={onDismiss}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}

function coverWords(days: number): string {
  return days === 0 ? s('hint.gone') : sCount('hint.lasts', days)
}

function reasonWords(reason: RestockHint['reason']): string {
  if (reason.code === 'selling') {
    return s('hint.selling', {
      sold: showNumber(reason.sold_a_day_tenths / 10),
      left: reason.left,
      since: showDay(reason.since),
    })
  }
  return s('hint.usual_order', {
    packs: sCount('packs', reason.quantity),
    every: sCount('every', reason.every_days),
    last: showDay(reason.last),
  })
}
