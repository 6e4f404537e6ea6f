import { useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { showMoney, t } from '../../first/language.ts'
import { Alert } from '../alert.tsx'
import type { DeedHandle } from '../use-deed.ts'
import { arrivedOf, costOfCount, type Counts, type Disputing } from './count.ts'
import { NoteField } from './note-field.tsx'
import { refusalWords } from './refusal.ts'
import type { Order } from './wire.ts'
import { s, sCount } from './words.ts'

/** The supplier says that it was handed over, the vendor says otherwise: what was counted, in the vendor's words. */
export function DisputeForm(props: {
  order: Order
  counts: Counts
  handle: DeedHandle<Disputing>
  onBack: () => void
}) {
  const { order, handle } = props
  const { deed } = handle
  const [note, setNote] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const counts = 'terms' in deed ? deed.terms.counts : props.counts
  const supplier = isolate(order.supplier.name)
  const send = (): void => {
    const said = note.trim()
    if (isUnknown) handle.send()
    else if (said === '') setIsEmpty(true)
    else handle.askAndSend(() => ({ counts, note: said }))
  }
  return (
    <section class="stack">
      <h2>{s('dispute.title', { supplier })}</h2>
      <p>{s('dispute.hint', { supplier })}</p>
      <ul class="counted">
        {order.lines.map((line) => (
          <li key={line.item}>
            <bdi>{line.name}</bdi>
            <strong>{sCount('order.arrived', arrivedOf(counts, line))}</strong>
          </li>
        ))}
      </ul>
      <p>
        {s('dispute.sum', {
          amount: showMoney({ ...order.total, amount: costOfCount(order.lines, counts) }),
        })}
      </p>
      {!isBusy && !isUnknown && (
        <NoteField
          label={s('dispute.note')}
          hint={s('dispute.note_hint')}
          value={note}
          isEmpty={isEmpty}
          onChange={(text) => {
            handle.revise()
            setIsEmpty(false)
            setNote(text)
          }}
        />
      )}
      <Alert>{isUnknown ? s('count.unknown') : null}</Alert>
      <Alert>{'note' in deed && deed.note !== null ? refusalWords(deed.note) : null}</Alert>
      <button type="button" class="button" disabled={isBusy} aria-busy={isBusy} onClick={send}>
        {isUnknown ? s('send_again') : s('dispute.send')}
      </button>
      {isBusy && <p role="status">{t('starting')}</p>}
      {!isBusy && !isUnknown && (
        <button type="button" class="button plain" onClick={props.onBack}>
          {s('dispute.back')}
        </button>
      )}
    </section>
  )
}
