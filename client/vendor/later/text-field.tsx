import { useId } from 'preact/hooks'
import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { t } from '../first/language.ts'

/** A line of text with its label, a hint, and what is wrong with it. */
export function TextField(props: {
  name: string
  label: string
  hint?: string
  value: string
  max: number
  fault: AppKey | undefined
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
        dir="auto"
        name={props.name}
        value={props.value}
        maxLength={props.max}
        autocomplete="off"
        aria-invalid={props.fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <Fault id={`${id}-fault`} fault={props.fault} />
    </div>
  )
}

export function Fault({ id, fault }: { id: string; fault: AppKey | undefined }) {
  return (
    <span class="fault" id={id} aria-live="polite">
      {fault === undefined ? '' : t(fault)}
    </span>
  )
}
