import fc from 'fast-check'
import { it } from 'vitest'
import { availableOf, pendingOf } from '../../../src/domain/ledger/accounts.ts'
import { auditEntry, startAudit } from '../../../src/domain/ledger/audit.ts'
import type { Entry } from '../../../src/domain/ledger/entry.ts'
import { learnPosted, OPEN_HOLDS_MAX } from '../../../src/domain/ledger/journal.ts'
import type { Command } from '../../../src/domain/ledger/journal.ts'
import { IN, Ledger, movement, OUT } from './ledger.ts'
import { play, steps } from './play.ts'

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
