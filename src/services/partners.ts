import * as db from '../db/partners.ts'
import type { PartnerRow } from '../db/partners.ts'
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type { FundingOutcome } from '../domain/partners/funding.ts'
import { SCOPES_OF_KIND } from '../domain/partners/scopes.ts'
import type { PartnerKind, Scope } from '../domain/partners/scopes.ts'
import { operatorToken } from '../env.ts'
import { newId } from '../platform/ids.ts'
import { newToken, sameSecret, tokenHash } from '../platform/secrets.ts'
import type { Ctx } from './context.ts'

/** Who calls /v1: what it may do, and whose Idempotency-Keys and vendors are its own. */
export interface Caller {
  /** The caller's book, where its Idempotency-Keys are kept. */
  partnerId: string
  kind: PartnerKind
  mode: 'sandbox' | 'live'
  scopes: readonly Scope[]
}

/** The operator's own book: holds its Idempotency-Keys, never money. */
export const OPERATOR_ID = 'prt_operator'

/** A revoked key works this much longer in isolates that used it just now. */
const KEY_MS_MAX = 30_000
const KEYS_MAX = 5_000
const keys = new Map<
  string,
  { found: Awaited<ReturnType<typeof db.findApiKey>>; readAtMs: number }
>()

/** Mode that a key must name to work in this deployment. */
export function deploymentMode(env: Env): 'sandbox' | 'live' {
  return env.MODE === 'live' ? 'live' : 'sandbox'
}

/** The caller behind a bearer token; null when it is nobody's, revoked, or of the other mode. */
export async function authenticateCaller(ctx: Ctx, bearer: string): Promise<Caller | null> {
  const mode = deploymentMode(ctx.env)
  const operator = operatorToken(ctx.env)
  if (operator !== '' && sameSecret(bearer, operator)) {
    return { partnerId: OPERATOR_ID, kind: 'operator', mode, scopes: SCOPES_OF_KIND.operator }
  }
  const match = /^pc_(sandbox|live)_([0-9A-Z]{26})_([\w-]{43})$/.exec(bearer)
  if (match?.[1] !== mode || match[2] === undefined || match[3] === undefined) return null
  const found = await findKey(ctx, `key_${match[2]}`)
  if (found === null || found.key.revokedAtMs !== null) return null
  if (!sameSecret(tokenHash(match[3]), found.key.secretHash)) return null
  const { id: partnerId, kind } = found.partner
  return { partnerId, kind, mode, scopes: JSON.parse(found.key.scopes) as Scope[] }
}

/** Stores a partner and opens its book. */
export async function createPartner(
  ctx: Ctx,
  partner: { id: string; kind: Exclude<PartnerKind, 'operator'>; name: string; currency: Currency },
): Promise<PartnerRow> {
  await ctx.env.PARTNER_BOOK.getByName(partner.id).open(partner.currency, ctx.nowMs)
  const row = { ...partner, createdAtMs: ctx.nowMs }
  await db.insertPartner(ctx.env.DB, row)
  return row
}

export async function findPartner(ctx: Ctx, partnerId: string): Promise<PartnerRow | null> {
  return db.findPartner(ctx.env.DB, partnerId)
}

/** Suppliers that sell in a currency: what a vendor may draw for. */
export async function listSuppliers(ctx: Ctx, currency: string): Promise<PartnerRow[]> {
  return db.listPartners(ctx.env.DB, currency, 'supplier')
}

/** Whether a key with that id was made before: a call that was cut off cannot show its secret again. */
export async function isApiKeyMade(ctx: Ctx, keyId: string): Promise<boolean> {
  return (await db.findApiKey(ctx.env.DB, keyId)) !== null
}

/** A new API key, whole: it is shown this once. Its scopes are those of the partner's kind, or fewer. */
export async function createApiKey(
  ctx: Ctx,
  partner: PartnerRow,
  scopes: readonly Scope[] = SCOPES_OF_KIND[partner.kind],
  id: string = newId('apiKey', ctx.nowMs),
): Promise<{ id: string; key: string; scopes: Scope[] }> {
  const secret = newToken()
  const mode = deploymentMode(ctx.env)
  const allowed = scopes.filter((scope) => SCOPES_OF_KIND[partner.kind].includes(scope))
  await db.insertApiKey(ctx.env.DB, {
    id,
    partnerId: partner.id,
    mode,
    secretHash: tokenHash(secret),
    lastFour: secret.slice(-4),
    scopes: JSON.stringify(allowed),
    createdAtMs: ctx.nowMs,
    revokedAtMs: null,
  })
  return { id, key: `pc_${mode}_${id.slice('key_'.length)}_${secret}`, scopes: allowed }
}

/** Money that the operator took in outside goes into a partner's float. */
export async function fundFloat(
  ctx: Ctx,
  funding: { id: string; partnerId: string; amount: number },
): Promise<FundingOutcome> {
  const { id, partnerId, amount } = funding
  const book = ctx.env.PARTNER_BOOK.getByName(partnerId)
  return book.fund({ id, amount, effectiveAtMs: ctx.nowMs }, ctx.nowMs)
}

/** What a partner's float holds; null for a partner without a book. */
export async function viewFloat(ctx: Ctx, partnerId: string) {
  return ctx.env.PARTNER_BOOK.getByName(partnerId).float()
}

/** Moves money from an agent's float to a wallet; never more than the float holds. */
export async function topUpWallet(
  ctx: Ctx,
  topUp: { id: string; partnerId: string; walletId: string; amount: number; currency: Currency },
): Promise<TransferOutcome> {
  const { partnerId, ...rest } = topUp
  const book = ctx.env.PARTNER_BOOK.getByName(partnerId)
  return book.topUp({ ...rest, effectiveAtMs: ctx.nowMs }, ctx.nowMs)
}

/** A top-up or funding of a partner by its id, or null. */
export async function findFloatMovement(ctx: Ctx, partnerId: string, id: string) {
  return ctx.env.PARTNER_BOOK.getByName(partnerId).movement(id)
}

async function findKey(ctx: Ctx, keyId: string) {
  const known = keys.get(keyId)
  if (known !== undefined && ctx.nowMs - known.readAtMs < KEY_MS_MAX) return known.found
  const found = await db.findApiKey(ctx.env.DB, keyId)
  if (keys.size >= KEYS_MAX) keys.clear()
  if (found !== null) keys.set(keyId, { found, readAtMs: ctx.nowMs })
  return found
}
