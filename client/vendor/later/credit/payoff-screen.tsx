import { useEffect } from 'preact/hooks'
import { serverNowMs } from '../../first/api.ts'
import { askCredit, noteCredit } from '../../first/credit.ts'
import { Amount, FigureView } from '../../first/figure-view.tsx'
import { showMoney, t } from '../../first/language.ts'
import { feed } from '../../first/live.ts'
import { mintId } from '../../first/mint.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
import { Alert } from '../alert.tsx'
import { Fact, isOwner } from '../parts.tsx'
import { type DeedHandle, type Plan, useDeed } from '../use-deed.ts'
import { CreditPage, Done, Nothing, openLine } from './credit-page.tsx'
import { StepUp } from './step-up.tsx'
import { Trouble } from './trouble.tsx'
import { inCredit } from './use-credit.ts'
import { c } from './words.ts'

interface Paying {
  id: string
  /** Minor units that the screen showed. */
  pay: number
}

const PLAN: Plan<Paying, Credit> = {
  key: 'credit.payoff',
  path: '/api/credit/payoff',
  action: ({ id }) => `payoff:${id}`,
  body: (terms) => terms,
  take: (credit) => {
    noteCredit(credit)
    return false
  },
  isDone: inCredit((_, { line }) => (line?.remaining.amount ?? 0) === 0),
}

/** Everything at once: what is owed, what comes off, what leaves the book. */
export function PayoffScreen() {
  const handle = useDeed(PLAN)
  const { deed } = handle
  return (
    <CreditPage title={c('payoff.title')}>
      {(credit) => {
        if (deed.step === 'done') {
          return (
            <Done icon="tick" title={c('payoff.done')}>
              <p>{c('payoff.done_hint')}</p>
            </Done>
          )
        }
        const line = openLine(credit)
        const cost = line?.payoff ?? null
        if (line === null || cost === null) return <Nothing words={c('payoff.none')} />
        return <Payoff line={line} cost={cost} handle={handle} />
      }}
    </CreditPage>
  )
}

function Payoff(props: {
  line: CreditLine
  cost: NonNullable<CreditLine['payoff']>
  handle: DeedHandle<Paying>
}) {
  const { line, cost, handle } = props
  const { deed } = handle
  const isRefused = deed.step === 'choosing' && deed.note !== null
  useEffect(() => {
    if (isRefused) void askCredit()
  }, [isRefused])
  const { today } = feed.value
  const isShort = today !== null && today.balance.available.amount < cost.pay.amount
  return (
    <>
      <section class="sums">
        <p class="sums-name">{c('payoff.pay')}</p>
        <div class="fits">
          <FigureView money={cost.pay} />
        </div>
        <dl>
          <Fact name={c('payoff.owed')}>
            <Amount money={line.remaining} />
          </Fact>
          {cost.rebate.amount > 0 && (
            <Fact name={c('payoff.off')}>
              <Amount money={cost.rebate} sign="−" />
            </Fact>
          )}
          {today !== null && (
            <Fact name={c('payoff.book')}>
              <Amount money={today.balance.available} />
            </Fact>
          )}
        </dl>
      </section>
      {isOwner() ? (
        <Pay cost={cost} isShort={isShort} handle={handle} />
      ) : (
        <p class="hint">{c('owner_only')}</p>
      )}
    </>
  )
}

function Pay(props: {
  cost: NonNullable<CreditLine['payoff']>
  isShort: boolean
  handle: DeedHandle<Paying>
}) {
  const { cost, isShort, handle } = props
  const { deed } = handle
  if (deed.step === 'step_up')
    return (
      <StepUp onGoOn={() => handle.send()} onLeave={deed.isDoubtful ? undefined : handle.revise} />
    )
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  // A sale since the last look changes what is owed: the figure that is on the screen is the one that is sent.
  const terms = () => ({ id: mintId('pof', serverNowMs()), pay: cost.pay.amount })
  return (
    <section class="stack">
      <p>{c('payoff.hint')}</p>
      <Alert>{isUnknown ? c('payoff.unknown') : isShort ? c('payoff.short') : null}</Alert>
      <Trouble note={'note' in deed ? deed.note : null} />
      <button
        type="button"
        class="button"
        disabled={isBusy || (isShort && !isUnknown)}
        aria-busy={isBusy}
        onClick={() => {
          if (isUnknown) handle.send()
          else handle.askAndSend(terms)
        }}
      >
        {isUnknown ? c('draw.again') : c('payoff.confirm', { amount: showMoney(cost.pay) })}
      </button>
      {isBusy && <p role="status">{t('starting')}</p>}
    </section>
  )
}
