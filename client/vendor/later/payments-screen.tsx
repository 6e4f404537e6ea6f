import './later.css'
import { useState } from 'preact/hooks'
import { localDay } from '../../../src/domain/time.ts'
import { get } from '../first/api.ts'
import { bank } from '../first/bank.ts'
import { Amount, FigureView } from '../first/figure-view.tsx'
import { showDate, t, tCount } from '../first/language.ts'
import { isShown, LineRow } from '../first/line-row.tsx'
import { feed, isLoaded } from '../first/live.ts'
import { Page, ProblemNote } from '../first/parts.tsx'
import type { Problem } from '../first/problem.ts'
import { me } from '../first/session.ts'
import type { Line, LinePage, Today } from '../first/wire.ts'
import { LinkRow } from './parts.tsx'

const PAGE = 30
const WAITING = { name: 'bank', path: 'bank/waiting' } as const

/** The day's sums, and the book from its newest row backwards. */
export function PaymentsScreen() {
  const stall = me.value
  const { today, lines } = feed.value
  const [older, setOlder] = useState<readonly Line[]>([])
  const [hasMore, setHasMore] = useState(true)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  if (stall === null) return null
  const all = joined(lines, older)
  const loadMore = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const before = all.at(-1)?.seq ?? 0
    const answer = await get<LinePage>(`/api/entries?before=${before}&limit=${PAGE}`)
    setIsBusy(false)
    if (!answer.ok) {
      setProblem(answer.problem)
      return
    }
    setOlder([...older, ...answer.value.data])
    setHasMore(answer.value.has_more)
  }
  const oldest = all.at(-1)?.seq ?? 1
  return (
    <Page title={t('payments.title')}>
      {bank.value?.waiting[0] !== undefined && (
        <ul class="card">
          <LinkRow to={WAITING} icon="bank" label={t('bank.door')} />
        </ul>
      )}
      {today !== null && <DaySums today={today} />}
      {isLoaded.value && all.length === 0 && <p class="empty">{t('payments.empty')}</p>}
      <Days lines={all.filter(isShown)} timeZone={stall.vendor.time_zone} today={today?.day} />
      <ProblemNote problem={problem} />
      {hasMore && oldest > 1 && (
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          onClick={() => void loadMore()}
        >
          {t('payments.more')}
        </button>
      )}
    </Page>
  )
}

/** The feed drops its oldest rows as new ones come, so the two may overlap or, after many, be apart by none. */
function joined(newest: readonly Line[], older: readonly Line[]): readonly Line[] {
  const oldestNew = newest.at(-1)?.seq ?? Number.POSITIVE_INFINITY
  return [...newest, ...older.filter(({ seq }) => seq < oldestNew)]
}

function DaySums({ today }: { today: Today }) {
  return (
    <section class="sums" aria-label={t('day.today')}>
      <p class="sums-name">
        {t('day.today')} · {tCount('day.payments', today.payments.count)}
      </p>
      <div class="fits">
        <FigureView money={today.payments.amount} />
      </div>
      <dl>
        {today.tips.amount > 0 && (
          <div>
            <dt>{t('day.tips')}</dt>
            <dd>
              <Amount money={today.tips} />
            </dd>
          </div>
        )}
        {today.refunds.count > 0 && (
          <div>
            <dt>{t('day.refunds')}</dt>
            <dd>
              <Amount money={today.refunds.amount} sign="−" />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('day.balance')}</dt>
          <dd>
            <Amount money={today.balance.available} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Days(props: { lines: readonly Line[]; timeZone: string; today: string | undefined }) {
  const days = Object.entries(
    Object.groupBy(props.lines, (line) => localDay(Date.parse(line.at), props.timeZone)),
  )
  return (
    <>
      {days.map(([day, lines = []]) => (
        <section key={day}>
          <h2 class="day-heading">
            {day === props.today ? t('day.today') : showDate(lines[0]?.at ?? day, props.timeZone)}
          </h2>
          <ul class="lines">
            {lines.map((line) => (
              <LineRow key={line.seq} line={line} timeZone={props.timeZone} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
