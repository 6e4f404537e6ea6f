import fc from 'fast-check'
import { it } from 'vitest'
import { availableOf, pendingOf } from '../../../src/domain/ledger/accounts.ts'
import { auditEntry, startAudit } from '../../../src/domain/ledger/audit.ts'
import type { Entry } from '../../../src/domain/ledger/entry.ts'
import {
  decide,
  emptyHead,
  expiredHolds,
  learnPosted,
  OPEN_HOLDS_MAX,
} from '../../../src/domain/ledger/journal.ts'
import type { Command, Decision, Head, Movement } from '../../../src/domain/ledger/journal.ts'
import { ModelLedger } from './model.ts'
import type { ModelAnswer } from './model.ts'

/** The engine with its rows in an array, as a Durable Object keeps them in a table. */
class Ledger {
  head: Head = emptyHead('vnd_TEST', 'INR')
  rows: Entry[] = []

  record(command: Command, nowMs: number): Decision {
    const key = command.type === 'resolve' ? null : command.movement.key
    const earlier = this.rows.find((row) => key !== null && row.key === key) ?? null
    const decision = decide(this.head, earlier, command, nowMs)
    if (decision.outcome === 'recorded') {
      this.rows.push(decision.entry)
      this.head = decision.head
    }
    return decision
  }

  /** A crash: what was only in memory is gone. */
  restart(): void {
    this.head = { ...this.head, learned: [] }
  }

  problems(): string[] {
    const state = startAudit('vnd_TEST', 'INR')
    return this.rows.flatMap((row) => auditEntry(state, row))
  }
}

function movement(key: string, amount: number, extra: Partial<Movement> = {}): Movement {
  return {
    key,
    kind: 'payment',
    amount,
    tip: 0,
    counterparty: 'wal_TEST',
    corrects: null,
    detail: {},
    effectiveAtMs: 1,
    ...extra,
  }
}

const IN = { debit: 'inbound', credit: 'available' } as const
const OUT = { debit: 'available', credit: 'outbound' } as const

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
const steps: fc.Arbitrary<Step> = fc.oneof(
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
function play(script: readonly Step[]) {
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

it('answers every sequence of commands as the model does, and every row passes the audit', ({
  expect,
}) => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 60 }), (script) => {
      const { ledger, model, answers } = play(script)
      for (const { engine, model: expected } of answers) expect(engine).toBe(expected)
      expect(ledger.problems()).toEqual([])
      const waiting = model.open().reduce((sum, { amount }) => sum + amount, 0)
      expect(availableOf(ledger.head.balances)).toBe(model.spendable('available'))
      expect(pendingOf(ledger.head.balances)).toBe(waiting)
      expect(ledger.rows.map(({ seq }) => seq)).toEqual(ledger.rows.map((_, i) => i + 1))
    }),
    { numRuns: 2_000 },
  )
})

it('gives the first answer again for the same key, whatever happened since', ({ expect }) => {
  const ledger = new Ledger()
  const pay: Command = { type: 'post', movement: movement('k', 5), legs: [{ ...OUT, amount: 5 }] }
  const first = ledger.record(pay, 1)
  expect(first.outcome === 'recorded' && first.entry.declined).toBe('insufficient_funds')
  ledger.record(
    { type: 'post', movement: movement('money', 100), legs: [{ ...IN, amount: 100 }] },
    2,
  )
  const again = ledger.record(pay, 3)
  expect(again.outcome).toBe('exists')
  expect(again.outcome === 'exists' && again.entry.declined).toBe('insufficient_funds')
  expect(ledger.rows).toHaveLength(2)
})

it('sees any change of any column of any row', ({ expect }) => {
  const { ledger } = play([
    { do: 'in', key: 1, amount: 40, note: 0, expires: null },
    { do: 'hold', key: 2, amount: 10, note: 0, expires: null },
    { do: 'learn', key: 2 },
    { do: 'out', key: 3, amount: 5, note: 1, expires: null },
    { do: 'out', key: 4, amount: 500, note: 1, expires: null },
  ])
  expect(ledger.problems()).toEqual([])
  const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
  const tampered: Partial<Entry>[] = [
    { seq: 9 },
    { key: 'other' },
    { kind: 'refund' },
    { amount: 41 },
    { tip: 1 },
    { held: true },
    { legs: [{ ...IN, amount: 39 }] },
    { declined: 'overflow' },
    { counterparty: null },
    { corrects: 1 },
    { detail: { note: 'x' } },
    { atMs: 7 },
    { effectiveAtMs: 7 },
    { open: [1] },
    { resolves: [{ hold: 1, posted: 0, reason: null }] },
  ]
  for (const [index, row] of ledger.rows.entries()) {
    const changes = [
      ...tampered,
      { fingerprint: flip(row.fingerprint) },
      { prevHash: flip(row.prevHash) },
    ]
    for (const change of changes) {
      const rows = ledger.rows.with(index, { ...row, ...change })
      if (JSON.stringify(rows[index]) === JSON.stringify(row)) continue
      // The last row's hash is in no later row; the anchor is the head.
      const state = startAudit('vnd_TEST', 'INR')
      const problems = rows.flatMap((one) => auditEntry(state, one))
      const anchored = state.hash.every((byte, i) => byte === ledger.head.hash[i])
      expect(problems.length > 0 || !anchored, `${index} ${JSON.stringify(change)}`).toBe(true)
    }
  }
})

it('refuses the hold that would be one too many', ({ expect }) => {
  const ledger = new Ledger()
  ledger.record(
    { type: 'post', movement: movement('money', 1e6), legs: [{ ...IN, amount: 1e6 }] },
    1,
  )
  for (let i = 0; i < OPEN_HOLDS_MAX; i += 1) {
    ledger.record({ type: 'hold', movement: movement(`h${i}`, 1), leg: { ...OUT, amount: 1 } }, 1)
  }
  const last = ledger.record(
    { type: 'hold', movement: movement('h', 1), leg: { ...OUT, amount: 1 } },
    1,
  )
  expect(last.outcome === 'recorded' && last.entry.declined).toBe('too_many_open')
  expect(ledger.problems()).toEqual([])
})

it('cannot be made to write an unbalanced or impossible row', ({ expect }) => {
  const ledger = new Ledger()
  const post = (amount: number, tip = 0): Command => ({
    type: 'post',
    movement: movement(`k${amount}`, amount, { tip }),
    legs: [{ ...IN, amount }],
  })
  for (const command of [
    post(0),
    post(-1),
    post(1.5),
    post(NaN),
    post(2 ** 53),
    post(5, 6),
    post(5, -1),
  ]) {
    expect(() => ledger.record(command, 1)).toThrow('assertion failed')
  }
  expect(ledger.rows).toEqual([])
})

it('never lets time go backwards in a book', ({ expect }) => {
  const ledger = new Ledger()
  ledger.record({ type: 'post', movement: movement('a', 1), legs: [{ ...IN, amount: 1 }] }, 100)
  ledger.record({ type: 'post', movement: movement('b', 1), legs: [{ ...IN, amount: 1 }] }, 50)
  expect(ledger.rows.map(({ atMs }) => atMs)).toEqual([100, 100])
})

it('writes what was learned with the next row, and no later word undoes it', ({ expect }) => {
  const ledger = new Ledger()
  ledger.record({ type: 'post', movement: movement('money', 50), legs: [{ ...IN, amount: 50 }] }, 1)
  ledger.record({ type: 'hold', movement: movement('h', 20), leg: { ...OUT, amount: 20 } }, 2)
  ledger.head = learnPosted(ledger.head, 2)
  // The other book has confirmed the transfer; a void that comes late must post it, not give the money back.
  const late = { hold: 2, posted: 0, reason: 'hold_expired' as const }
  const decision = ledger.record({ type: 'resolve', resolutions: [late] }, 3)
  expect(decision.outcome).toBe('recorded')
  expect(ledger.rows.at(-1)?.resolves).toEqual([{ hold: 2, posted: 20, reason: null }])
  expect(ledger.head.open).toEqual([])
  expect(availableOf(ledger.head.balances)).toBe(30)
  expect(ledger.record({ type: 'resolve', resolutions: [late] }, 4).outcome).toBe('resolved_before')
})
