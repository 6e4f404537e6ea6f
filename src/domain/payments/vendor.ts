/**
 * Whether a stall takes payments. `closed` is the vendor's own choice; `frozen` is the operator's, with a reason that
 * the vendor sees.
 */
export type VendorStatus = 'open' | 'closed' | 'frozen'
