import type { Ctx } from './context.ts'

/**
 * Connects a phone to its vendor's live feed. The vendor's object checks the session: it alone knows who may listen.
 *
 * @param after sequence number after which entries were missed, or null for none
 */
export async function openLiveFeed(
  ctx: Ctx,
  { vendorId, token }: { vendorId: string; token: string },
  after: string | null,
): Promise<Response> {
  const url = new URL('https://book/live')
  if (after !== null) url.searchParams.set('after', after)
  const headers = { Upgrade: 'websocket', Authorization: `Bearer ${token}` }
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).fetch(url, { headers })
}
