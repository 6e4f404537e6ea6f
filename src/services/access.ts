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

/** Enrols a phone by a one-time link. */
export async function enrol(
  ctx: Ctx,
  vendorId: string,
  token: string,
): Promise<{ session: string } | { refused: 'unknown' | 'used' | 'expired' }> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).enrol(token, ctx.nowMs)
}

/** The member whose session a token is, or null. */
export async function authenticateMember(
  ctx: Ctx,
  vendorId: string,
  token: string,
): Promise<Member | null> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).authenticate(token, ctx.nowMs)
}

/** A session for the owner of a stall that was opened a moment ago. */
export async function startOwnerSession(ctx: Ctx, vendorId: string): Promise<string> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).startOwnerSession(ctx.nowMs)
}

export async function endSession(ctx: Ctx, vendorId: string, token: string): Promise<void> {
  await ctx.env.VENDOR_LEDGER.getByName(vendorId).endSession(token)
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
  const book = ctx.env.VENDOR_LEDGER.getByName(vendorId)
  await book.saveChallenge(options.challenge, 'register', memberId, ctx.nowMs)
  return options
}

/** Stores a passkey after checking that it answers a challenge of ours. False when it does not. */
export async function registerPasskey(
  ctx: Ctx,
  { vendorId, memberId }: { vendorId: string; memberId: string },
  response: RegistrationResponseJSON,
): Promise<boolean> {
  const book = ctx.env.VENDOR_LEDGER.getByName(vendorId)
  const challenge = challengeIn(response.response.clientDataJSON)
  if (challenge === null) return false
  if (!(await book.takeChallenge(challenge, 'register', memberId, ctx.nowMs))) return false
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
  await book.addPasskey(
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
  const book = ctx.env.VENDOR_LEDGER.getByName(vendorId)
  const passkey = await book.passkey(response.id)
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
  await book.passkeyUsed(passkey.id, verified.authenticationInfo.newCounter)
  return { vendorId, session: await book.startSession(passkey.memberId, ctx.nowMs) }
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
function challengeIn(clientDataJson: string): string | null {
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
