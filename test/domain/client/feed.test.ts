import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  EMPTY_FEED,
  type Feed,
  FRESH_MS,
  hearHello,
  hearLine,
  hearPage,
  startFeed,
} from '../../../client/vendor/first/feed.ts'
import type { Line, Today } from '../../../client/vendor/first/wire.ts'

const NOW = Date.parse('2026-11-24T10:00:00.000Z')
const rupees = (amount: number) => ({ amount, currency: 'INR' as const })

const TODAY: Today = {
  day: '2026-11-24',
  payments: { count: 1, amount: rupees(2000) },
  tips: rupees(0),
  refunds: { count: 0, amount: rupees(0) },
  net: rupees(2000),
  balance: { available: rupees(2000), pending: rupees(0) },
  last_seq: 1,
}

function line(seq: number, part: Partial<Line> = {}): Line {
  return {
    object: 'entry',
    vendor_id: 'vnd_1',
    seq,
    id: `pay_${seq}`,
    kind: 'payment',
    amount: rupees(2000),
    tip: null,
    direction: 'in',
    state: 'posted',
    decline_reason: null,
    balance: { available: rupees(2000), pending: rupees(0) },
    counterparty: 'wal_1',
    corrects: null,
    refunded: rupees(0),
    holdback: null,
    alert_code: '7K3M',
    note: null,
    payment_request: null,
    rail: 'wallet',
    confirmed: true,
    at: new Date(NOW).toISOString(),
    effective_at: new Date(NOW).toISOString(),
    ...part,
  }
}

const refund = (seq: number, corrects: number, amount: number, part: Partial<Line> = {}): Line =>
  line(seq, {
    id: `rfd_${seq}`,
    kind: 'refund',
    direction: 'out',
    amount: rupees(amount),
    corrects,
    refunded: null,
    ...part,
  })

/** A feed that is connected and has heard rows 1 to `lastSeq`. */
function liveAt(lastSeq: number): Feed {
  const lines = Array.from({ length: lastSeq }, (_, i) => line(lastSeq - i))
  return { ...EMPTY_FEED, lastSeq, lines, today: TODAY, replayUntil: lastSeq }
}

const seqs = (lines: readonly Line[]): number[] => lines.map(({ seq }) => seq)

describe('the first page', () => {
  it('stays quiet about the past on a new phone', ({ expect }) => {
    const page = { data: [line(3), line(2), line(1)], has_more: false }
    const { feed, news } = startFeed(page, TODAY, null, NOW)
    expect(feed.lastSeq).toBe(3)
    expect(news).toEqual({ green: [], away: [] })
  })

  it('shows one payment of a moment ago as just paid', ({ expect }) => {
    const page = { data: [line(3), line(2), line(1)], has_more: false }
    expect(seqs(startFeed(page, TODAY, 2, NOW).news.green)).toEqual([3])
  })

  it('lists a single payment that is older: the screen is not green for yesterday', ({
    expect,
  }) => {
    const at = new Date(NOW - FRESH_MS - 1).toISOString()
    const { news } = startFeed({ data: [line(1, { at })], has_more: false }, TODAY, 0, NOW)
    expect(news.green).toEqual([])
    expect(seqs(news.away)).toEqual([1])
  })

  it('lists several missed payments, and nothing that is not a payment', ({ expect }) => {
    const declined = line(4, { state: 'declined', direction: 'none' })
    const page = { data: [line(5), declined, line(3), refund(2, 1, 500), line(1)], has_more: false }
    const { news } = startFeed(page, TODAY, 1, NOW)
    expect(news.green).toEqual([])
    expect(seqs(news.away)).toEqual([3, 5])
  })

  it('says that more was missed than the page holds', ({ expect }) => {
    const page = { data: [line(90), line(89)], has_more: true }
    expect(startFeed(page, TODAY, 10, NOW).hasMoreMissed).toBe(true)
    expect(startFeed(page, TODAY, 88, NOW).hasMoreMissed).toBe(false)
  })

  it('counts from here when the book is shorter than the phone remembers', ({ expect }) => {
    const { news, feed } = startFeed({ data: [line(2), line(1)], has_more: false }, TODAY, 50, NOW)
    expect(news).toEqual({ green: [], away: [] })
    expect(feed.lastSeq).toBe(2)
  })

  it('begins an empty book at its last row', ({ expect }) => {
    const today = { ...TODAY, last_seq: 0 }
    expect(startFeed({ data: [], has_more: false }, today, null, NOW).feed.lastSeq).toBe(0)
  })
})

describe('the live feed', () => {
  it('turns green for a payment in the book', ({ expect }) => {
    const { feed, news, trouble } = hearLine(liveAt(1), line(2), TODAY, NOW)
    expect(seqs(news.green)).toEqual([2])
    expect(feed.lastSeq).toBe(2)
    expect(seqs(feed.lines)).toEqual([2, 1])
    expect(trouble).toBeNull()
  })

  for (const [name, part] of Object.entries<Partial<Line>>({
    'a payment that was declined': { state: 'declined', direction: 'none' },
    'a payment that is on its way': { state: 'pending' },
    'a payment that was taken back': { state: 'voided' },
    'a refund': { kind: 'refund', direction: 'out', corrects: 1, refunded: null },
    'a resolution': { kind: 'resolution', direction: 'none', amount: rupees(0), refunded: null },
  })) {
    it(`does not turn green for ${name}`, ({ expect }) => {
      const { news, feed } = hearLine(liveAt(1), line(2, part), TODAY, NOW)
      expect(news).toEqual({ green: [], away: [] })
      expect(feed.lastSeq).toBe(2)
    })
  }

  describe('of money that went straight to the vendor’s bank', () => {
    const atBank = (part: Partial<Line>): Line =>
      line(2, { rail: 'bank_qr', direction: 'none', counterparty: null, ...part })
    const longAgo = new Date(NOW - FRESH_MS - 1).toISOString()
    const newsOf = (part: Partial<Line>) => {
      const { green, away } = hearLine(liveAt(1), atBank(part), TODAY, NOW).news
      return { green: seqs(green), away: seqs(away) }
    }

    it('turns green once the bank has reported it', ({ expect }) => {
      expect(newsOf({})).toEqual({ green: [2], away: [] })
    })

    it('does not turn green on the vendor’s own word', ({ expect }) => {
      expect(newsOf({ confirmed: false })).toEqual({ green: [], away: [] })
    })

    it('lists what the bank reports late, unless a sale waits for it', ({ expect }) => {
      expect(newsOf({ effective_at: longAgo })).toEqual({ green: [], away: [2] })
      const ofSale = { effective_at: longAgo, payment_request: 'prq_1' }
      expect(newsOf(ofSale)).toEqual({ green: [2], away: [] })
    })

    it('does not turn green for what a vendor gave back', ({ expect }) => {
      expect(newsOf({ kind: 'refund', rail: null, confirmed: false })).toEqual({
        green: [],
        away: [],
      })
    })
  })

  it('announces a row once, however often it comes', ({ expect }) => {
    const first = hearLine(liveAt(1), line(2), TODAY, NOW)
    const again = hearLine(first.feed, line(2), TODAY, NOW)
    expect(again.news).toEqual({ green: [], away: [] })
    expect(again.feed).toBe(first.feed)
  })

  it('notices a missing row and keeps its place', ({ expect }) => {
    const { feed, news, trouble } = hearLine(liveAt(1), line(3), TODAY, NOW)
    expect(trouble).toBe('gap')
    expect(feed.lastSeq).toBe(1)
    expect(news.green).toEqual([])
  })

  it('notices that the server has another book', ({ expect }) => {
    expect(hearHello(liveAt(9), 3, TODAY, NOW).trouble).toBe('reset')
  })

  it('waits for the end of a replay and then tells all of it in one list', ({ expect }) => {
    let heard = hearHello(liveAt(1), 3, TODAY, NOW)
    heard = hearLine(heard.feed, line(2), TODAY, NOW)
    expect(heard.news).toEqual({ green: [], away: [] })
    heard = hearLine(heard.feed, line(3), TODAY, NOW)
    expect(seqs(heard.news.away)).toEqual([2, 3])
    expect(heard.news.green).toEqual([])
    heard = hearLine(heard.feed, line(4), TODAY, NOW)
    expect(seqs(heard.news.green)).toEqual([4])
    expect(heard.news.away).toEqual([])
  })

  it('tells what a broken replay had told already together with the rest', ({ expect }) => {
    let heard = hearHello(liveAt(1), 3, TODAY, NOW)
    heard = hearLine(heard.feed, line(2), TODAY, NOW)
    // The connection breaks here; the next one replays from row 2 on.
    heard = hearHello(heard.feed, 4, TODAY, NOW)
    heard = hearLine(heard.feed, line(3), TODAY, NOW)
    heard = hearLine(heard.feed, line(4), TODAY, NOW)
    expect(seqs(heard.news.away)).toEqual([2, 3, 4])
  })

  it('shows the one payment missed in a short break as just paid', ({ expect }) => {
    const heard = hearHello(liveAt(1), 3, TODAY, NOW)
    const replayed = hearLine(heard.feed, line(2), TODAY, NOW)
    const last = hearLine(replayed.feed, refund(3, 1, 100), TODAY, NOW)
    expect(seqs(last.news.green)).toEqual([2])
  })

  it('keeps a bounded number of rows', ({ expect }) => {
    let feed = liveAt(1)
    for (let seq = 2; seq <= 200; seq += 1) feed = hearLine(feed, line(seq), TODAY, NOW).feed
    expect(feed.lines).toHaveLength(60)
    expect(feed.lines[0]?.seq).toBe(200)
  })
})

describe('rows that were asked for', () => {
  it('are announced as a replay, and skip what the connection told meanwhile', ({ expect }) => {
    const { feed } = hearLine(liveAt(1), line(2), TODAY, NOW)
    const { news, feed: next } = hearPage(feed, [line(2), line(3), line(4)], TODAY, NOW)
    expect(seqs(news.away)).toEqual([3, 4])
    expect(next.lastSeq).toBe(4)
  })

  it('with a hole in them are refused', ({ expect }) => {
    expect(hearPage(liveAt(1), [line(2), line(4)], TODAY, NOW).trouble).toBe('gap')
  })

  it('may be none', ({ expect }) => {
    const { news, trouble } = hearPage(liveAt(1), [], TODAY, NOW)
    expect(news).toEqual({ green: [], away: [] })
    expect(trouble).toBeNull()
  })
})

describe('what a new row says about an earlier one', () => {
  it('counts a refund against its payment', ({ expect }) => {
    const { feed } = hearLine(liveAt(1), refund(2, 1, 500), TODAY, NOW)
    expect(feed.lines.find(({ seq }) => seq === 1)?.refunded?.amount).toBe(500)
  })

  it('does not count a refund that was declined', ({ expect }) => {
    const declined = refund(2, 1, 500, { state: 'declined', direction: 'none' })
    const { feed } = hearLine(liveAt(1), declined, TODAY, NOW)
    expect(feed.lines.find(({ seq }) => seq === 1)?.refunded?.amount).toBe(0)
  })

  it('gives a refund that was called off back to its payment, once', ({ expect }) => {
    const held = hearLine(liveAt(1), refund(2, 1, 500, { state: 'pending' }), TODAY, NOW)
    const resolution = { kind: 'resolution', direction: 'none', refunded: null } as const
    const off = hearLine(held.feed, line(3, { ...resolution, corrects: 2 }), TODAY, NOW)
    expect(off.feed.lines.find(({ seq }) => seq === 2)?.state).toBe('voided')
    expect(off.feed.lines.find(({ seq }) => seq === 1)?.refunded?.amount).toBe(0)
    const twice = hearLine(off.feed, line(4, { ...resolution, corrects: 2 }), TODAY, NOW)
    expect(twice.feed.lines.find(({ seq }) => seq === 1)?.refunded?.amount).toBe(0)
  })
})

describe('any order of duplicates, breaks and polls', () => {
  it('announces every payment exactly once and in order', ({ expect }) => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('push' as const), back: fc.nat(3) }),
      fc.record({ type: fc.constant('reconnect' as const), more: fc.nat(4) }),
      fc.record({ type: fc.constant('poll' as const), more: fc.nat(4) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let feed = liveAt(0)
        let serverSeq = 0
        const told: number[] = []
        const hear = (heard: ReturnType<typeof hearLine>): void => {
          feed = heard.feed
          told.push(...seqs(heard.news.green), ...seqs(heard.news.away))
        }
        for (const each of steps) {
          if (each.type === 'push') {
            serverSeq += 1
            // The same row again, and some before it, as an impatient server might.
            for (let seq = Math.max(1, serverSeq - each.back); seq <= serverSeq; seq += 1) {
              hear(hearLine(feed, line(seq), TODAY, NOW))
            }
            continue
          }
          serverSeq += each.more
          const after = feed.lastSeq
          const missing = Array.from({ length: serverSeq - after }, (_, i) => line(after + 1 + i))
          if (each.type === 'poll') hear(hearPage(feed, missing, TODAY, NOW))
          else {
            hear(hearHello(feed, serverSeq, TODAY, NOW))
            for (const row of missing) hear(hearLine(feed, row, TODAY, NOW))
          }
        }
        expect(told).toEqual(Array.from({ length: serverSeq }, (_, i) => i + 1))
      }),
    )
  })
})
