import { useId } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { CODE_DIGITS } from '../../../../src/domain/orders/limits.ts'
import { LINE_PROBLEMS, type LineProblem } from '../../../../src/domain/orders/order.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { showMoney, t } from '../../first/language.ts'
import { Alert } from '../alert.tsx'
import { Stepper } from '../parts.tsx'
import type { DeedHandle } from '../use-deed.ts'
import {
  arrivedOf,
  codeDigits,
  costOfCount,
  costOfSent,
  type Counting,
  type Counts,
  isCode,
  isWhole,
  named,
  recount,
  wayOf,
} from './count.ts'
import { refusalWords } from './refusal.ts'
import type { Order, OrderLine } from './wire.ts'
import { s, sCount, showMoment, showNumber, showPack } from './words.ts'

interface Props {
  order: Order
  counts: Counts
  code: string
  handle: DeedHandle<Counting>
  onCounts: (counts: Counts) => void
  onCode: (code: string) => void
  /** @param isNothing nothing came at all */
  onDispute: (isNothing: boolean) => void
}

/** Line by line with large steps; the sum goes along. */
export function CountForm(props: Props) {
  const { order, counts, handle } = props
  const { deed } = handle
  const isFixed = deed.step !== 'choosing'
  const shown = 'terms' in deed ? deed.terms.counts : counts
  return (
    <>
      <p>{s('count.hint', { supplier: isolate(order.supplier.name) })}</p>
      <ul class="rows">
        {order.lines
          .filter(({ accepted }) => accepted > 0)
          .map((line) => (
            <li key={line.item}>
              <CountLine
                line={line}
                counts={shown}
                onCounts={isFixed ? null : (next) => props.onCounts(next)}
              />
            </li>
          ))}
      </ul>
      <CodeField
        code={'terms' in deed ? (deed.terms.code ?? '') : props.code}
        isFixed={isFixed}
        isNeeded={order.state === 'out_for_delivery'}
        onCode={props.onCode}
      />
      <Sum order={order} counts={shown} />
      <Agree {...props} counts={shown} />
    </>
  )
}

function CountLine(props: {
  line: OrderLine
  counts: Counts
  onCounts: ((counts: Counts) => void) | null
}) {
  const { line, counts, onCounts } = props
  const arrived = arrivedOf(counts, line)
  const problem = counts.find(({ item }) => item === line.item)?.problem ?? null
  const step = (next: number) =>
    onCounts === null || next < 0 || next > line.accepted
      ? null
      : () => onCounts(recount(counts, line, next))
  return (
    <div class="count-line">
      <p>
        <strong>
          <bdi>{line.name}</bdi>
        </strong>
        <span class="hint">
          {showPack(line.pack)} · {sCount('count.sent', line.accepted)}
        </span>
      </p>
      <Stepper
        label={line.name}
        less={{ label: s('fewer'), onStep: step(arrived - 1) }}
        more={{ label: s('more_packs'), onStep: step(arrived + 1) }}
      >
        <strong class="count">{showNumber(arrived)}</strong>
        <span>{s('count.of', { sent: line.accepted })}</span>
      </Stepper>
      {problem !== null && (
        <Problems
          line={line}
          problem={problem}
          onProblem={onCounts === null ? null : (next) => onCounts(named(counts, line.item, next))}
        />
      )}
    </div>
  )
}

/** What is wrong with the packs that are not counted. */
function Problems(props: {
  line: OrderLine
  problem: LineProblem
  onProblem: ((problem: LineProblem) => void) | null
}) {
  const { line, onProblem } = props
  return (
    <fieldset class="trades" disabled={onProblem === null}>
      <legend>{s('count.problem')}</legend>
      <div class="tiles problems">
        {LINE_PROBLEMS.map((problem) => (
          <label key={problem} class="tile">
            <input
              class="unseen"
              type="radio"
              name={`problem-${line.item}`}
              value={problem}
              checked={problem === props.problem}
              onChange={() => onProblem?.(problem)}
            />
            <span>{s(`count.${problem}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function CodeField(props: {
  code: string
  isFixed: boolean
  isNeeded: boolean
  onCode: (code: string) => void
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{s('count.code')}</label>
      <span class="hint" id={`${id}-hint`}>
        {s(props.isNeeded ? 'count.code_hint' : 'count.code_optional')}
      </span>
      <input
        id={id}
        class="code driver-code"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={CODE_DIGITS}
        value={props.code}
        disabled={props.isFixed}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          const digits = codeDigits(event.currentTarget.value)
          // Also where the digits are the same as before: a letter that was typed goes away.
          event.currentTarget.value = digits
          props.onCode(digits)
        }}
      />
    </div>
  )
}

/** What the counted packs cost, and what they cost as they were sent. */
function Sum({ order, counts }: { order: Order; counts: Counts }) {
  const money = (amount: number) => ({ ...order.total, amount })
  const sum = costOfCount(order.lines, counts)
  const missing = costOfSent(order.lines) - sum
  const hasDiscount = order.money.discount.amount > 0
  return (
    <section class="sums" aria-live="polite">
      <p class="sums-name">{s(hasDiscount ? 'count.goods' : 'count.pay')}</p>
      <div class="fits">
        <FigureView money={money(sum)} />
      </div>
      {missing > 0 && <p>{s('count.less', { amount: showMoney(money(missing)) })}</p>}
      {hasDiscount && (
        <p class="hint">{s('count.discount', { supplier: isolate(order.supplier.name) })}</p>
      )}
    </section>
  )
}

function Agree(props: Props) {
  const { order, counts, code, handle } = props
  const { deed } = handle
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const way = wayOf(order.state, {
    isWhole: isWhole(order.lines, counts),
    hasCode: isCode(code),
  })
  const supplier = isolate(order.supplier.name)
  const agree = (): void => {
    if (isUnknown) handle.send()
    else if (way === 'tell') props.onDispute(false)
    else handle.askAndSend(() => ({ code: isCode(code) ? code : null, counts }))
  }
  const canTell = order.state === 'delivered' && !isBusy && !isUnknown
  return (
    <>
      <Alert>{isUnknown ? s('count.unknown') : null}</Alert>
      <Alert>{'note' in deed && deed.note !== null ? refusalWords(deed.note) : null}</Alert>
      {way === 'code_missing' && !isUnknown && <p class="hint">{s('count.code_missing')}</p>}
      <button
        type="button"
        class="button"
        disabled={isBusy || (way === 'code_missing' && !isUnknown)}
        aria-busy={isBusy}
        onClick={agree}
      >
        {isUnknown
          ? s('send_again')
          : way === 'tell'
            ? s('count.tell', { supplier })
            : s('count.agree')}
      </button>
      {isBusy && <p role="status">{t('starting')}</p>}
      {canTell && (
        <>
          <button type="button" class="button plain" onClick={() => props.onDispute(true)}>
            {s('count.not_come')}
          </button>
          {way !== 'tell' && (
            <button type="button" class="button plain" onClick={() => props.onDispute(false)}>
              {s('count.not_agreed')}
            </button>
          )}
        </>
      )}
      {order.state === 'out_for_delivery' && order.due !== null && (
        <p class="hint">{s('count.if_not', { by: showMoment(order.due.at) })}</p>
      )}
    </>
  )
}
