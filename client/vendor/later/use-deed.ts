/** Sends a deed of the vendor under its own id, which outlives a reload until the server has answered. */
import { useState } from 'preact/hooks'
import { post } from '../first/api.ts'
import type { Problem } from '../first/problem.ts'
import { forget, recallJson, storeJson } from '../first/storage.ts'
import { NO_PROOF, prove } from './confirm.ts'
import {
  answerDeed,
  askDeed,
  completeDeed,
  type Deed,
  type DeedAnswer,
  keptOf,
  problemAnswer,
  resumeDeed,
  reviseDeed,
  sendDeed,
  type StoredDeed,
} from './deed.ts'

/** How a kind of deed is sent. */
export interface Plan<Terms, Value> {
  /** Where it is kept on this phone. */
  key: string
  path: string
  /** What the passkey confirms; null for what needs none. */
  action: (terms: Terms) => string | null
  body: (terms: Terms) => object
  /** Takes the answer in; true when it is still on its way. */
  take: (value: Value) => boolean
  /** Whether what the phone knows by now shows that a deed without an answer did happen. */
  isDone?: (terms: Terms) => boolean
  /** The word for a durable no, where the problem's own is not enough. */
  refusal?: (problem: Problem) => string
}

export interface DeedHandle<Terms> {
  deed: Deed<Terms>
  ask: (terms: () => Terms) => void
  /** Asks and sends with one tap. */
  askAndSend: (terms: () => Terms) => void
  /** Sends; `complete` adds what was typed at the last look. */
  send: (complete?: (terms: Terms) => Terms) => void
  revise: () => void
}

/** Deeds that are being sent: state reaches the screen a moment after a tap, this does not. */
const sending = new Set<string>()

export function useDeed<Terms, Value>(plan: Plan<Terms, Value>): DeedHandle<Terms> {
  const [state, setDeed] = useState<Deed<Terms>>(() =>
    resumeDeed(recallJson(plan.key) as StoredDeed<Terms> | null),
  )
  const deed = settled(state, plan)
  const send = (from: Deed<Terms>): void => void perform(plan, from, setDeed)
  return {
    deed,
    ask: (terms) => setDeed(askDeed(deed, terms)),
    askAndSend: (terms) => send(askDeed(deed, terms)),
    send: (complete) => send(complete === undefined ? deed : completeDeed(deed, complete)),
    revise: () => {
      const next = reviseDeed(deed)
      if (next.step === 'choosing') forget(plan.key)
      setDeed(next)
    },
  }
}

/** A deed that nobody answered, and that shows all the same, has happened. */
function settled<Terms, Value>(deed: Deed<Terms>, plan: Plan<Terms, Value>): Deed<Terms> {
  if (deed.step !== 'unknown' || plan.isDone?.(deed.terms) !== true) return deed
  forget(plan.key)
  return { step: 'done', terms: deed.terms, isPending: false }
}

async function perform<Terms, Value>(
  plan: Plan<Terms, Value>,
  from: Deed<Terms>,
  show: (next: Deed<Terms>) => void,
): Promise<void> {
  const sent = sendDeed(from)
  if (sent === null || sending.has(plan.key)) return
  sending.add(plan.key)
  show(sent)
  const next = answerDeed<Terms>(sent, await ask(plan, sent))
  sending.delete(plan.key)
  const kept = keptOf(next)
  if (kept === null) forget(plan.key)
  else storeJson(plan.key, kept)
  show(next)
}

async function ask<Terms, Value>(
  plan: Plan<Terms, Value>,
  sent: { step: 'sending'; terms: Terms; isDoubtful: boolean },
): Promise<DeedAnswer> {
  const { terms } = sent
  const action = plan.action(terms)
  const proof = action === null ? NO_PROOF : await prove(action)
  if (!proof.ok) return { type: 'not_now', code: proof.code }
  // Before anything leaves: if the phone dies now, the same deed is asked again and not another one.
  storeJson(plan.key, keptOf(sent))
  const { confirmation } = proof
  const answer = await post<Value>(plan.path, {
    ...plan.body(terms),
    ...(confirmation === null ? {} : { confirmation }),
  })
  if (!answer.ok) return problemAnswer(answer.problem, plan.refusal)
  return { type: 'done', isPending: plan.take(answer.value) }
}
