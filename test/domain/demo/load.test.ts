import { describe, it } from 'vitest'
import { loadMarket, type LoadProgress } from '../../../scripts/demo/load.ts'
import type { DemoDay, Market } from '../../../scripts/demo/types.ts'
import { type FakeApp, type Fault, startFakeApp } from './fake-app.ts'

const AT = '2026-11-01T08:00:00.000Z'

/** A market of one stall; each number is a day with that many payments, one top-up and one refund. */
function marketOf(paymentsPerDay: readonly number[]): Market {
  return {
    vendors: [],
    partners: [{ id: 'prt_1', kind: 'agent', name: 'Float', currency: 'INR' }],
    wallets: [{ id: 'wal_1', currency: 'INR', opened_at: AT }],
    days: paymentsPerDay.map((count, index) => dayOf(`2026-11-0${index + 1}`, count)),
  }
}

function dayOf(day: string, count: number): DemoDay {
  const effective_at = AT
  return {
    day,
    fundings: [],
    topUps: [
      { id: `top_${day}`, partner_id: 'prt_1', wallet_id: 'wal_1', amount: 500_00, effective_at },
    ],
    payments: Array.from({ length: count }, (_, index) => ({
      id: `pay_${day}_${index}`,
      wallet_id: 'wal_1',
      vendor_id: 'vnd_1',
      amount: 10_00,
      tip: 0,
      note: null,
      effective_at,
    })),
    refunds: [
      { id: `rfd_${day}`, vendor_id: 'vnd_1', payment_id: 'pay_1', amount: 5_00, effective_at },
    ],
  }
}

async function load(app: FakeApp, market: Market, onProgress?: (about: LoadProgress) => void) {
  const waits: number[] = []
  const result = await loadMarket({
    baseUrl: app.baseUrl,
    token: 'secret',
    market,
    ...(onProgress === undefined ? {} : { onProgress }),
    wait: async (delayMs) => {
      waits.push(delayMs)
    },
  })
  return { result, waits }
}

function pathsOf(app: FakeApp): string[] {
  return app.received.map(({ path }) => path)
}

/** Fails the first request to a path, as many times as asked. */
function failing(path: string, times: number, how: number | 'drop'): Fault {
  let left = times
  return (request) => {
    if (request.path !== path || left === 0) return null
    left -= 1
    return how
  }
}

describe('loading a market', () => {
  it('introduces everybody, posts day after day as the operator, and finishes', async ({
    expect,
  }) => {
    await using app = await startFakeApp()
    const days: LoadProgress[] = []
    const { result } = await load(app, marketOf([3, 2]), (about) => days.push(about))
    expect(pathsOf(app)).toEqual([
      '/demo/vendors',
      '/demo/partners',
      '/demo/wallets',
      '/demo/day',
      '/demo/day',
      '/demo/finish',
    ])
    expect(new Set(app.received.map((one) => one.authorization))).toEqual(
      new Set(['Bearer secret']),
    )
    expect(Object.keys(JSON.parse(app.received[3]?.text ?? '') as object)).toEqual([
      'fundings',
      'top_ups',
      'payments',
      'refunds',
    ])
    expect(days).toEqual([
      { done: 1, total: 2, day: '2026-11-01' },
      { done: 2, total: 2, day: '2026-11-02' },
    ])
    expect(result).toEqual({ posted: 9, declined: 0, vendors: 0, entries: 10 })
  })

  it('splits a busy day, with the money in first and the refunds last', async ({ expect }) => {
    await using app = await startFakeApp()
    await load(app, marketOf([900]))
    const bodies = app.received
      .filter(({ path }) => path === '/demo/day')
      .map(({ text }) => JSON.parse(text) as Record<string, { id: string }[]>)
    const sizes = bodies.map((body) =>
      ['top_ups', 'payments', 'refunds'].map((key) => body[key]?.length),
    )
    expect(sizes).toEqual([
      [1, 300, 0],
      [0, 300, 0],
      [0, 300, 1],
    ])
    const ids = bodies.flatMap((body) => body['payments'] ?? []).map(({ id }) => id)
    expect(ids).toEqual(marketOf([900]).days[0]?.payments.map(({ id }) => id))
  })
})

describe('a load that does not go well', () => {
  it.for([503, 429, 'drop'] as const)(
    'sends the same body again after %s',
    async (how, { expect }) => {
      await using app = await startFakeApp(failing('/demo/day', 4, how))
      const { result, waits } = await load(app, marketOf([3]))
      const bodies = app.received.filter(({ path }) => path === '/demo/day').map(({ text }) => text)
      expect(bodies.length).toBe(5)
      expect(new Set(bodies).size).toBe(1)
      expect(waits).toEqual([200, 400, 800, 1600])
      expect(result.posted).toBe(5)
    },
  )

  it('gives up after five attempts and says what the app answered', async ({ expect }) => {
    await using app = await startFakeApp(failing('/demo/wallets', 99, 500))
    await expect(load(app, marketOf([1]))).rejects.toThrow(
      'POST /demo/wallets failed: the app answered 500: {"title":"Something is wrong"}',
    )
    expect(pathsOf(app).filter((path) => path === '/demo/wallets').length).toBe(5)
  })

  it('does not repeat what was refused', async ({ expect }) => {
    await using app = await startFakeApp(failing('/demo/vendors', 1, 422))
    await expect(load(app, marketOf([1]))).rejects.toThrow('the app answered 422')
    expect(pathsOf(app)).toEqual(['/demo/vendors'])
  })

  it('names the reason when nothing answers', async ({ expect }) => {
    const app = await startFakeApp()
    await app[Symbol.asyncDispose]()
    await expect(load(app, marketOf([1]))).rejects.toThrow('ECONNREFUSED')
  })
})
