/** Fields of the form of one tile. */
import { useId } from 'preact/hooks'
import { i } from './words.ts'

/** Signs that are told apart in the size of a thumb, in the order of trades. */
const SIGNS = [
  '☕',
  '🍵',
  '🥤',
  '🥟',
  '🍛',
  '🍜',
  '🥪',
  '🍗',
  '🐟',
  '🥚',
  '🍎',
  '🍌',
  '🥭',
  '🥬',
  '🍅',
  '🧅',
  '🍬',
  '🍦',
  '🌸',
  '👕',
  '🧦',
  '🔧',
  '📦',
]

/** A line of text with its label and what is wrong with it. */
export function ItemField(props: {
  name: string
  label: string
  hint?: string
  value: string
  max?: number
  mode?: 'decimal' | 'numeric'
  fault: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      <input
        id={id}
        type="text"
        dir={props.mode === undefined ? 'auto' : 'ltr'}
        inputmode={props.mode ?? 'text'}
        name={props.name}
        value={props.value}
        maxLength={props.max ?? 20}
        autocomplete="off"
        aria-invalid={props.fault !== ''}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <span class="fault" id={`${id}-fault`} aria-live="polite">
        {props.fault}
      </span>
    </div>
  )
}

/** A picture for who does not read the name. */
export function SignChoice(props: {
  value: string | null
  onChange: (emoji: string | null) => void
}) {
  const { value } = props
  const signs = value === null || SIGNS.includes(value) ? SIGNS : [value, ...SIGNS]
  return (
    <fieldset class="trades">
      <legend>{i('sign')}</legend>
      <div class="tiles signs">
        {[null, ...signs].map((emoji) => (
          <label class="tile" key={emoji}>
            <input
              class="unseen"
              type="radio"
              name="sign"
              checked={emoji === value}
              onChange={() => props.onChange(emoji)}
            />
            {emoji === null ? <span>{i('no_sign')}</span> : <span class="tile-emoji">{emoji}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
