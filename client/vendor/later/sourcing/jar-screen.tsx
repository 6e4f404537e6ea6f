import { useState } from 'preact/hooks'
import { exponentOf } from '../../../../src/domain/money/money.ts'
import { post, serverNowMs } from '../../first/api.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import { mintId } from '../../first/mint.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { Alert } from '../alert.tsx'
import { c, perHundred } from '../credit/words.ts'
import { isOwner, Stepper } from '../parts.tsx'
import { type Asked, noteAnswer, useAsked } from '../use-asked.ts'
import { type Plan, useDeed } from '../use-deed.ts'
import { mayBuy } from './may-buy.ts'
import { refusalWords } from './refusal.ts'
import { StockPage, Told } from './stock-parts.tsx'
import type { Jar } from './wire.ts'
import { s } from './words.ts'

const PATH = '/api/jar'

/** A share of each sale, set aside for stock: how much, and all of it back with one tap. */
export function JarScreen() {
  const asked = useAsked<Jar>(PATH)
  return (
    <StockPage title={s('jar.title')}>
      <Told asked={asked}>{(jar) => <JarView jar={jar} asked={asked} />}</Told>
    </StockPage>
  )
}

function JarView({ jar, asked }: { jar: Jar; asked: Asked<Jar> }) {
  return (
    <>
      <section class="sums">
        <p class="sums-name">{s('jar.in')}</p>
        <div class="fits">
          <FigureView money={jar.balance} />
        </div>
        <p class="hint">{s('jar.hint')}</p>
      </section>
      {mayBuy() ? (
        <>
          {/* Another share that was chosen elsewhere starts this anew. */}
          {isOwner() ? <Share key={jar.share_bp} jar={jar} /> : <OwnerOnly jar={jar} />}
          <Empty jar={jar} asked={asked} />
        </>
      ) : (
        <p class="hint">{s('may_not_buy')}</p>
      )}
    </>
  )
}

/** A manager sees the share; the owner sets it. */
function OwnerOnly({ jar }: { jar: Jar }) {
  return (
    <p>
      {jar.share_bp === 0 ? s('jar.off') : s('jar.share', { share: perHundred(jar.share_bp) })}{' '}
      {c('owner_only')}
    </p>
  )
}

function Share({ jar }: { jar: Jar }) {
  const [bp, setBp] = useState(jar.share_bp)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const at = jar.shares_bp.indexOf(bp)
  const less = jar.shares_bp[at - 1]
  const more = jar.shares_bp[at + 1]
  const choose = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await post<Jar>(PATH, { share_bp: bp })
    setIsBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) noteAnswer(PATH, { ...jar, share_bp: bp })
  }
  const isSame = bp === jar.share_bp
  return (
    <>
      <section class="card">
        <p>{s('jar.each')}</p>
        <Stepper
          label={s('jar.each')}
          less={{
            label: c('offer.less_share'),
            onStep: less === undefined || isBusy ? null : () => setBp(less),
          }}
          more={{
            label: c('offer.more_share'),
            onStep: more === undefined || isBusy ? null : () => setBp(more),
          }}
        >
          <strong>{bp === 0 ? s('jar.none') : c('share', { share: perHundred(bp) })}</strong>
        </Stepper>
        <p class="hint">{exampleOf(jar, bp)}</p>
      </section>
      <ProblemNote problem={problem} />
      <button
        type="button"
        class="button"
        disabled={isBusy || isSame}
        aria-busy={isBusy}
        onClick={() => void choose()}
      >
        {isSame
          ? c('share.same')
          : bp === 0
            ? s('jar.stop')
            : s('jar.choose', { share: perHundred(bp) })}
      </button>
    </>
  )
}

/** A sale of a hundred, and what of it goes into the jar. */
function exampleOf({ balance: { currency } }: Jar, bp: number): string {
  const sale = 100 * 10 ** exponentOf(currency)
  const money = (amount: number) => showMoney({ amount, currency })
  const part = Math.floor((sale * bp) / 10_000)
  return bp === 0
    ? s('jar.example_none')
    : s('jar.example', { sale: money(sale), part: money(part) })
}

interface Emptying {
  id: string
  /** Minor units that the screen showed. Not sent. */
  amount: number
}

const EMPTY: Plan<Emptying, unknown> = {
  key: 'stock.jar',
  path: `${PATH}/empty`,
  action: () => null,
  body: ({ id }) => ({ id }),
  take: () => false,
}

function Empty({ jar, asked }: { jar: Jar; asked: Asked<Jar> }) {
  const { deed, send, askAndSend } = useDeed({
    ...EMPTY,
    take: () => {
      asked.again()
      return false
    },
  })
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const { amount } = jar.balance
  if (amount === 0 && !isUnknown && deed.step !== 'done') return null
  const money = { ...jar.balance, amount: 'terms' in deed ? deed.terms.amount : amount }
  return (
    <>
      <Alert>{isUnknown ? s('jar.unknown') : null}</Alert>
      <Alert>{'note' in deed && deed.note !== null ? refusalWords(deed.note) : null}</Alert>
      <p class="hint" role="status">
        {deed.step === 'done' ? s('jar.emptied', { amount: showMoney(money) }) : ''}
      </p>
      {deed.step !== 'done' && (
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={() => {
            if (isUnknown) send()
            else askAndSend(() => ({ id: mintId('jar', serverNowMs()), amount }))
          }}
        >
          {isUnknown ? s('send_again') : s('jar.empty', { amount: showMoney(money) })}
        </button>
      )}
    </>
  )
}
