import { useEffect, useRef, useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { get } from '../../first/api.ts'
import { t } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { useAsked } from '../use-asked.ts'
import { ItemRows } from './item-row.tsx'
import { CategoryTiles } from './market.tsx'
import { type Place, queryOf } from './place.ts'
import { SearchBox } from './search-box.tsx'
import { open, StockPage, Told } from './stock-parts.tsx'
import type { ItemPage, SourcingHome } from './wire.ts'
import { s, sCount } from './words.ts'

/** Somebody who types on is not searched for after every letter. */
const SETTLE_MS = 350

type Search = Extract<Place, { name: 'search' }>

/** What was found, cheapest words first: the names as they were typed, or what was meant by them. */
export function SearchScreen({ place }: { place: Search }) {
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (q: string): void => {
    clearTimeout(timer.current)
    if (q !== place.q) open({ ...place, q }, { replace: true })
  }
  const title = place.category === null ? s('search.title') : s(`category.${place.category}`)
  const isEmpty = queryOf(place) === ''
  return (
    <StockPage title={title}>
      <SearchBox
        q={place.q}
        onSearch={search}
        onType={(q) => {
          clearTimeout(timer.current)
          timer.current = window.setTimeout(() => search(q), SETTLE_MS)
        }}
      />
      {isEmpty ? <Shelves /> : <Found key={queryOf(place)} place={place} />}
    </StockPage>
  )
}

/** Nothing is looked for yet. */
function Shelves() {
  const asked = useAsked<SourcingHome>('/api/sourcing')
  return <Told asked={asked}>{(home) => <CategoryTiles categories={home.categories} />}</Told>
}

function Found({ place }: { place: Search }) {
  const path = `/api/sourcing/items${queryOf(place)}`
  const asked = useAsked<ItemPage>(path)
  return <Told asked={asked}>{(page) => <Pages first={page} path={path} place={place} />}</Told>
}

function Pages({ first, path, place }: { first: ItemPage; path: string; place: Search }) {
  const [more, setMore] = useState<readonly ItemPage[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const cursor = (more.at(-1) ?? first).next_cursor
  const items = [first, ...more].flatMap(({ data }) => data)
  const loadMore = async (): Promise<void> => {
    if (cursor === null || isBusy) return
    setIsBusy(true)
    const answer = await get<ItemPage>(`${path}&cursor=${encodeURIComponent(cursor)}`)
    setIsBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setMore([...more, answer.value])
  }
  return (
    <>
      <p class="hint" role="status">
        {foundWords(first, items.length, place.q)}
      </p>
      {items.length === 0 && <p class="empty">{s('search.nothing_hint')}</p>}
      <ItemRows items={items} />
      <ProblemNote problem={problem} />
      {cursor !== null && (
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          onClick={() => void loadMore()}
        >
          {isBusy ? t('starting') : s('more')}
        </button>
      )}
    </>
  )
}

function foundWords(page: ItemPage, count: number, q: string): string {
  const { did_you_mean: meant } = page
  if (meant !== null) {
    return s('search.did_you_mean', { typed: isolate(q), meant: isolate(meant) })
  }
  if (count === 0)
    return q === '' ? s('search.nothing') : s('search.nothing_for', { typed: isolate(q) })
  return page.next_cursor === null ? sCount('search.found', count) : s('search.found_more')
}
