import { describe, it } from 'vitest'
import { dayText } from '../../../src/domain/calendar.ts'
import { restockHints } from '../../../src/domain/catalogue/restock.ts'
import type { RestockData } from '../../../src/domain/catalogue/restock.ts'
import { arrived, ordered, sales, TEA, tile, TODAY, upTo } from './restock-data.ts'

describe('what the tiles say is left', () => {
  const selling = (cover: number, left: number, tenths = 200, ago = 9) => [
    {
      item: 'leaves',
      days_of_cover: cover,
      reason: {
        code: 'selling',
        sold_a_day_tenths: tenths,
        left,
        since: dayText(TODAY - ago),
      },
    },
  ]
  const rows: [string, Partial<RestockData>, unknown][] = [
    ['lasts longer than an order takes and two days', { leadDays: { leaves: 3 } }, []],
    ['is told on the last day but two', { leadDays: { leaves: 4 } }, selling(6, 120)],
    [
      'is counted by whole days, rounded down',
      { sold: [...TEA.sold, ...sales('cup', 41, [0])] },
      selling(3, 79),
    ],
    ['has run out', { sold: [...TEA.sold, ...sales('cup', 130, [0])] }, selling(0, 0)],
    [
      'is of another shop when twice as much was sold as arrived',
      { sold: sales('cup', 70, upTo(9)) },
      [],
    ],
    [
      'is more by what was left of the delivery before',
      { purchases: [arrived('leaves', 1, 8), arrived('leaves', 1, 9)] },
      selling(1, 20, 200, 8),
    ],
    [
      'is no less by what was sold too much before the newest delivery',
      {
        purchases: [arrived('leaves', 1, 4), arrived('leaves', 1, 20)],
        sold: sales('cup', 20, upTo(12)),
      },
      selling(1, 20, 200, 4),
    ],
    [
      'forgets every delivery but two',
      {
        purchases: [9, 8, 7].map((ago) => arrived('leaves', 1, ago)),
        sold: sales('cup', 20, upTo(9)),
      },
      selling(2, 40, 200, 7),
    ],
    [
      'counts deliveries of one day together, and one that brought nothing not at all',
      { purchases: [arrived('leaves', 1, 9), arrived('leaves', 1, 9), arrived('leaves', 0, 2)] },
      selling(1, 20),
    ],
    [
      'is shared by all tiles that are made of it',
      {
        items: [tile('cup', 'leaves', 100), tile('pot', 'leaves', 25)],
        sold: [...sales('cup', 20, upTo(9)), ...sales('pot', 2, upTo(9))],
      },
      // 300 cups arrived; 9 × (20 + 2 × 4) are gone; 28 go each day as 22 sales.
      selling(1, 37, 220),
    ],
    [
      'goes by the days on which anything was sold',
      {
        sold: [...sales('cup', 60, [1, 4, 7]), ...sales('cake', 1, [2, 3])],
        items: [...TEA.items, tile('cake', null, null)],
      },
      selling(3, 120, 360),
    ],
    [
      'is not known of fewer than five days with sales',
      { sold: sales('cup', 70, [1, 2, 3, 4]) },
      [],
    ],
    [
      'is not known while sales are older than two weeks',
      { sold: sales('cup', 20, [15, 16, 17, 18, 19, 20]) },
      [],
    ],
    ['is not known before anything arrived', { purchases: [] }, []],
    [
      'is not known where no tile says what a pack makes',
      { items: [tile('cup', 'leaves', null)] },
      [],
    ],
    ['is not told of what cannot be bought any more', { leadDays: {} }, []],
    [
      'is not told while more is on its way',
      { purchases: [...TEA.purchases, { item: 'leaves', day: TODAY, packs: 1, arrived: null }] },
      [],
    ],
    [
      'lasts when nothing of it is sold',
      { items: [...TEA.items, tile('cake', null, null)], sold: sales('cake', 1, upTo(9)) },
      [],
    ],
  ]
  it.for(rows)('%s', ([, change, hints], { expect }) => {
    const lead = { leaves: change.leadDays === undefined ? 4 : 0 }
    expect(restockHints({ ...TEA, leadDays: lead, ...change })).toEqual(hints)
  })
})

describe('what is usually ordered', () => {
  const every = (days: number, quantity: number, last: number) => [
    {
      item: 'cups',
      days_of_cover: null,
      reason: { code: 'usual_order', every_days: days, last: dayText(TODAY - last), quantity },
    },
  ]
  const rows: [string, [packs: number, daysAgo: number][], unknown][] = [
    [
      'is told when its day has come',
      [
        [2, 21],
        [2, 14],
        [2, 7],
      ],
      every(7, 2, 7),
    ],
    [
      'is not told a day before',
      [
        [2, 20],
        [2, 13],
        [2, 6],
      ],
      [],
    ],
    [
      'is told until the day of the order after it',
      [
        [2, 28],
        [2, 21],
        [2, 14],
      ],
      every(7, 2, 14),
    ],
    [
      'is not told to who has stopped',
      [
        [2, 29],
        [2, 22],
        [2, 15],
      ],
      [],
    ],
    [
      'is not known of two orders',
      [
        [2, 14],
        [2, 7],
      ],
      [],
    ],
    [
      'is the middle of the intervals',
      [
        [1, 40],
        [1, 33],
        [1, 26],
        [1, 7],
      ],
      every(7, 1, 7),
    ],
    [
      'is the longer of two in the middle',
      [
        [1, 20],
        [1, 15],
        [1, 8],
      ],
      every(7, 1, 8),
    ],
    [
      'is as many packs as in the middle, of two the fewer',
      [
        [1, 28],
        [9, 21],
        [2, 14],
        [4, 7],
      ],
      every(7, 2, 7),
    ],
    [
      'takes orders of one day for one',
      [
        [1, 14],
        [1, 14],
        [1, 7],
        [1, 7],
      ],
      [],
    ],
    [
      'is told in any order of the rows',
      [
        [2, 7],
        [2, 21],
        [2, 14],
      ],
      every(7, 2, 7),
    ],
  ]
  it.for(rows)('%s', ([, orders, hints], { expect }) => {
    const purchases = orders.map(([packs, ago]) => ordered('cups', packs, ago))
    const data = { today: TODAY, items: [], sold: [], purchases, leadDays: { cups: 1 } }
    expect(restockHints(data)).toEqual(hints)
  })

  it('is not asked where the tiles know better', ({ expect }) => {
    const purchases = [27, 18, 9].map((ago) => arrived('leaves', 10, ago))
    expect(restockHints({ ...TEA, purchases })).toEqual([])
    const unlinked = restockHints({ ...TEA, purchases, items: [] })
    expect(unlinked.map(({ reason }) => reason.code)).toEqual(['usual_order'])
  })
})

describe('all hints together', () => {
  it('are three at the most: first what runs out first, then what is overdue', ({ expect }) => {
    const items = ['a', 'b'].map((id) => tile(`tile-${id}`, id, 10))
    const usual = ['c', 'd', 'e'].flatMap((id, i) =>
      [0, 7, 14].map((more) => ordered(id, 1, more + 7 + i)),
    )
    const data = {
      today: TODAY,
      items,
      sold: [...sales('tile-a', 5, upTo(9)), ...sales('tile-b', 6, upTo(9))],
      purchases: [...usual, arrived('a', 5, 9), arrived('b', 5, 9)],
      leadDays: { e: 0, d: 0, c: 0, b: 0, a: 0 },
    }
    expect(restockHints(data).map(({ item }) => item)).toEqual(['b', 'a', 'e'])
    expect(restockHints({ ...data, leadDays: {} })).toEqual([])
  })
})
