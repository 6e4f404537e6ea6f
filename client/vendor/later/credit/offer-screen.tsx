import { useEffect, useState } from 'preact/hooks'
import { PAUSE_DAYS_MAX } from '../../../../src/domain/credit/progress.ts'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { askCredit, noteCredit } from '../../first/credit.ts'
import { showMoney, t } from '../../first/language.ts'
import type { Credit, Disclosure, Offer } from '../../first/wire.ts'
import { Alert } from '../alert.tsx'
import type { Deed } from '../deed.ts'
import { isOwner, Stepper } from '../parts.tsx'
import { type DeedHandle, type Plan, useDeed } from '../use-deed.ts'
import { CreditPage, Done, Nothing } from './credit-page.tsx'
import { Figures } from './figures.tsx'
import { lineInTheWay } from './offer-cards.tsx'
import { StepUp } from './step-up.tsx'
import { Trouble } from './trouble.tsx'
import { inCredit } from './use-credit.ts'
import { useQuote } from './use-quote.ts'
import { c, cCount, perHundred, showPercent } from './words.ts'

/** What is sent when an offer is taken: the figures that were on the screen. */
interface Taking {
  holdback_bp: number
  /** Minor units of the disclosure for the whole amount at that share. */
  owed: number
  /** Not sent: by these a line without an answer is known again. Null when the lender had a line here already. */
  newLender: string | null
}

/** One offer with everything that it costs and means, on one screen; and the tap that takes it. */
export function OfferScreen({ offerId }: { offerId: string }) {
  const handle = useDeed<Taking, Credit>(planOf(offerId))
  if (handle.deed.step === 'done') return <Taken />
  return (
    <CreditPage title={c('offer.title')}>
      {(credit) => {
        const offer = credit.offers.find(({ id }) => id === offerId)
        return offer === undefined ? (
          <Nothing words={c('offer.gone')} />
        ) : (
          <OfferView offer={offer} credit={credit} handle={handle} />
        )
      }}
    </CreditPage>
  )
}

function planOf(offerId: string): Plan<Taking, Credit> {
  return {
    key: `credit.take.${offerId}`,
    path: `/api/credit/offers/${offerId}/accept`,
    action: ({ holdback_bp }) => `accept:${offerId}:${holdback_bp}`,
    body: ({ holdback_bp, owed }) => ({ holdback_bp, owed }),
    isDone: inCredit(
      ({ newLender }, { line, offers }) =>
        line?.lender.id === newLender && !offers.some(({ id }) => id === offerId),
    ),
    take: (credit) => {
      noteCredit(credit)
      return false
    },
  }
}

function OfferView(props: { offer: Offer; credit: Credit; handle: DeedHandle<Taking> }) {
  const { offer, handle } = props
  const { deed } = handle
  const [bp, setBp] = useState('terms' in deed ? deed.terms.holdback_bp : offer.holdback.default_bp)
  const amount = offer.amount.amount
  const usual = offer.disclosure
  const quote = useQuote(
    `/api/credit/offers/${offer.id}/quote`,
    { amount, holdback_bp: bp },
    { wanted: { amount, holdback_bp: usual.holdback_bp }, told: usual },
  )
  const isRefused = deed.step === 'choosing' && deed.note !== null
  useEffect(() => {
    if (!isRefused) return
    void askCredit()
    quote.again()
  }, [isRefused])
  const lender = isolate(offer.lender.name)
  const isOpen = deed.step === 'choosing' || deed.step === 'asked'
  return (
    <>
      <p class="lender">{c('offer.lends', { lender })}</p>
      <Figures amount={offer.amount} quote={quote}>
        <ShareChooser
          offer={offer}
          bp={bp}
          onChange={
            isOpen
              ? (next) => {
                  handle.revise()
                  setBp(next)
                }
              : null
          }
        />
      </Figures>
      <p class="hint">
        {c('offer.all')} {c('offer.share_hint')}
      </p>
      <Terms offer={offer} />
      <Take
        offer={offer}
        credit={props.credit}
        handle={handle}
        shown={quote.isCurrent ? quote.shown : null}
        bp={bp}
      />
    </>
  )
}

/** `onChange` is null while a choice is on its way. */
function ShareChooser(props: {
  offer: Offer
  bp: number
  onChange: ((bp: number) => void) | null
}) {
  const { bp, onChange } = props
  const { min_bp: min, max_bp: max, step_bp: step } = props.offer.holdback
  return (
    <div class="chooser">
      <p>{c('offer.share')}</p>
      <Stepper
        label={c('offer.share')}
        less={{
          label: c('offer.less_share'),
          onStep: onChange === null || bp - step < min ? null : () => onChange(bp - step),
        }}
        more={{
          label: c('offer.more_share'),
          onStep: onChange === null || bp + step > max ? null : () => onChange(bp + step),
        }}
      >
        {c('share', { share: perHundred(bp) })}
      </Stepper>
    </div>
  )
}

/** What the figures do not say. */
function Terms({ offer }: { offer: Offer }) {
  const { rebate_bp: rebate } = offer
  const early =
    rebate === 0
      ? c('terms.early_none')
      : rebate >= 10_000
        ? c('terms.early_all')
        : c('terms.early_part', { part: showPercent(rebate) })
  return (
    <dl class="terms">
      <dt>{c('terms.stop')}</dt>
      <dd>{c('terms.stop_text', { days: cCount('days', PAUSE_DAYS_MAX) })}</dd>
      <dt>{c('terms.early')}</dt>
      <dd>{early}</dd>
      <dt>{c('terms.use')}</dt>
      <dd>{c(offer.allow_cash ? 'terms.use_cash' : 'terms.use_stock')}</dd>
      <dt>{c('terms.wrong')}</dt>
      <dd>{c('terms.wrong_text')}</dd>
    </dl>
  )
}

function Take(props: {
  offer: Offer
  credit: Credit
  handle: DeedHandle<Taking>
  shown: Disclosure | null
  bp: number
}) {
  const { offer, credit, handle, shown, bp } = props
  const { deed } = handle
  const other = lineInTheWay(offer, credit)
  if (!isOwner()) return <p class="hint">{c('owner_only')}</p>
  if (other !== null) return <Alert>{c('offer.after', { lender: isolate(other) })}</Alert>
  if (deed.step === 'step_up')
    return (
      <StepUp onGoOn={() => handle.send()} onLeave={deed.isDoubtful ? undefined : handle.revise} />
    )
  const isBusy = deed.step === 'sending'
  const tap = (): void => {
    if (deed.step === 'unknown') handle.send()
    else if (shown !== null) {
      const newLender = credit.line?.lender.id === offer.lender.id ? null : offer.lender.id
      handle.askAndSend(() => ({ holdback_bp: bp, owed: shown.owed.amount, newLender }))
    }
  }
  return (
    <section class="stack">
      {credit.line?.lender.id === offer.lender.id && (
        <p class="hint">{c('offer.raises', { lender: isolate(offer.lender.name) })}</p>
      )}
      <p>{c('offer.consent', { lender: isolate(offer.lender.name) })}</p>
      <TakeTrouble deed={deed} />
      <button
        type="button"
        class="button"
        disabled={isBusy || (shown === null && deed.step !== 'unknown')}
        aria-busy={isBusy}
        onClick={tap}
      >
        {c(isBusy ? 'offer.taking' : deed.step === 'unknown' ? 'draw.again' : 'offer.take')}
      </button>
    </section>
  )
}

function TakeTrouble({ deed }: { deed: Deed<Taking> }) {
  if (deed.step === 'unknown') {
    return (
      <>
        <Alert>{c('offer.unknown')}</Alert>
        <Trouble note={deed.note} />
      </>
    )
  }
  return <Trouble note={'note' in deed ? deed.note : null} />
}

function Taken() {
  return (
    <CreditPage title={t('credit.title')}>
      {({ line }) => (
        <Done icon="tick" title={c('offer.taken')}>
          {line !== null && <p>{c('offer.taken_hint', { amount: showMoney(line.available) })}</p>}
        </Done>
      )}
    </CreditPage>
  )
}
