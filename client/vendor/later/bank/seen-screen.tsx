import { useEffect } from 'preact/hooks'
import { serverNowMs } from '../../first/api.ts'
import { noteBank } from '../../first/bank.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { feed } from '../../first/live.ts'
import { mintId } from '../../first/mint.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { goBack } from '../../first/router.ts'
import { leaveSale, openSale, sale, saleProblem } from '../../first/sale.ts'
import type { Bank, SaleRequest } from '../../first/wire.ts'
import { Outcome } from '../parts.tsx'
import { type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { DeedTrouble } from './trouble.tsx'
import { b } from './words.ts'

/** The vendor's word that a sale was paid, where no bank reports it. */
export function SeenScreen({ requestId }: { requestId: string }) {
  useEffect(() => void openSale(requestId), [requestId])
  const request = sale.value?.id === requestId ? sale.value : null
  return (
    <Page title={b('seen.title')} back={{ name: 'charge', requestId }}>
      {request === null ? <ProblemNote problem={saleProblem.value} /> : <Seen request={request} />}
    </Page>
  )
}

/** What is written down, under an id of its own. */
interface Seeing {
  id: string
  amount: number
  note?: string
  request: string
}

function Seen({ request }: { request: SaleRequest }) {
  const handle = useDeed(planOf(request))
  const { deed } = handle
  useNextStep(deed.step)
  if (deed.step === 'done') {
    const next = (
      <button type="button" class="button" onClick={() => leaveSale(false)}>
        {t('paid.next')}
      </button>
    )
    return (
      <Outcome icon="eye" title={b('seen.done')} next={next}>
        <div class="fits">
          <FigureView money={request.amount} />
        </div>
      </Outcome>
    )
  }
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const isRefused = deed.step === 'choosing' && deed.note !== null
  return (
    <section class="confirm" role="group" aria-label={b('seen.title')}>
      <div class="confirm-what">
        <div class="fits">
          <FigureView money={request.amount} />
        </div>
        <p>{b('seen.ask')}</p>
        <p class="notice">
          <Icon name="alarm" />
          <span>
            {b('seen.warning')} {b('seen.counts')}
          </span>
        </p>
      </div>
      <DeedTrouble
        deed={deed}
        unknown={b('seen.unknown')}
        refused={isRefused ? b(deed.note === 'over' ? 'seen.over' : 'seen.refused') : null}
      />
      <button
        type="button"
        class="button"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => (isUnknown ? handle.send() : handle.askAndSend(() => seeing(request)))}
      >
        {b(isUnknown ? 'send_again' : 'seen.yes')}
      </button>
      <button
        type="button"
        class="button plain"
        disabled={isBusy}
        onClick={() => goBack({ name: 'charge', requestId: request.id })}
      >
        {isRefused ? t('back') : b('seen.no')}
      </button>
    </section>
  )
}

function seeing({ id, amount, note }: SaleRequest): Seeing {
  return {
    id: mintId('pay', serverNowMs()),
    amount: amount.amount,
    ...(note === null ? {} : { note }),
    request: id,
  }
}

function planOf({ id }: SaleRequest): Plan<Seeing, Bank> {
  return {
    key: `bank.seen.${id}`,
    path: '/api/bank/seen',
    action: () => null,
    body: (terms) => terms,
    take: (told) => {
      noteBank(told)
      return false
    },
    isDone: (terms) => feed.value.lines.some((line) => line.id === terms.id),
    refusal: (problem: Problem) => (problem.status === 409 ? 'over' : problem.code),
  }
}
