import { useEffect, useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { serverNowMs } from '../../first/api.ts'
import { askCredit, noteCredit } from '../../first/credit.ts'
import { showMoney, t } from '../../first/language.ts'
import { mintId } from '../../first/mint.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { CreditLine, DrawAnswer, Supplier } from '../../first/wire.ts'
import { isOwner } from '../parts.tsx'
import { useAsked } from '../use-asked.ts'
import { type DeedHandle, type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { Done, LinePage, Nothing } from './credit-page.tsx'
import { ChooseAmount, ChoosePayee, ConfirmDraw } from './draw-steps.tsx'
import { payeeName, type Drawing, type Payee } from './drawing.ts'
import { StepUp } from './step-up.tsx'
import { inCredit } from './use-credit.ts'
import { c } from './words.ts'

const PLAN: Plan<Drawing, DrawAnswer> = {
  key: 'credit.draw',
  path: '/api/credit/draws',
  action: ({ id, amount }) => `draw:${id}:${amount}`,
  body: ({ id, amount, owed, payee, reference }) => ({
    id,
    amount,
    owed,
    supplier: payee.type === 'cash' ? null : payee.id,
    reference,
  }),
  take: ({ credit, state }) => {
    noteCredit(credit)
    return state === 'pending'
  },
  isDone: inCredit(({ id }, { line }) => line?.draws.some((draw) => draw.id === id) === true),
}

/** Stock on credit: who is paid, how much, looked at once more, sent once. */
export function DrawScreen() {
  const handle = useDeed(PLAN)
  return (
    <LinePage title={c('draw.title')}>{(line) => <Draw line={line} handle={handle} />}</LinePage>
  )
}

function Draw({ line, handle }: { line: CreditLine; handle: DeedHandle<Drawing> }) {
  const { deed } = handle
  const [payee, setPayee] = useState<Payee | null>(null)
  const [amount, setAmount] = useState(0)
  const [reference, setReference] = useState('')
  const suppliers = useAsked<{ data: Supplier[] }>('/api/suppliers')
  const isRefused = deed.step === 'choosing' && deed.note !== null
  useEffect(() => {
    if (isRefused) void askCredit()
  }, [isRefused])
  useNextStep(deed.step === 'choosing' ? (payee === null ? 'who' : 'amount') : sideOf(deed.step))
  if (deed.step === 'done') return <DrawDone drawing={deed.terms} isPending={deed.isPending} />
  if (deed.step === 'step_up')
    return (
      <StepUp onGoOn={() => handle.send()} onLeave={deed.isDoubtful ? undefined : handle.revise} />
    )
  if (deed.step !== 'choosing') {
    return (
      <ConfirmDraw handle={handle} deed={deed} reference={reference} onReference={setReference} />
    )
  }
  if (!isOwner()) return <Nothing words={c('owner_only')} />
  if (line.frozen_reason !== null || line.available.amount < line.min_draw.amount) {
    return <Nothing words={c(line.frozen_reason === null ? 'draw.none_left' : 'frozen.other')} />
  }
  if (payee === null) {
    return (
      <>
        <ProblemNote problem={suppliers.problem} />
        {suppliers.problem !== null && (
          <button type="button" class="button plain" onClick={suppliers.again}>
            {t('again')}
          </button>
        )}
        {suppliers.told !== null && (
          <ChoosePayee suppliers={suppliers.told.data} line={line} onChosen={setPayee} />
        )}
      </>
    )
  }
  return (
    <ChooseAmount
      line={line}
      payee={payee}
      amount={amount}
      note={deed.note}
      onAmount={(next) => {
        handle.revise()
        setAmount(next)
      }}
      onOther={() => setPayee(null)}
      onChosen={(disclosure) =>
        handle.ask(() => ({
          id: mintId('drw', serverNowMs()),
          amount,
          owed: disclosure.owed.amount,
          disclosure,
          payee,
          reference: null,
        }))
      }
    />
  )
}

/** What is on the screen: sending and not being answered look the same as being asked. */
function sideOf(step: 'asked' | 'sending' | 'unknown' | 'step_up' | 'done'): string {
  return step === 'done' || step === 'step_up' ? step : 'confirm'
}

function DrawDone({ drawing, isPending }: { drawing: Drawing; isPending: boolean }) {
  const { payee, disclosure } = drawing
  const words =
    payee.type === 'cash'
      ? c('draw.posted_cash')
      : c('draw.posted', { supplier: isolate(payeeName(payee)) })
  return (
    <Done icon={isPending ? 'waiting' : 'tick'} title={showMoney(disclosure.principal)}>
      <p>{isPending ? c('draw.pending') : words}</p>
      {drawing.reference !== null && <bdi class="code">{drawing.reference}</bdi>}
    </Done>
  )
}
