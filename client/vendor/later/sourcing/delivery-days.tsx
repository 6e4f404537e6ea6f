import { s, showWeekday } from './words.ts'

/** The days on which it can come, as buttons; `onDay` is null while nothing can be changed. */
export function DeliveryDays(props: {
  days: readonly string[]
  day: string | null
  onDay: ((day: string) => void) | null
}) {
  if (props.days.length === 0) return null
  return (
    <fieldset class="trades" disabled={props.onDay === null}>
      <legend>{s('cart.day')}</legend>
      <div class="tiles days">
        {props.days.map((day) => (
          <label key={day} class="tile">
            <input
              class="unseen"
              type="radio"
              name="day"
              value={day}
              checked={day === props.day}
              onChange={() => props.onDay?.(day)}
            />
            <span>{showWeekday(day)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
