import fc from 'fast-check'
import { expiredHolds, learnPosted, OPEN_HOLDS_MAX } from '../../../src/domain/ledger/journal.ts'
import type { Command } from '../../../src/domain/ledger/journal.ts'
import { IN, Ledger, movement, OUT } from './ledger.ts'
import { ModelLedger } from './model.ts'
import type { ModelAnswer } from './model.ts'

interface Move {
  do: 'in' | 'out' | 'hold' | 'refuse'
  key: number
  amount: number
  note: number
  expires: number | null
}

interface End {
  do: 'post' | 'void'
  key: number
  share: number
}

type Step = Move | End | { do: 'learn'; key: number } | { do: 'crash' } | { do: 'time'; by: number }

// Few keys and few notes, so that duplicates and changed duplicates are common.
const amounts = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 50 }) },
  { weight: 1, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) },
)
export const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('in' as const, 'out' as const, 'hold' as const, 'refuse' as const),
    key: fc.integer({ min: 0, max: 14 }),
    amount: amounts,
    note: fc.integer({ min: 0, max: 1 }),
    expires: fc.option(fc.integer({ min: 1, max: 40 })),
  }),
  fc.record({
    do: fc.constantFrom('post' as const, 'void' as const),
    key: fc.integer({ min: 0, max: 14 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ do: fc.constant('learn' as const), key: fc.integer({ min: 0, max: 14 }) }),
  fc.record({ do: fc.constant('crash' as const) }),
  fc.record({ do: fc.constant('time' as const), by: fc.integer({ min: 1, max: 10 }) }),
)

/** Runs the same steps through the engine and the model; returns both answers of each. */
export function play(script: readonly Step[]) {
  const ledger = new Ledger()
  const model = new ModelLedger()
  const answers: { engine: string; model: string }[] = []
  let nowMs = 1
  for (const step of script) {
    if (step.do === 'time') nowMs += step.by
    const engine = engineStep(ledger, step, nowMs)
    const expected = modelStep(model, ledger, step, nowMs)
    answers.push({ engine, model: expected })
  }
  return { ledger, model, answers }
}

function commandOf(step: Move): Command {
  const detail = {
    note: String(step.note),
    ...(step.do === 'hold' && step.expires !== null ? { expiresAtMs: step.expires } : {}),
  }
  // Fields that belong to the direction are part of what makes two commands the same.
  const move = movement(`k${step.key}`, step.amount, {
    detail,
    counterparty: step.do === 'in' ? 'a' : 'b',
  })
  if (step.do === 'refuse') return { type: 'refuse', movement: move, reason: 'vendor_closed' }
  if (step.do === 'hold')
    return { type: 'hold', movement: move, leg: { ...OUT, amount: step.amount } }
  return {
    type: 'post',
    movement: move,
    legs: [{ ...(step.do === 'in' ? IN : OUT), amount: step.amount }],
  }
}

function engineStep(ledger: Ledger, step: Step, nowMs: number): string {
  if (step.do === 'crash') return (ledger.restart(), 'crash')
  if (step.do === 'time') {
    ledger.record({ type: 'resolve', resolutions: expiredHolds(ledger.head, nowMs) }, nowMs)
    return 'time'
  }
  const hold = ledger.head.open.find(({ key }) => key === `k${step.key}`)
  if (step.do === 'learn') {
    if (hold !== undefined) ledger.head = learnPosted(ledger.head, hold.seq)
    return 'learn'
  }
  if ('share' in step) {
    if (hold === undefined) return 'resolved_before'
    // A learned hold is resolved already, only not in a row.
    if (ledger.head.learned.some((known) => known.hold === hold.seq)) return 'resolved_before'
    const posted = step.do === 'void' ? 0 : Math.floor(hold.leg.amount * step.share)
    const resolutions = [{ hold: hold.seq, posted, reason: null }]
    return ledger.record({ type: 'resolve', resolutions }, nowMs).outcome
  }
  const decision = ledger.record(commandOf(step), nowMs)
  if (decision.outcome !== 'recorded') return decision.outcome
  return decision.entry.declined === null ? 'recorded' : `declined ${decision.entry.declined}`
}

/** Learned in the model means posted at once; the engine forgets it in a crash, so the model is told only when a row says so. */
function modelStep(
  model: ModelLedger,
  ledger: Ledger,
  step: Step,
  nowMs: number,
): ModelAnswer | string {
  if (step.do === 'time') {
    confirmRidden(model, ledger)
    model.expire(nowMs)
    return 'time'
  }
  if (step.do === 'learn' || step.do === 'crash') return step.do
  if ('share' in step) {
    const hold = model.open().find(({ key }) => key === `k${step.key}`)
    if (hold === undefined || isLearned(ledger, hold.key)) return 'resolved_before'
    const posted = step.do === 'void' ? 0 : Math.floor(hold.amount * step.share)
    const answer = model.resolve(hold.key, posted)
    confirmRidden(model, ledger)
    return answer
  }
  const asked = {
    key: `k${step.key}`,
    fields: JSON.stringify([
      step.do === 'in',
      step.amount,
      step.note,
      step.do === 'hold' ? step.expires : null,
    ]),
    type: step.do === 'hold' ? ('hold' as const) : ('post' as const),
    from: step.do === 'in' ? 'inbound' : 'available',
    to: step.do === 'in' ? 'available' : 'outbound',
    amount: step.amount,
    expiresAtMs: step.do === 'hold' ? step.expires : null,
  }
  const answer =
    step.do === 'refuse' ? model.refuse(asked, 'vendor_closed') : model.move(asked, OPEN_HOLDS_MAX)
  confirmRidden(model, ledger)
  return answer
}

function isLearned(ledger: Ledger, key: string): boolean {
  const hold = ledger.head.open.find((open) => open.key === key)
  return hold !== undefined && ledger.head.learned.some((known) => known.hold === hold.seq)
}

/** Tells the model of full posts that rode on the newest row. */
function confirmRidden(model: ModelLedger, ledger: Ledger): void {
  for (const { hold, posted } of ledger.rows.at(-1)?.resolves ?? []) {
    const key = ledger.rows[hold - 1]?.key
    const open = model.open().find((move) => move.key === key)
    if (open !== undefined && posted === open.amount) open.posted = posted
  }
}
