/** Everything about orders that has an end, and why there. */

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/** Lines of one order: a screenful to count at the kerb, and 20 KB of webhook at the most. */
export const LINES_MAX = 50
/** Packs of one line: ten million minor units a pack still stay below the largest amount that may move. */
export const QUANTITY_MAX = 9_999
/** Orders of a stall that are not over: more is a mistake or an attack, and each is read when the book is tended. */
export const OPEN_ORDERS_MAX = 50

/** A supplier has a working day to answer; then the money is free again. */
export const ACCEPT_MS = 24 * HOUR_MS
/** Deliveries slip; after two days the stall has bought elsewhere. */
export const DELIVER_GRACE_DAYS = 2
/** A stall has two days to count what the supplier says it handed over: one may be its day off. */
export const CONFIRM_MS = 48 * HOUR_MS
/** A supplier has three days to answer a dispute, because its records have to be looked at. */
export const ANSWER_MS = 72 * HOUR_MS
/** The operator decides a dispute within two weeks; money is not held longer. */
export const DECIDE_MS = 14 * DAY_MS
/** What could not be seen at the kerb may be claimed for a week. */
export const CLAIM_MS = 7 * DAY_MS
/** Claims of one order. */
export const CLAIMS_MAX = 10

/** Days from the opening of a pool to its delivery: the stalls' money waits for it. */
export const POOL_DAYS_MAX = 60

/** A driver's code has six digits: wrong ones are few, then it rests. */
export const CODE_DIGITS = 6
export const CODE_TRIES_MAX = 5
export const CODE_REST_MS = 15 * 60_000
