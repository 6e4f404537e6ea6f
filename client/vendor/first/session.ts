/** Whose phone this is. */
import { signal } from '@preact/signals'
import { get, onSignedOut, post } from './api.ts'
import { followStall } from './language.ts'
import { forgetStall, recallJson, storeJson } from './storage.ts'
import type { Me } from './wire.ts'

const STORED = 'me'

/** The stall and the person, as last heard; remembered so that the keypad stands before the network answers. */
export const me = signal(recallJson(STORED) as Me | null)

export const session = signal<'unknown' | 'in' | 'out'>(me.peek() === null ? 'unknown' : 'in')

onSignedOut(signOutHere)

/** Asks the server who is signed in. False when nobody answered, and it is still unknown. */
export async function refreshMe(): Promise<boolean> {
  const answer = await get<Me>('/api/me')
  if (answer.ok) await welcome(answer.value)
  return answer.ok || session.peek() === 'out'
}

/** Takes a stall in: after signing up, enrolling, signing in, or a change of its own. */
export async function welcome(next: Me): Promise<void> {
  const before = me.peek()
  if (before !== null && before.vendor.id !== next.vendor.id) {
    forgetStall()
    // Ends what belongs to the stall before: its connection, its rows, a sale that waits.
    session.value = 'unknown'
  }
  me.value = next
  session.value = 'in'
  storeJson(STORED, next)
  await followStall(next.vendor.locale, next.mode).catch(() => undefined)
}

/** The server no longer knows this phone: forget whose it was. */
export function signOutHere(): void {
  forgetStall()
  me.value = null
  session.value = 'out'
}

/** Ends the session on the server, then here. False when the server did not hear it. */
export async function logOut(): Promise<boolean> {
  const answer = await post<null>('/api/log-out', {})
  if (answer.ok) signOutHere()
  return answer.ok || session.peek() === 'out'
}
