/** What a person may do for a vendor. */
export type Role = 'owner' | 'manager' | 'cashier'

/** A person who acts for a vendor. */
export interface Member {
  id: string
  role: Role
  hasPasskey: boolean
}

/** Whether a role may give money back. A cashier takes payments and sees them arrive, nothing more. */
export function mayRefund(role: Role): boolean {
  return role !== 'cashier'
}

/** Whether a role may change what the stall sells and for how much. */
export function mayEditItems(role: Role): boolean {
  return role !== 'cashier'
}
