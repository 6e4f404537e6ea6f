import { useState } from 'preact/hooks'
import { exponentOf } from '../../../../src/domain/money/money.ts'
import { noteCredit } from '../../first/credit.ts'
import { showMoney } from '../../first/language.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
import { Alert } from '../alert.tsx'
import { isOwner, Stepper } from '../parts.tsx'
import { type Plan, useDeed } from '../use-deed.ts'
import { Done, LinePage, Nothing } from './credit-page.tsx'
import { StepUp } from './step-up.tsx'
import { Trouble } from './trouble.tsx'
import { inCredit } from './use-credit.ts'
import { c, perHundred } from './words.ts'

interface Sharing {
  holdback_bp: number
}

const PLAN: Plan<Sharing, Credit> = {
  key: 'credit.share',
  path: '/api/credit/holdback',
  action: ({ holdback_bp }) => `holdback:${holdback_bp}`,
  body: (terms) => terms,
  take: (credit) => {
    noteCredit(credit)
    return false
  },
  isDone: inCredit(({ holdback_bp }, { line }) => line?.holdback.bp === holdback_bp),
}

/** How much of each sale repays. */
export function ShareScreen() {
  return <LinePage title={c('share.title')}>{(line) => <Share line={line} />}</LinePage>
}

function Share({ line }: { line: CreditLine }) {
  const { deed, revise, send, askAndSend } = useDeed(PLAN)
  const { bp: present, min_bp: min, max_bp: max, step_bp: step } = line.holdback
  const [bp, setBp] = useState('terms' in deed ? deed.terms.holdback_bp : present)
  if (!isOwner()) return <Nothing words={c('owner_only')} />
  if (deed.step === 'done') {
    const { holdback_bp: chosen } = deed.terms
    return (
      <Done icon="tick" title={c('share.title')}>
        <p>{c('share.done', { share: perHundred(chosen) })}</p>
      </Done>
    )
  }
  if (deed.step === 'step_up')
    return <StepUp onGoOn={() => send()} onLeave={deed.isDoubtful ? undefined : revise} />
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const isFixed = isBusy || isUnknown
  const change = (next: number): void => {
    revise()
    setBp(next)
  }
  const isSame = bp === present && !isFixed
  return (
    <>
      <section class="card">
        <Stepper
          label={c('share.title')}
          less={{
            label: c('offer.less_share'),
            onStep: isFixed || bp - step < min ? null : () => change(bp - step),
          }}
          more={{
            label: c('offer.more_share'),
            onStep: isFixed || bp + step > max ? null : () => change(bp + step),
          }}
        >
          <strong>{c('share', { share: perHundred(bp) })}</strong>
        </Stepper>
        <p>{exampleOf(line, bp)}</p>
      </section>
      <p class="hint">{c('share.hint')}</p>
      <Alert>{isUnknown ? c('payoff.unknown') : null}</Alert>
      <Trouble note={'note' in deed ? shareNote(deed.note) : null} />
      <button
        type="button"
        class="button"
        disabled={isBusy || isSame}
        aria-busy={isBusy}
        onClick={() => {
          if (isUnknown) send()
          else askAndSend(() => ({ holdback_bp: bp }))
        }}
      >
        {isUnknown
          ? c('draw.again')
          : isSame
            ? c('share.same')
            : c('share.confirm', { share: perHundred(bp) })}
      </button>
    </>
  )
}

/** A sale of a hundred in the line's currency, and what becomes of it. */
function exampleOf({ remaining: { currency } }: CreditLine, bp: number): string {
  const sale = 100 * 10 ** exponentOf(currency)
  const part = Math.floor((sale * bp) / 10_000)
  const money = (amount: number) => showMoney({ amount, currency })
  return c('share.example', { sale: money(sale), part: money(part), rest: money(sale - part) })
}

/** A share has no terms that could change meanwhile, only bounds. */
function shareNote(note: string | null): string | null {
  return note === 'terms_changed' || note === 'invalid' ? 'share' : note
}
