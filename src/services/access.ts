/** Who may act for a vendor. The vendor's own object decides; passkeys are checked here with `@simplewebauthn/server`. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { saveLoginChallenge, takeLoginChallenge } from '../db/logins.ts'
import type { Member } from '../domain/payments/member.ts'
import { isId } from '../platform/ids.ts'
import { fromBase64Url } from '../platform/secrets.ts'
import type { Ctx } from './context.ts'

export type { Member }

/** Longer than any fingerprint takes, shorter than a stolen answer is worth. */
const LOGIN_CHALLENGE_MS = 5 * 60_000

/**
 * Who may act for a vendor, as its object knows it. The calls ride on one request to the object. To be taken with
 * `using`: an object whose stubs are not given back stays awake, and is billed for it.
 */
export function accessOf(ctx: Ctx, vendorId: string) {
  const access = ctx.env.VENDOR_LEDGER.getByName(vendorId).access()
  // The types call only an awaited stub disposable; the promise of one is too, and not awaiting it saves a round trip.
  return access as typeof access & Disposable
}

/** Enrols a phone by a one-time link. */
export async function enrol(
  ctx: Ctx,
  vendorId: string,
  token: string,
): Promise<{ session: string } | { refused: 'unknown' | 'used' | 'expired' }> {
  using access = accessOf(ctx, vendorId)
  return await access.enrol(token, ctx.nowMs)
}

/** The member whose session a token is, or null. */
export async function authenticateMember(
  ctx: Ctx,
  vendorId: string,
  token: string,
): Promise<Member | null> {
  using access = accessOf(ctx, vendorId)
  return await access.authenticate(token, ctx.nowMs)
}

/** A session for the owner of a stall that was opened a moment ago. */
export async function startOwnerSession(ctx: Ctx, vendorId: string): Promise<string> {
  using access = accessOf(ctx, vendorId)
  return await access.startOwnerSession(ctx.nowMs)
}

export async function endSession(ctx: Ctx, vendorId: string, token: string): Promise<void> {
  using access = accessOf(ctx, vendorId)
  await access.endSession(token)
}

/**
 * Options for adding a passkey. The user handle names vendor and member, so that a later login finds the vendor's
 * object from the passkey alone.
 */
export async function passkeyRegistrationOptions(
  ctx: Ctx,
  { vendorId, memberId, name }: { vendorId: string; memberId: string; name: string },
) {
  const options = await generateRegistrationOptions({
    rpName: 'Pushcart',
    rpID: new URL(ctx.origin).hostname,
    userName: name,
    userID: Uint8Array.from(new TextEncoder().encode(`${vendorId}:${memberId}`)),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  using access = accessOf(ctx, vendorId)
  await access.saveChallenge(options.challenge, 'register', memberId, ctx.nowMs)
  return options
}

/** Stores a passkey after checking that it answers a challenge of ours. False when it does not. */
export async function registerPasskey(
  ctx: Ctx,
  { vendorId, memberId }: { vendorId: string; memberId: string },
  response: RegistrationResponseJSON,
): Promise<boolean> {
  using access = accessOf(ctx, vendorId)
  const challenge = challengeIn(response.response.clientDataJSON)
  if (challenge === null) return false
  if (!(await access.takeChallenge(challenge, 'register', memberId, ctx.nowMs))) return false
  const verified = await orNull(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: ctx.origin,
      expectedRPID: new URL(ctx.origin).hostname,
      requireUserVerification: false,
    }),
  )
  if (verified?.verified !== true) return false
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential
  await access.addPasskey(
    { id, memberId, publicKey, counter, transports: transports ?? [] },
    ctx.nowMs,
  )
  return true
}

/** Options for signing in with a passkey. */
export async function passkeyLoginOptions(ctx: Ctx) {
  const options = await generateAuthenticationOptions({
    rpID: new URL(ctx.origin).hostname,
    userVerification: 'preferred',
  })
  const { challenge } = options
  const expiresAtMs = ctx.nowMs + LOGIN_CHALLENGE_MS
  await saveLoginChallenge(ctx.env.DB, { challenge, expiresAtMs, nowMs: ctx.nowMs })
  return options
}

/** Signs in by a passkey: the vendor and a new session, or null. Each challenge signs in once. */
export async function loginWithPasskey(
  ctx: Ctx,
  response: AuthenticationResponseJSON,
): Promise<{ vendorId: string; session: string } | null> {
  const challenge = challengeIn(response.response.clientDataJSON)
  const vendorId = vendorIn(response.response.userHandle)
  if (challenge === null || vendorId === null) return null
  if (!(await takeLoginChallenge(ctx.env.DB, challenge, ctx.nowMs))) return null
  using access = accessOf(ctx, vendorId)
  const passkey = await access.passkey(response.id)
  if (passkey === null) return null
  const verified = await orNull(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: ctx.origin,
      expectedRPID: new URL(ctx.origin).hostname,
      requireUserVerification: false,
      credential: { id: passkey.id, publicKey: passkey.publicKey, counter: passkey.counter },
    }),
  )
  if (verified?.verified !== true) return null
  await access.passkeyUsed(passkey.id, verified.authenticationInfo.newCounter)
  return { vendorId, session: await access.startSession(passkey.memberId, ctx.nowMs) }
}

/** The vendor that a passkey's user handle names, or null. */
function vendorIn(userHandle: string | undefined): string | null {
  const handle = fromBase64Url(userHandle ?? '')
  const [vendorId = ''] = handle === null ? [] : new TextDecoder().decode(handle).split(':')
  return isId('vendor', vendorId) ? vendorId : null
}

/** The library throws on malformed answers; to a caller that is the same as a wrong one. */
async function orNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify()
  } catch {
    return null
  }
}

/** The challenge that a response answers, as its client data says; checked against what we stored. */
export function challengeIn(clientDataJson: string): string | null {
  const bytes = fromBase64Url(clientDataJson)
  if (bytes === null) return null
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const challenge = (data as { challenge?: unknown }).challenge
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}
