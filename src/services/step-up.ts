/** Confirming what is sensitive: with a passkey for exactly this action, or by having just signed in. */
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Member } from '../domain/payments/member.ts'
import { accessOf, challengeIn } from './access.ts'
import type { Ctx } from './context.ts'

/** Someone without a passkey confirms by a session that is no older than this. */
const FRESH_SESSION_MS = 10 * 60_000

/** Who confirms, on which phone. */
export interface Confirming {
  vendorId: string
  member: Member
  /** Token of the session. */
  token: string
}

/** Options for confirming an action with a passkey of the member. */
export async function confirmationOptions(
  ctx: Ctx,
  { vendorId, member }: Confirming,
  action: string,
) {
  using access = accessOf(ctx, vendorId)
  const ids = await access.passkeyIds(member.id)
  const options = await generateAuthenticationOptions({
    rpID: new URL(ctx.origin).hostname,
    userVerification: 'required',
    allowCredentials: ids.map((id) => ({ id })),
  })
  await access.saveChallenge(options.challenge, purposeOf(action), member.id, ctx.nowMs)
  return options
}

/** Whether an action is confirmed. A passkey's answer confirms once, and nothing but the action it was asked for. */
export async function isConfirmed(
  ctx: Ctx,
  { vendorId, member, token }: Confirming,
  { action, confirmation }: { action: string; confirmation: unknown },
): Promise<boolean> {
  using access = accessOf(ctx, vendorId)
  if (!member.hasPasskey) {
    const began = await access.sessionBegan(token)
    return began !== null && ctx.nowMs - began < FRESH_SESSION_MS
  }
  if (confirmation === undefined) return false
  const response = confirmation as AuthenticationResponseJSON
  const challenge = challengeIn(response.response.clientDataJSON)
  if (challenge === null) return false
  if (!(await access.takeChallenge(challenge, purposeOf(action), member.id, ctx.nowMs)))
    return false
  const passkey = await access.passkey(response.id)
  if (passkey === null || passkey.memberId !== member.id) return false
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: ctx.origin,
      expectedRPID: new URL(ctx.origin).hostname,
      requireUserVerification: true,
      credential: { id: passkey.id, publicKey: passkey.publicKey, counter: passkey.counter },
    })
    if (verified) await access.passkeyUsed(passkey.id, authenticationInfo.newCounter)
    return verified
  } catch {
    // The library throws on malformed answers; to a caller that is the same as a wrong one.
    return false
  }
}

function purposeOf(action: string): string {
  return `confirm:${action}`
}
