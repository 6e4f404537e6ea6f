/** Passkeys: the way back in when the phone forgot its stall. The library comes only when somebody asks for it. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { post } from '../first/api.ts'
import { welcome } from '../first/session.ts'
import type { Me } from '../first/wire.ts'

export type PasskeyResult = 'done' | 'cancelled' | 'refused'

export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window
}

/** Makes a passkey on this phone for the person who is signed in. */
export async function addPasskey(): Promise<PasskeyResult> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>(
    '/api/passkeys/registration-options',
    {},
  )
  if (!options.ok) return 'refused'
  try {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const response = await startRegistration({ optionsJSON: options.value })
    const saved = await post<Me>('/api/passkeys/registration', response)
    if (!saved.ok) return 'refused'
    await welcome(saved.value)
    return 'done'
  } catch {
    return 'cancelled'
  }
}

/** Signs in with a passkey of this phone. */
export async function usePasskey(): Promise<PasskeyResult> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>(
    '/api/passkeys/login-options',
    {},
    true,
  )
  if (!options.ok) return 'refused'
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const response = await startAuthentication({ optionsJSON: options.value })
    const answer = await post<Me>('/api/passkeys/login', response, true)
    if (!answer.ok) return 'refused'
    await welcome(answer.value)
    return 'done'
  } catch {
    return 'cancelled'
  }
}
