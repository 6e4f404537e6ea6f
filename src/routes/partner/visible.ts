/** What a caller may see, and the words for what it may not: a foreign thing looks like one that does not exist. */
import type { Context } from 'hono'
import type { LineState } from '../../domain/ledger/statement.ts'
import type { Currency, Money } from '../../domain/money/money.ts'
import type { VendorRow } from '../../services/directory.ts'
import { findPartner } from '../../services/partners.ts'
import type { Caller } from '../../services/partners.ts'
import { findVendorFor } from '../../services/vendors.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { invalidFields } from './operation.ts'

/** Whose vendors the caller sees: its own, or null for everybody's. */
export function tenantOf(caller: Caller): string | null {
  return caller.kind === 'operator' ? null : caller.partnerId
}

/** @throws Problem `not_found` for a vendor that another partner onboarded, as for none */
export async function visibleVendor(c: Context<PartnerEnv>, vendorId: string): Promise<VendorRow> {
  const vendor = await findVendorFor(c.var.ctx, vendorId, tenantOf(c.var.caller))
  if (vendor === null) throw new Problem('not_found', 'The caller has no such vendor.')
  return vendor
}

/** @throws Problem `invalid` for an amount in another currency than the book is kept in */
export function assertCurrency(
  amount: Money,
  currency: string,
  pointer = '/amount/currency',
): void {
  if (amount.currency === currency) return
  const detail = `must be ${currency}, the currency of the book`
  throw invalidFields([{ pointer, detail, code: 'currency_mismatch' }])
}

/** Minor units with the currency that a row or view names. */
export function moneyOf(amount: number, currency: string): Money {
  return { amount, currency: currency as Currency }
}

/** A row's state as callers see it: a hold that was given back is a no. */
export function stateOf(state: LineState): 'paid' | 'pending' | 'declined' {
  if (state === 'posted') return 'paid'
  return state === 'pending' ? 'pending' : 'declined'
}

/** @throws Problem `forbidden` for callers that do not lend, the operator among them */
export async function callingLender(
  c: Context<PartnerEnv>,
): Promise<{ id: string; currency: string }> {
  const { caller, ctx } = c.var
  const partner = caller.kind === 'lender' ? await findPartner(ctx, caller.partnerId) : null
  if (partner === null) throw new Problem('forbidden', 'Only lenders have policies and portfolios.')
  return partner
}

/** @throws Problem `forbidden` for callers that do not sell, the operator among them */
export async function callingSupplier(
  c: Context<PartnerEnv>,
): Promise<{ id: string; currency: string }> {
  const { caller, ctx } = c.var
  const partner = caller.kind === 'supplier' ? await findPartner(ctx, caller.partnerId) : null
  if (partner === null) throw new Problem('forbidden', 'Only suppliers sell.')
  return partner
}

/**
 * The supplier whose things are read: the caller itself, or the one that the operator names.
 *
 * @throws Problem `invalid` for the operator that names none, `not_found` for anybody else's
 */
export async function readSupplier(
  c: Context<PartnerEnv>,
  named: string | undefined,
): Promise<{ id: string; currency: string }> {
  const { caller, ctx } = c.var
  if (caller.kind !== 'operator') {
    const own = await callingSupplier(c)
    if (named === undefined || named === own.id) return own
  } else if (named === undefined) {
    const detail = 'say whose: the operator sells nothing itself'
    throw invalidFields([{ pointer: '?supplier', detail, code: 'supplier_missing' }])
  } else {
    const partner = await findPartner(ctx, named)
    if (partner?.kind === 'supplier') return partner
  }
  throw new Problem('not_found', 'The caller sees no such supplier.')
}
