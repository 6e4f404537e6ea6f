/** Fields of the forms in which an account is added. */
import { useId } from 'preact/hooks'
import type { BankKey } from '../../../../src/domain/i18n/app/bank-en.ts'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import type { ReceivingField } from '../../../../src/domain/payments/receiving-schemes.ts'
import type { Bank } from '../../first/wire.ts'
import { EXAMPLES, isOpenScheme } from './account-words.ts'
import { type Draft, fieldsOf } from './draft.ts'
import type { Faults } from './faults.ts'
import { Scanner } from './scanner.tsx'
import { b } from './words.ts'

/** No code of any scheme is longer; the server counts the same. */
const PAYLOAD_MAX = 1000
const CHARS_MAX: Partial<Record<ReceivingField, number>> = { account: 140, name: 70, city: 70 }
const SHORT_MAX = 20

interface FormFields {
  form: Bank['schemes'][number]
  draft: Draft
  faults: Faults
  /** Sent, and nobody knows whether it arrived: it can only be sent again as it was. */
  isLocked: boolean
  onChange: (field: ReceivingField, text: string) => void
}

/** Exactly what the scheme asks. */
export function TypedFields({ form, draft, faults, isLocked, onChange }: FormFields) {
  return (
    <>
      {fieldsOf(form).map(({ field, isRequired }) =>
        field === 'kind' ? (
          <KindField
            key={field}
            value={draft.kind ?? 'account'}
            onChange={(kind) => onChange('kind', kind)}
          />
        ) : (
          <BankField
            key={field}
            field={field}
            label={labelOf(form, field)}
            hint={isRequired ? hintOf(form, field) : b('field.optional')}
            value={draft[field] ?? ''}
            fault={faults[field]}
            isLocked={isLocked}
            onChange={(text) => onChange(field, text)}
          />
        ),
      )}
    </>
  )
}

/** The text of a code, pasted or read off a picture; its name where the code has none. */
export function CodeFields({ draft, faults, isLocked, onChange }: FormFields) {
  const id = useId()
  const { payload: fault } = faults
  return (
    <>
      {!isLocked && <Scanner onRead={(text) => onChange('payload', text)} />}
      <div class="field">
        <label for={id}>{b('field.payload')}</label>
        <span class="hint" id={`${id}-hint`}>
          {b('field.payload_hint')}
        </span>
        <textarea
          id={id}
          class="bank-payload"
          name="payload"
          dir="ltr"
          rows={4}
          maxLength={PAYLOAD_MAX}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          readOnly={isLocked}
          value={draft.payload ?? ''}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-hint ${id}-fault`}
          onInput={(event) => onChange('payload', event.currentTarget.value)}
        />
        <Fault id={`${id}-fault`} fault={fault} />
        {fault === 'fault.code_refused' && (
          <a class="button plain" href="/q/inspect" target="_blank" rel="noopener">
            {b('fault.look')}
          </a>
        )}
      </div>
      <BankField
        field="name"
        label={b('field.name')}
        hint={b('field.name_code')}
        value={draft.name ?? ''}
        fault={faults.name}
        isLocked={isLocked}
        onChange={(text) => onChange('name', text)}
      />
    </>
  )
}

function labelOf({ scheme }: FormFields['form'], field: ReceivingField): string {
  if (field === 'account' && isOpenScheme(scheme)) return b(`account.${scheme}`)
  return b(field === 'account' ? 'account.number' : `field.${field}`)
}

function hintOf({ scheme }: FormFields['form'], field: ReceivingField): string | null {
  if (field === 'name') return b('field.name_hint')
  if (field !== 'account' || !isOpenScheme(scheme)) return null
  return b('field.example', { example: isolate(EXAMPLES[scheme]) })
}

function BankField(props: {
  field: ReceivingField
  label: string
  hint: string | null
  value: string
  fault: BankKey | undefined
  isLocked: boolean
  onChange: (text: string) => void
}) {
  const { field, hint, fault } = props
  const id = useId()
  const isWords = field === 'name' || field === 'city'
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {hint !== null && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type="text"
        dir={isWords ? 'auto' : 'ltr'}
        inputmode={field === 'bin' ? 'numeric' : 'text'}
        name={field}
        value={props.value}
        maxLength={CHARS_MAX[field] ?? SHORT_MAX}
        autocomplete="off"
        autocapitalize={isWords ? 'words' : 'off'}
        spellcheck={false}
        readOnly={props.isLocked}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  )
}

function Fault({ id, fault }: { id: string; fault: BankKey | undefined }) {
  return (
    <span class="fault" id={id} aria-live="polite">
      {fault === undefined ? '' : b(fault)}
    </span>
  )
}

/** Whether a number is an account's or a card's. */
function KindField({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  return (
    <fieldset class="trades">
      <legend>{b('field.kind')}</legend>
      <div class="ways">
        {(['account', 'card'] as const).map((kind) => (
          <label class="tile" key={kind}>
            <input
              class="unseen"
              type="radio"
              name="kind"
              checked={value === kind}
              onChange={() => onChange(kind)}
            />
            <span>{b(`kind.${kind}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
