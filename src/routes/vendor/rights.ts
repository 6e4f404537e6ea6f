/** Who of a stall may do what, and confirming what is sensitive. */
import type { Context } from 'hono'
import { isConfirmed } from '../../services/step-up.ts'
import { Problem } from '../http.ts'
import type { VendorEnv } from '../middleware/session.ts'

type C = Context<VendorEnv>

/** @throws Problem `forbidden` for everybody but the owner */
export function assertOwner(c: C): void {
  if (c.var.session.member.role !== 'owner')
    throw new Problem('forbidden', 'Only the owner decides about credit and bank accounts.')
}

/** @throws Problem `forbidden` for a cashier: buying is for the owner and managers */
export function assertBuyer(c: C): void {
  if (c.var.session.member.role === 'cashier')
    throw new Problem('forbidden', 'Ask the owner to buy stock.')
}

export function confirming(c: C) {
  const { vendor, member, token } = c.var.session
  return { vendorId: vendor.id, member, token }
}

/** @throws Problem `step_up_required` unless the member confirmed exactly this action */
export async function confirm(c: C, action: string, confirmation: unknown): Promise<void> {
  if (await isConfirmed(c.var.ctx, confirming(c), { action, confirmation })) return
  const detail = c.var.session.member.hasPasskey
    ? 'Confirm with the passkey of this phone.'
    : 'Add a passkey, or sign in again with a fresh link, and confirm within ten minutes.'
  throw new Problem('step_up_required', detail)
}
