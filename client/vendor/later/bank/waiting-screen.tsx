import { useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { post } from '../../first/api.ts'
import { noteBank } from '../../first/bank.ts'
import { Amount } from '../../first/figure-view.tsx'
import { showDateTime, showMoney, t } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { me } from '../../first/session.ts'
import type { Bank, WaitingCredit } from '../../first/wire.ts'
import { BankPage } from './bank-page.tsx'
import { b } from './words.ts'

/** Money at the bank that nobody can tell what it is for: a person says so. */
export function WaitingScreen() {
  return (
    <BankPage title={t('bank.door')} back={{ name: 'keypad' }}>
      {({ waiting }) =>
        waiting.length === 0 ? (
          <p class="empty" role="status">
            {b('waiting.none')}
          </p>
        ) : (
          <>
            <p>{b('waiting.hint')}</p>
            {waiting.map((credit) => (
              <Waiting key={credit.id} credit={credit} />
            ))}
          </>
        )
      }
    </BankPage>
  )
}

function Waiting({ credit }: { credit: WaitingCredit }) {
  const [isAsking, setIsAsking] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const say = async (isSale: boolean): Promise<void> => {
    if (isBusy) return
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Bank>('/api/bank/waiting', { credit: credit.id, is_sale: isSale })
    setIsBusy(false)
    if (answer.ok) noteBank(answer.value)
    else setProblem(answer.problem)
  }
  return (
    <section class="card bank-waiting" aria-busy={isBusy}>
      <Facts credit={credit} />
      <p class="notice">{whyWords(credit)}</p>
      {isAsking && <p role="alert">{b('waiting.no_ask')}</p>}
      <ProblemNote problem={problem} />
      <Answers
        isForeign={credit.outcome === 'wrong_currency'}
        isAsking={isAsking}
        isBusy={isBusy}
        onSay={(isSale) => void say(isSale)}
        onAsk={setIsAsking}
      />
    </section>
  )
}

function Facts({ credit }: { credit: WaitingCredit }) {
  const timeZone = me.value?.vendor.time_zone ?? 'UTC'
  const { amount, payer, reference } = credit
  return (
    <>
      <h2>{amount === null ? b('waiting.foreign') : <Amount money={amount} />}</h2>
      <p class="bank-waiting-facts">
        <span>
          <time datetime={credit.at}>{showDateTime(credit.at, timeZone)}</time>
        </span>
        {payer !== null && <span>{b('waiting.from', { payer: isolate(payer) })}</span>}
        {reference !== null && (
          <span class="hint">{b('waiting.reference', { reference: isolate(reference) })}</span>
        )}
      </p>
    </>
  )
}

function whyWords({ outcome, asked }: WaitingCredit): string {
  const isMeasured = outcome === 'underpaid' || outcome === 'overpaid'
  if (!isMeasured) return b(`why.${outcome}`)
  return asked === null ? b('why.unmatched') : b(`why.${outcome}`, { asked: showMoney(asked) })
}

/** A no is asked twice: it takes the money off this list for good. */
function Answers(props: {
  isForeign: boolean
  isAsking: boolean
  isBusy: boolean
  onSay: (isSale: boolean) => void
  onAsk: (isAsking: boolean) => void
}) {
  const { isForeign, isAsking, isBusy, onSay, onAsk } = props
  if (isForeign) {
    return (
      <button type="button" class="button plain" disabled={isBusy} onClick={() => onSay(false)}>
        {b('waiting.put_away')}
      </button>
    )
  }
  return (
    <div class="two-buttons">
      {isAsking ? (
        <button type="button" class="button plain" disabled={isBusy} onClick={() => onAsk(false)}>
          {t('back')}
        </button>
      ) : (
        <button type="button" class="button plain" disabled={isBusy} onClick={() => onAsk(true)}>
          {b('waiting.no')}
        </button>
      )}
      {isAsking ? (
        <button type="button" class="button plain" disabled={isBusy} onClick={() => onSay(false)}>
          {b('waiting.no_sure')}
        </button>
      ) : (
        <button type="button" class="button" disabled={isBusy} onClick={() => onSay(true)}>
          {b('waiting.yes')}
        </button>
      )}
    </div>
  )
}
