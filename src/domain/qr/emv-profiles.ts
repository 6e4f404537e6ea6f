import type { EmvFacts, EmvProfile } from './emv-profile.ts'
import { bharatqr } from './schemes/bharatqr.ts'
import { duitnow } from './schemes/duitnow.ts'
import { emvco } from './schemes/emvco.ts'
import { hkfps } from './schemes/hkfps.ts'
import { khqr } from './schemes/khqr.ts'
import { laoqr } from './schemes/laoqr.ts'
import { paynow, sgqr } from './schemes/paynow.ts'
import { pix } from './schemes/pix.ts'
import { promptpay } from './schemes/promptpay.ts'
import { qris } from './schemes/qris.ts'
import { qrph } from './schemes/qrph.ts'
import { vietqr } from './schemes/vietqr.ts'
import type { EmvScheme } from './values.ts'

export const PROFILES: { readonly [S in EmvScheme]: EmvProfile<S> } = {
  pix,
  promptpay,
  // The label comes before what stands on it.
  sgqr,
  paynow,
  vietqr,
  qris,
  duitnow,
  hkfps,
  laoqr,
  qrph,
  bharatqr,
  khqr,
  // Last, because it takes every code.
  emvco,
}

function fits(profile: EmvProfile, facts: EmvFacts): boolean {
  const isKnown = profile.accounts.some(
    ({ guid, isGuest }) =>
      guid !== null &&
      isGuest !== true &&
      facts.accounts.some((one) => one.guid?.toUpperCase() === guid.toUpperCase()),
  )
  return isKnown || (profile.recognise?.(facts) ?? false)
}

/** The profile by which to judge a code: GUIDs decide, in any case and at any place, right or wrong. */
export function profileOf(facts: EmvFacts): EmvProfile {
  return Object.values(PROFILES).find((profile) => fits(profile, facts)) ?? emvco
}
