/**
 * What the phone knows of the vendor's book, and which payments it still has to announce.
 *
 * Pure: every message gives a new feed and what to say about it. Rows are counted by `seq`, so that a row that
 * comes twice (replayed, polled and pushed) is announced once, and a row that is missing is noticed.
 */
import type { Line, LinePage, Today } from './wire.ts'

/** Rows kept for the screen; older ones are asked for when somebody scrolls. */
const LINES_MAX = 60

/** A single payment that was missed is shown as just paid while it is this young, else as news from before. */
export const FRESH_MS = 2 * 60_000

export interface Feed {
  /** The last row known without a gap; the next one must be one more. */
  lastSeq: number
  /** Newest first. */
  lines: readonly Line[]
  today: Today | null
  /** Rows up to this one are told again after a break, not live. */
  replayUntil: number
  /** Payments of a replay that nobody was told about yet, oldest first. */
  missed: readonly Line[]
}

/** Payments to announce: `green` each with the paid screen, `away` in one list. Both oldest first. */
export interface News {
  green: readonly Line[]
  away: readonly Line[]
}

export interface Heard {
  feed: Feed
  news: News
  /** `gap`: rows are missing, ask for them. `reset`: the book is another one than ours, start over. */
  trouble: 'gap' | 'reset' | null
}

const NO_NEWS: News = { green: [], away: [] }

export const EMPTY_FEED: Feed = { lastSeq: 0, lines: [], today: null, replayUntil: 0, missed: [] }

/**
 * True for a row that says: the vendor has this money, in its book or at its bank. Nothing else ever turns the screen
 * green, and least of all what the vendor itself has noted.
 */
export function isPaid(line: Line): boolean {
  return line.kind === 'payment' && line.state === 'posted' && isIn(line) && line.confirmed
}

/** True for money that came in; what went straight to the vendor's bank touches no balance of the book. */
export function isIn({ direction, rail }: Line): boolean {
  return direction === 'in' || rail === 'bank_qr'
}

/**
 * The feed from a first page of rows (newest first).
 *
 * @param seen the last row that this phone announced, or null on its first start: then the past stays quiet
 */
export function startFeed(
  page: LinePage,
  today: Today,
  seen: number | null,
  nowMs: number,
): { feed: Feed; news: News; hasMoreMissed: boolean } {
  const lastSeq = page.data[0]?.seq ?? today.last_seq
  const oldest = page.data.at(-1)?.seq ?? lastSeq
  // A phone that has seen more than there is saw another book (a demonstration that was reset).
  const from = seen === null || seen > lastSeq ? lastSeq : seen
  const missed = page.data.filter((line) => line.seq > from && isPaid(line)).toReversed()
  const lines = page.data.slice(0, LINES_MAX)
  return {
    feed: { lastSeq, lines, today, replayUntil: lastSeq, missed: [] },
    news: newsOf(missed, nowMs),
    hasMoreMissed: page.has_more && oldest > from + 1,
  }
}

/** The connection opened: rows up to the server's last one are a replay. */
export function hearHello(feed: Feed, lastSeq: number, today: Today, nowMs: number): Heard {
  if (lastSeq < feed.lastSeq) return { feed, news: NO_NEWS, trouble: 'reset' }
  return tellMissed({ ...feed, today, replayUntil: lastSeq }, nowMs)
}

/** One row, replayed or live. */
export function hearLine(feed: Feed, line: Line, today: Today, nowMs: number): Heard {
  if (line.seq <= feed.lastSeq) return { feed, news: NO_NEWS, trouble: null }
  if (line.seq > feed.lastSeq + 1) return { feed, news: NO_NEWS, trouble: 'gap' }
  const next = { ...feed, lastSeq: line.seq, lines: addLine(feed.lines, line), today }
  const isReplay = line.seq <= feed.replayUntil
  if (!isReplay) {
    return { feed: next, news: liveNews(line, nowMs), trouble: null }
  }
  const missed = isPaid(line) ? [...feed.missed, line] : feed.missed
  return tellMissed({ ...next, missed }, nowMs)
}

/** Rows that were asked for while the live connection was down; oldest first, without a gap to each other. */
export function hearPage(feed: Feed, lines: readonly Line[], today: Today, nowMs: number): Heard {
  const last = lines.at(-1)?.seq ?? feed.lastSeq
  let heard: Heard = { feed: { ...feed, replayUntil: last }, news: NO_NEWS, trouble: null }
  for (const line of lines) {
    const next = hearLine(heard.feed, line, today, nowMs)
    // At most one of the rows ends the replay, so no news is overwritten by later ones.
    const news = next.news === NO_NEWS ? heard.news : next.news
    heard = { ...next, news }
    if (heard.trouble !== null) return heard
  }
  return heard
}

function tellMissed(feed: Feed, nowMs: number): Heard {
  if (feed.lastSeq < feed.replayUntil || feed.missed.length === 0) {
    return { feed, news: NO_NEWS, trouble: null }
  }
  return { feed: { ...feed, missed: [] }, news: newsOf(feed.missed, nowMs), trouble: null }
}

function liveNews(line: Line, nowMs: number): News {
  if (!isPaid(line)) return NO_NEWS
  // Banks may tell late: whoever paid at the sticker of the bank may have left long ago.
  const mayBeOld = line.rail === 'bank_qr' && line.payment_request === null
  return mayBeOld ? newsOf([line], nowMs) : { green: [line], away: [] }
}

/**
 * One young payment is shown as just paid. Several, or one that is older, go into a list: a green screen for money
 * from an hour ago would let the next customer walk away with goods that he did not pay for.
 */
function newsOf(missed: readonly Line[], nowMs: number): News {
  const [only, ...more] = missed
  if (only === undefined) return NO_NEWS
  const isFresh = more.length === 0 && nowMs - paidMs(only) <= FRESH_MS
  return isFresh ? { green: [only], away: [] } : { green: [], away: missed }
}

/** When the shopper paid. */
function paidMs({ rail, at, effective_at }: Line): number {
  return Date.parse(rail === 'bank_qr' ? effective_at : at)
}

function addLine(lines: readonly Line[], line: Line): Line[] {
  return [line, ...applyToEarlier(lines, line)].slice(0, LINES_MAX)
}

/** Earlier rows as the new one leaves them: a refund counts against its payment, a void gives it back. */
function applyToEarlier(lines: readonly Line[], line: Line): readonly Line[] {
  if (line.corrects === null) return lines
  if (line.kind === 'refund' && line.state !== 'declined') {
    return addRefunded(lines, line.corrects, line.amount.amount)
  }
  if (line.kind !== 'resolution') return lines
  const voided = lines.find(({ seq, state }) => seq === line.corrects && state !== 'voided')
  if (voided === undefined) return lines
  const marked = lines.map((one) => (one === voided ? { ...one, state: 'voided' as const } : one))
  return voided.kind === 'refund' && voided.corrects !== null
    ? addRefunded(marked, voided.corrects, -voided.amount.amount)
    : marked
}

function addRefunded(lines: readonly Line[], seq: number, amount: number): readonly Line[] {
  return lines.map((line) =>
    line.seq === seq && line.refunded !== null
      ? { ...line, refunded: { ...line.refunded, amount: line.refunded.amount + amount } }
      : line,
  )
}
