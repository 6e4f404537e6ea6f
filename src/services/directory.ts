/** Who is behind a code or id, kept in the isolate's memory, so that no payment waits for D1. */
import { findVendor, findVendorByCode } from '../db/vendors.ts'
import type { VendorRow } from '../db/vendors.ts'
import type { Ctx } from './context.ts'

export type { VendorRow }

/** A profile this old is read again. What matters for money is decided in the vendor's book, never here. */
const PROFILE_MS_MAX = 10_000
/** Bounds the memory of an isolate: about 2 MB of profiles. */
const PROFILES_MAX = 5_000

interface Cached {
  vendor: VendorRow
  readAtMs: number
}

// Public facts about stalls, the same for every request; nothing of a caller is kept here.
const byCode = new Map<string, Cached>()
const byId = new Map<string, Cached>()

/** The vendor behind a sticker code; null for a code that was never issued. */
export function vendorByCode(ctx: Ctx, code: string): Promise<VendorRow | null> {
  return cached(byCode, code, ctx, () => findVendorByCode(ctx.env.DB, code))
}

/** The vendor with an id; null when there is none. */
export function vendorById(ctx: Ctx, vendorId: string): Promise<VendorRow | null> {
  return cached(byId, vendorId, ctx, () => findVendor(ctx.env.DB, vendorId))
}

/** Makes a change of a profile visible in this isolate at once; others follow within ten seconds. */
export function forgetVendor(vendor: Pick<VendorRow, 'id' | 'code'>): void {
  byId.delete(vendor.id)
  for (const [code, { vendor: known }] of byCode) if (known.id === vendor.id) byCode.delete(code)
}

async function cached(
  cache: Map<string, Cached>,
  key: string,
  ctx: Ctx,
  read: () => Promise<VendorRow | null>,
): Promise<VendorRow | null> {
  const known = cache.get(key)
  if (known !== undefined && ctx.nowMs - known.readAtMs < PROFILE_MS_MAX) return known.vendor
  const vendor = await read()
  // Strangers' misses are not kept: a later sign-up must be visible at once.
  if (vendor === null) return null
  if (cache.size >= PROFILES_MAX) cache.clear()
  cache.set(key, { vendor, readAtMs: ctx.nowMs })
  return vendor
}
