import { useState } from 'preact/hooks'
import type { SourcingHome } from '../../../../src/domain/catalogue/resource.ts'
import { amountToText, type Currency } from '../../../../src/domain/money/money.ts'
import {
  SALES_PER_PACK_MAX,
  TILL_NAME_MAX,
  type TillItem,
} from '../../../../src/domain/payments/till-items.ts'
import { send, serverNowMs } from '../../first/api.ts'
import { Icon } from '../../first/icons.tsx'
import { mintId } from '../../first/mint.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { goBack } from '../../first/router.ts'
import { tiles } from '../../first/tiles.ts'
import { noteTiles } from '../../first/till-items.ts'
import { useAsked } from '../use-asked.ts'
import {
  type Draft,
  draftOf,
  EMPTY_DRAFT,
  type Field,
  forward,
  readDraft,
  withItem,
  withoutItem,
} from './draft.ts'
import { ItemField, SignChoice } from './item-fields.tsx'
import { i } from './words.ts'

/** One tile: its name, its price, and what it is made of. */
export function ItemForm({ item, currency }: { item: TillItem | null; currency: Currency }) {
  const { draft, faults, problem, isBusy, change, save, put } = useDraft(item, currency)
  const example = amountToText({ amount: 1250, currency })
  return (
    <Page title={i(item === null ? 'new' : 'change')} back={{ name: 'items', id: null }}>
      <form
        class="join"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ItemField
          name="name"
          label={i('name')}
          value={draft.name}
          max={TILL_NAME_MAX}
          fault={faults.includes('name') ? i('name_wrong') : ''}
          onChange={(name) => change({ name })}
        />
        <ItemField
          name="price"
          label={i('price', { currency })}
          value={draft.price}
          mode="decimal"
          fault={faults.includes('price') ? i('price_wrong', { example }) : ''}
          onChange={(price) => change({ price })}
        />
        <SignChoice value={draft.emoji} onChange={(emoji) => change({ emoji })} />
        <StockChoice value={draft.stock} onChange={(stock) => change({ stock })} />
        {draft.stock !== null && (
          <ItemField
            name="sales"
            label={i('sales')}
            hint={i('sales_hint')}
            value={draft.sales}
            mode="numeric"
            fault={faults.includes('sales') ? i('sales_wrong', { max: SALES_PER_PACK_MAX }) : ''}
            onChange={(sales) => change({ sales })}
          />
        )}
        {item !== null && <Place item={item} isBusy={isBusy} put={put} />}
        <ProblemNote problem={problem} />
        <div class="stay">
          <button type="submit" class="button" disabled={isBusy} aria-busy={isBusy}>
            {i('save')}
          </button>
        </div>
      </form>
    </Page>
  )
}

/** What was typed, what is wrong with it, and the taps that change the list. */
function useDraft(item: TillItem | null, currency: Currency) {
  const [draft, setDraft] = useState(() => (item === null ? EMPTY_DRAFT : draftOf(item, currency)))
  const [faults, setFaults] = useState<readonly Field[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }))
    setFaults((before) => before.filter((field) => !(field in part)))
  }
  const put = async (data: readonly TillItem[]): Promise<void> => {
    if (isBusy) return
    setIsBusy(true)
    setProblem(null)
    const answer = await send<{ data: TillItem[] }>('PUT', '/api/till/items', { data })
    setIsBusy(false)
    if (!answer.ok) {
      // The one field that may hold what only the server refuses: signs that cannot be shown.
      const isName = answer.problem.pointers.some((pointer) => pointer.endsWith('/name'))
      if (isName) show(['name'], setFaults)
      else setProblem(answer.problem)
      return
    }
    noteTiles(answer.value.data)
    goBack({ name: 'items', id: null })
  }
  const save = async (): Promise<void> => {
    const id = item?.id ?? mintId('til', serverNowMs())
    const read = readDraft(draft, id, currency)
    if (read.ok) await put(withItem(tiles.peek(), read.item))
    else show(read.faults, setFaults)
  }
  return { draft, faults, problem, isBusy, change, save, put }
}

/** Says what is wrong, and brings the first field at fault to the person. */
function show(faults: readonly Field[], setFaults: (faults: readonly Field[]) => void): void {
  setFaults(faults)
  document.querySelector<HTMLElement>(`[name="${faults[0]}"]`)?.focus()
}

/** What the stall bought or marked, to say what the tile is made of. Not asked where there is nothing to choose. */
function StockChoice(props: { value: string | null; onChange: (stock: string | null) => void }) {
  const home = useAsked<SourcingHome>('/api/sourcing').told
  const known = [...(home?.buy_again ?? []), ...(home?.favourites ?? [])]
  const choices = [...new Map(known.map(({ id, name }) => [id, name]))]
  const { value } = props
  if (value !== null && !choices.some(([id]) => id === value))
    choices.push([value, i('stock_kept')])
  if (choices.length === 0) return null
  return (
    <label class="field">
      <span>{i('stock')}</span>
      <span class="hint">{i('stock_hint')}</span>
      <select
        name="stock"
        value={value ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
      >
        <option value="">{i('stock_none')}</option>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Where the tile stands in the list, and that it stands there. */
function Place(props: {
  item: TillItem
  isBusy: boolean
  put: (data: readonly TillItem[]) => Promise<void>
}) {
  const { item, isBusy, put } = props
  return (
    <div class="stack">
      {tiles.value[0]?.id !== item.id && (
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          onClick={() => void put(forward(tiles.peek(), item.id))}
        >
          {i('forward')}
        </button>
      )}
      <Remove isBusy={isBusy} onRemove={() => void put(withoutItem(tiles.peek(), item.id))} />
    </div>
  )
}

function Remove({ isBusy, onRemove }: { isBusy: boolean; onRemove: () => void }) {
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking) {
    return (
      <button type="button" class="button plain" onClick={() => setIsAsking(true)}>
        <Icon name="close" />
        <span>{i('remove')}</span>
      </button>
    )
  }
  return (
    // In sight, and not behind the button that stays below: otherwise the tap would look dead.
    <section class="card" role="alert" ref={(card) => card?.scrollIntoView({ block: 'center' })}>
      <p>{i('remove_ask')}</p>
      <div class="two-buttons">
        <button type="button" class="button plain" onClick={() => setIsAsking(false)}>
          {i('keep')}
        </button>
        <button type="button" class="button danger" disabled={isBusy} onClick={onRemove}>
          {i('remove')}
        </button>
      </div>
    </section>
  )
}
