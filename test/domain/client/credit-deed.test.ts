import fc from 'fast-check'
import { describe, it } from 'vitest'
import { NO_ANSWER } from '../../../client/vendor/first/problem.ts'
import {
  answerDeed,
  askDeed,
  completeDeed,
  type Deed,
  type DeedAnswer,
  keptOf,
  NOTHING_YET,
  problemAnswer,
  resumeDeed,
  reviseDeed,
  sendDeed,
} from '../../../client/vendor/later/deed.ts'

interface Terms {
  id: string
  amount: number
  reference?: string
}

const TERMS: Terms = { id: 'drw_1', amount: 620_000 }
const asked: Deed<Terms> = { step: 'asked', terms: TERMS, note: null }
const sending: Deed<Terms> = { step: 'sending', terms: TERMS, isDoubtful: false }
const unknown: Deed<Terms> = { step: 'unknown', terms: TERMS, note: null }
const stepUp: Deed<Terms> = { step: 'step_up', terms: TERMS, isDoubtful: false }
const done: Deed<Terms> = { step: 'done', terms: TERMS, isPending: false }

describe('a deed', () => {
  it('has its id from the moment it is looked at once more', ({ expect }) => {
    expect(askDeed<Terms>(NOTHING_YET, () => TERMS)).toEqual(asked)
  })

  it('takes what was typed at the last look, and nothing after it was sent', ({ expect }) => {
    const add = (terms: Terms) => ({ ...terms, reference: 'PO-7' })
    expect(completeDeed(asked, add)).toMatchObject({ terms: { id: 'drw_1', reference: 'PO-7' } })
    for (const deed of [sending, unknown, stepUp, done]) expect(completeDeed(deed, add)).toBe(deed)
  })

  it('is sent once for a double tap', ({ expect }) => {
    const sent = sendDeed(asked)
    expect(sent).toEqual(sending)
    expect(sent === null ? null : sendDeed<Terms>(sent)).toBeNull()
    expect(sendDeed(done)).toBeNull()
    expect(sendDeed<Terms>(NOTHING_YET)).toBeNull()
  })

  it('that nobody answered can only be sent again as it was', ({ expect }) => {
    const next = answerDeed(sending, { type: 'no_answer' })
    expect(next).toEqual(unknown)
    expect(reviseDeed(next)).toBe(next)
    expect(askDeed(next, () => ({ id: 'drw_2', amount: 1 }))).toBe(next)
    expect(sendDeed(next)).toEqual({ step: 'sending', terms: TERMS, isDoubtful: true })
  })

  it('stays in doubt when the second try did not come through either', ({ expect }) => {
    const again: Deed<Terms> = { step: 'sending', terms: TERMS, isDoubtful: true }
    expect(answerDeed(again, { type: 'not_now', code: 'cancelled' })).toMatchObject({
      step: 'unknown',
      note: 'cancelled',
    })
    const wanted = answerDeed(again, { type: 'step_up' })
    expect(wanted).toEqual({ step: 'step_up', terms: TERMS, isDoubtful: true })
    expect(reviseDeed(wanted)).toBe(wanted)
  })

  it('is taken back freely while nothing has happened', ({ expect }) => {
    const cancelled = answerDeed(sending, { type: 'not_now', code: 'cancelled' })
    expect(cancelled).toEqual({ step: 'asked', terms: TERMS, note: 'cancelled' })
    expect(reviseDeed(cancelled)).toEqual(NOTHING_YET)
    expect(reviseDeed(stepUp)).toEqual(NOTHING_YET)
  })

  it('is another one, with another id, after a durable no', ({ expect }) => {
    const refused = answerDeed(sending, { type: 'refused', code: 'portfolio_full' })
    expect(refused).toEqual({ step: 'choosing', note: 'portfolio_full' })
    expect(askDeed(refused, () => ({ id: 'drw_2', amount: 5 }))).toMatchObject({
      step: 'asked',
      terms: { id: 'drw_2' },
    })
  })

  it('ignores an answer that nobody waits for', ({ expect }) => {
    for (const deed of [asked, unknown, stepUp, done]) {
      expect(answerDeed(deed, { type: 'done', isPending: false })).toBe(deed)
    }
  })
})

describe('a reload', () => {
  it('comes back to what left the phone, with a note that it may have happened', ({ expect }) => {
    expect(resumeDeed(keptOf(sending))).toEqual(unknown)
    expect(resumeDeed(keptOf(unknown))).toEqual(unknown)
  })

  it('comes back to the last look after a fresh sign-in was asked for', ({ expect }) => {
    expect(resumeDeed(keptOf(stepUp))).toEqual(asked)
    expect(resumeDeed(keptOf({ ...stepUp, isDoubtful: true }))).toEqual(unknown)
  })

  it('forgets what was never sent, and what is over', ({ expect }) => {
    for (const deed of [NOTHING_YET, asked, done]) expect(keptOf<Terms>(deed)).toBeNull()
    expect(resumeDeed<Terms>(null)).toEqual(NOTHING_YET)
  })
})

describe('any taps, answers and reloads', () => {
  it('never send a second id before the first one is answered', ({ expect }) => {
    const answers = fc.constantFrom<DeedAnswer>(
      { type: 'done', isPending: false },
      { type: 'refused', code: 'terms_changed' },
      { type: 'not_now', code: 'cancelled' },
      { type: 'step_up' },
      { type: 'no_answer' },
    )
    const moves = fc.array(fc.oneof(fc.constantFrom('ask', 'revise', 'send', 'reload'), answers), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(moves, (all) => {
        let deed: Deed<Terms> = NOTHING_YET
        let minted = 0
        /** The id that left the phone and is not answered for good. */
        let open: string | null = null
        for (const move of all) {
          if (move === 'ask') {
            deed = askDeed(deed, () => {
              minted += 1
              return { id: `drw_${minted}`, amount: 5 }
            })
          } else if (move === 'revise') deed = reviseDeed(deed)
          else if (move === 'reload') deed = resumeDeed(keptOf(deed))
          else if (move === 'send') {
            const sent: ReturnType<typeof sendDeed<Terms>> = sendDeed(deed)
            if (sent === null) continue
            expect([null, sent.terms.id]).toContain(open)
            deed = sent
          } else if (deed.step === 'sending') {
            const wasDoubtful: boolean = deed.isDoubtful
            const { id }: Terms = deed.terms
            deed = answerDeed(deed, move)
            const isOver = move.type === 'done' || move.type === 'refused'
            if (isOver) open = null
            else if (move.type === 'no_answer' || wasDoubtful) open = id
          }
        }
      }),
    )
  })
})

describe('what a problem says about a deed', () => {
  const problem = (status: number, code: string, reason: string | null = null) =>
    problemAnswer({ ...NO_ANSWER, status, code, reason })

  it('is told apart by what happened to it', ({ expect }) => {
    expect(problemAnswer(NO_ANSWER)).toEqual({ type: 'no_answer' })
    expect(problem(503, 'misconfigured')).toEqual({ type: 'no_answer' })
    expect(problem(409, 'still_running')).toEqual({ type: 'no_answer' })
    expect(problem(403, 'step_up_required')).toEqual({ type: 'step_up' })
    expect(problem(401, 'passkey_refused')).toEqual({ type: 'not_now', code: 'passkey_refused' })
    expect(problem(429, 'too_many_requests')).toMatchObject({ type: 'not_now' })
    expect(problem(409, 'conflict')).toEqual({ type: 'refused', code: 'terms_changed' })
    expect(problem(403, 'forbidden')).toEqual({ type: 'refused', code: 'forbidden' })
    expect(problem(422, 'declined', 'line_frozen')).toEqual({
      type: 'refused',
      code: 'line_frozen',
    })
  })
})
