/** Proving that it is the person and not only the phone: with a passkey where there is one. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { post } from '../first/api.ts'
import { isUnanswered, type Problem } from '../first/problem.ts'
import { me } from '../first/session.ts'

export type Proof =
  /** `confirmation` is null for a person without a passkey: then the server looks at how fresh the session is. */
  { ok: true; confirmation: AuthenticationResponseJSON | null } | { ok: false; code: string }

/** For what needs no proof. */
export const NO_PROOF = { ok: true, confirmation: null } as const satisfies Proof

/** Asks for the passkey for one action, named as the server names it (`draw:drw_…:620000`). */
export async function prove(action: string): Promise<Proof> {
  if (me.peek()?.member.has_passkey !== true) return NO_PROOF
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/api/confirmations/options', {
    action,
  })
  if (!options.ok) return { ok: false, code: codeOf(options.problem) }
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    return { ok: true, confirmation: await startAuthentication({ optionsJSON: options.value }) }
  } catch {
    return { ok: false, code: 'cancelled' }
  }
}

function codeOf(problem: Problem): string {
  return isUnanswered(problem) ? 'no_answer' : problem.code
}
