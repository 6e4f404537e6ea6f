import * as db from '../db/vendors.ts'
import type { CodeRow, VendorRow } from '../db/vendors.ts'
import type { Currency } from '../domain/money/money.ts'
import { codeFromBytes } from '../domain/qr/code.ts'
import { newId } from '../platform/ids.ts'
import { accessOf } from './access.ts'
import type { Ctx } from './context.ts'
import { forgetVendor, vendorById } from './directory.ts'

export interface NewVendor {
  name: string
  trade: string
  place: string
  emoji: string
  currency: Currency
  locale: string
  timeZone: string
  /** A picture as bytes with its media type, or null. */
  picture: { type: string; bytes: Uint8Array<ArrayBuffer> } | null
}

/** Parts of a new vendor that are chosen by us unless a resumed call or the demonstration market chose them. */
export interface VendorIdentity {
  id?: string
  code?: string
  createdAtMs?: number
}

/**
 * Opens a stall: book first, then the directory, so that a code that can be scanned can always be paid.
 *
 * @param partnerId the partner that onboards the vendor; null for a vendor that signs up alone
 */
export async function createVendor(
  ctx: Ctx,
  input: NewVendor,
  partnerId: string | null,
  identity: VendorIdentity = {},
): Promise<VendorRow> {
  const createdAtMs = identity.createdAtMs ?? ctx.nowMs
  const id = identity.id ?? newId('vendor', createdAtMs)
  const known = identity.id === undefined ? null : await db.findVendor(ctx.env.DB, id)
  if (known !== null) return known
  await ctx.env.VENDOR_LEDGER.getByName(id).open(input, createdAtMs)
  const vendor: VendorRow = {
    id,
    code: identity.code ?? (await freeCode(ctx)),
    name: input.name,
    trade: input.trade,
    place: input.place,
    emoji: input.emoji,
    picture: await storePicture(ctx, input.picture),
    currency: input.currency,
    locale: input.locale,
    timeZone: input.timeZone,
    status: 'open',
    statusReason: null,
    partnerId,
    createdAtMs,
    bankAccounts: '[]',
  }
  await db.insertVendor(ctx.env.DB, vendor)
  return vendor
}

/** A vendor that the caller may see: any for the operator (null), else the ones that the partner onboarded. */
export async function findVendorFor(
  ctx: Ctx,
  vendorId: string,
  partnerId: string | null,
): Promise<VendorRow | null> {
  const vendor = await vendorById(ctx, vendorId)
  return partnerId === null || vendor?.partnerId === partnerId ? vendor : null
}

export async function listVendors(
  ctx: Ctx,
  partnerId: string | null,
  page: { afterId: string; limit: number },
): Promise<VendorRow[]> {
  return db.listVendors(ctx.env.DB, partnerId, page)
}

/** Opens, closes, freezes or thaws a stall: decided in its book, then copied for the pay page. */
export async function setVendorStatus(
  ctx: Ctx,
  vendor: VendorRow,
  status: VendorRow['status'],
  reason: string | null,
): Promise<VendorRow> {
  await ctx.env.VENDOR_LEDGER.getByName(vendor.id).setStatus(status, reason)
  const changed = { ...vendor, status, statusReason: reason }
  await db.updateVendorStatus(ctx.env.DB, vendor.id, changed)
  forgetVendor(vendor)
  return changed
}

/** Whether a stall takes payments, as its book says now: the directory's copy may be seconds old. */
export async function vendorStatus(ctx: Ctx, vendorId: string): Promise<VendorRow['status']> {
  const status = await ctx.env.VENDOR_LEDGER.getByName(vendorId).status()
  return status?.status ?? 'open'
}

/**
 * One more sticker code for a vendor: a second stall, a second till.
 *
 * @param wanted a code drawn before, so that a call that was cut off and comes again makes one code; null for any
 */
export async function createCode(
  ctx: Ctx,
  vendorId: string,
  label: string | null,
  wanted: string | null = null,
): Promise<CodeRow> {
  const known = wanted === null ? null : await db.findCode(ctx.env.DB, wanted)
  if (known?.vendorId === vendorId) return known
  const free = wanted === null || known !== null ? await freeCode(ctx) : wanted
  const code = { code: free, vendorId, label, createdAtMs: ctx.nowMs }
  await db.insertCode(ctx.env.DB, code)
  return code
}

/** A code drawn at random; with a million vendors one of 34,000 belongs to somebody already. */
export function drawCode(): string {
  return codeFromBytes(crypto.getRandomValues(new Uint8Array(5)))
}

export async function listCodes(
  ctx: Ctx,
  vendorId: string,
  page: { afterCode: string; limit: number },
): Promise<CodeRow[]> {
  return db.listCodes(ctx.env.DB, vendorId, page)
}

export async function findCode(ctx: Ctx, code: string): Promise<CodeRow | null> {
  return db.findCode(ctx.env.DB, code)
}

/** Those of the given codes that exist: suggestions must lead somewhere. */
export async function existingCodes(ctx: Ctx, codes: readonly string[]): Promise<string[]> {
  const found = await Promise.all(codes.map((code) => db.findCode(ctx.env.DB, code)))
  return found.flatMap((row) => (row === null ? [] : [row.code]))
}

export async function findPicture(
  ctx: Ctx,
  sha256: string,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const row = await db.findPicture(ctx.env.DB, sha256)
  if (row === null) return null
  return { type: row.type, bytes: Uint8Array.from(atob(row.data), (c) => c.charCodeAt(0)) }
}

/** A one-time link that makes a phone the vendor's. */
export async function createEnrolmentUrl(
  ctx: Ctx,
  vendorId: string,
  memberId: string | null = null,
): Promise<{ url: string; expiresAtMs: number }> {
  using access = accessOf(ctx, vendorId)
  const { token, expiresAtMs } = await access.createEnrolment(memberId, ctx.nowMs)
  // In the fragment: it reaches no server log and no Referer header.
  return { url: `${ctx.origin}/app/enrol#${vendorId}.${token}`, expiresAtMs }
}

/** With a million vendors one of 34,000 fresh codes is taken already; five in a row mean that something is broken. */
const CODE_ATTEMPTS_MAX = 5

async function freeCode(ctx: Ctx): Promise<string> {
  for (let attempt = 0; attempt < CODE_ATTEMPTS_MAX; attempt += 1) {
    const code = drawCode()
    if ((await db.findCode(ctx.env.DB, code)) === null) return code
  }
  throw new Error('no free code found: the space of codes is nearly full')
}

/** Keeps a picture under its SHA-256, which is returned. */
export async function storePicture(
  ctx: Ctx,
  picture: NewVendor['picture'],
): Promise<string | null> {
  if (picture === null) return null
  const digest = await crypto.subtle.digest('SHA-256', picture.bytes)
  const sha256 = [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('')
  const data = btoa(picture.bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  await db.insertPicture(ctx.env.DB, { sha256, type: picture.type, data })
  return sha256
}
