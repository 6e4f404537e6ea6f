import { useId } from 'preact/hooks'
import { s } from './words.ts'

/** Longest text; the server counts the same. */
const TEXT_MAX = 300

/** A few sentences, said to the other side. */
export function NoteField(props: {
  label: string
  hint: string
  value: string
  isEmpty: boolean
  onChange: (text: string) => void
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <span class="hint" id={`${id}-hint`}>
        {props.hint}
      </span>
      <textarea
        id={id}
        dir="auto"
        rows={4}
        maxLength={TEXT_MAX}
        value={props.value}
        aria-invalid={props.isEmpty}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <span class="fault" id={`${id}-fault`} aria-live="polite">
        {props.isEmpty ? s('note.empty') : ''}
      </span>
    </div>
  )
}
