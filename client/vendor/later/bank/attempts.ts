/** Under which id a sale is asked to be paid into an account: one for each, so that asking twice asks once. */

/** Of one sale only: the one before is over. */
export interface Attempts {
  request: string
  /** By account. */
  ids: Readonly<Record<string, string>>
}

/** The attempts with one for this sale and account, an earlier one if there is. */
export function withAttempt(
  kept: Attempts | null,
  { request, account }: { request: string; account: string },
  mint: () => string,
): Attempts {
  const ids = kept?.request === request ? kept.ids : {}
  return { request, ids: ids[account] === undefined ? { ...ids, [account]: mint() } : ids }
}
