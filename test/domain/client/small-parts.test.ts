import { describe, it } from 'vitest'
import { retryDelayMs } from '../../../client/vendor/first/backoff.ts'
import { countdown } from '../../../client/vendor/first/countdown.ts'
import { figureOf } from '../../../client/vendor/first/figure.ts'
import { mintId } from '../../../client/vendor/first/mint.ts'
import { isUnanswered, NO_ANSWER } from '../../../client/vendor/first/problem.ts'
import { pathOf, type Route, routeOf } from '../../../client/vendor/first/route.ts'
import { readMessage } from '../../../client/vendor/first/wire.ts'
import { currencyNames, homeCurrency } from '../../../client/vendor/later/home-currency.ts'
import { intlLocale } from '../../../src/domain/i18n/i18n.ts'
import { CURRENCIES, formatMoney } from '../../../src/domain/money/money.ts'
import { isId } from '../../../src/platform/ids.ts'

const REQUEST_ID = 'prq_01M85VSB18EWEVWYS261GKARTV'
const TILL_ITEM_ID = 'til_01M85VSB18EWEVWYS261GKARTV'
const ORDER_ID = 'ord_01M85VSB18EWEVWYS261GKARTV'
const OFFER_ID = 'ofr_01M85VSB18EWEVWYS261GKARTV'

describe('reconnecting', () => {
  it('waits longer each time, never past its ceiling, never at once', ({ expect }) => {
    const shortest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, 0))
    expect(shortest).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500])
    const longest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, 0.999_999))
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000])
  })
})

describe('the time that a request has left', () => {
  it('counts down in minutes and seconds', ({ expect }) => {
    expect(countdown(0, 600_000, 0)).toEqual({ seconds: 600, text: '10:00', share: 1 })
    expect(countdown(0, 600_000, 545_001)).toMatchObject({ seconds: 55, text: '0:55' })
  })

  it('is 0:00 only when it is over', ({ expect }) => {
    expect(countdown(0, 600_000, 599_999).text).toBe('0:01')
    expect(countdown(0, 600_000, 600_000)).toEqual({ seconds: 0, text: '0:00', share: 0 })
    expect(countdown(0, 600_000, 900_000).seconds).toBe(0)
  })

  it('is never more than there was, whatever the phone thinks the time is', ({ expect }) => {
    expect(countdown(1000, 601_000, 0)).toEqual({ seconds: 600, text: '10:00', share: 1 })
    expect(countdown(5, 5, 0).share).toBe(0)
  })
})

describe('a large figure', () => {
  it('sets the decimals apart in every currency and language', ({ expect }) => {
    for (const [currency, exponent] of Object.entries(CURRENCIES)) {
      for (const locale of ['en', 'hi', 'zh-CN'] as const) {
        const money = { amount: 123_456, currency: currency as keyof typeof CURRENCIES }
        const text = formatMoney(money, intlLocale(locale, currency))
        const { whole, decimals } = figureOf(text, exponent)
        expect(whole + decimals).toBe(text)
        expect(decimals.length).toBe(exponent === 0 ? 0 : exponent + 1)
      }
    }
  })

  it('is wider with more digits, so that it is set smaller', ({ expect }) => {
    const width = (text: string): number => figureOf(text, 2).digits
    expect(width('₹1.00')).toBeLessThan(width('₹10.00'))
    expect(width('₹10.00')).toBeLessThan(width('₹1,00,00,000.00'))
  })
})

describe('addresses', () => {
  const places: Exclude<Route, { name: 'unknown' }>[] = [
    { name: 'keypad' },
    { name: 'charge', requestId: REQUEST_ID },
    { name: 'payments' },
    { name: 'payment', seq: 12 },
    { name: 'refund', seq: 12 },
    { name: 'sticker' },
    { name: 'settings' },
    { name: 'items', id: null },
    { name: 'items', id: 'new' },
    { name: 'items', id: TILL_ITEM_ID },
    { name: 'credit', part: 'home' },
    { name: 'credit', part: 'meter' },
    { name: 'credit', part: 'draw' },
    { name: 'credit', part: 'payoff' },
    { name: 'credit', part: 'pause' },
    { name: 'credit', part: 'share' },
    { name: 'credit', part: 'history' },
    { name: 'credit', part: 'reads' },
    { name: 'credit_offer', offerId: OFFER_ID },
    { name: 'credit_appeal', rule: 'F06' },
    { name: 'stock', path: 'stock' },
    { name: 'stock', path: 'orders' },
    { name: 'bank', path: 'bank' },
    { name: 'bank', path: 'bank/add/upi' },
    { name: 'stock', path: `orders/${ORDER_ID}/confirm` },
    { name: 'join' },
    { name: 'enrol' },
  ]

  it('lead to the screen that they were made for', ({ expect }) => {
    for (const place of places) expect(routeOf(pathOf(place))).toEqual(place)
  })

  it('may end in a slash', ({ expect }) => {
    expect(routeOf('/app/')).toEqual({ name: 'keypad' })
    expect(routeOf('/app/join/')).toEqual({ name: 'join' })
  })

  it('that are nobody’s lead nowhere', ({ expect }) => {
    for (const path of [
      '/',
      '/p/7K3M92QD',
      '/app/nothing',
      '/app/join/extra',
      '/app/charge',
      '/app/charge/prq_short',
      `/app/charge/${REQUEST_ID}/cancel`,
      '/app/items/til_short',
      `/app/items/${TILL_ITEM_ID}/remove`,
      '/app/payments/0',
      '/app/payments/-1',
      '/app/payments/1e3',
      '/app/payments/12/undo',
      '/app/payments/12/refund/now',
      '/app/credit/home',
      '/app/credit/loans',
      '/app/credit/draw/now',
      '/app/credit/offers',
      '/app/credit/offers/ofr_short',
      `/app/credit/offers/${OFFER_ID}/accept`,
      `/app/orders/${ORDER_ID}/confirm/now`,
      '/app/credit/appeal/H06',
      '/app/credit/appeal/F6',
    ]) {
      expect(routeOf(path), path).toEqual({ name: 'unknown' })
    }
  })
})

describe('ids that the phone mints', () => {
  it('are ids of the kind that the server takes', ({ expect }) => {
    expect(isId('paymentRequest', mintId('prq', 1_790_000_000_000))).toBe(true)
    expect(isId('refund', mintId('rfd', 1_790_000_000_000))).toBe(true)
    expect(isId('draw', mintId('drw', 1_790_000_000_000))).toBe(true)
    expect(isId('payoff', mintId('pof', 1_790_000_000_000))).toBe(true)
    expect(isId('order', mintId('ord', 1_790_000_000_000))).toBe(true)
    expect(isId('claim', mintId('clm', 1_790_000_000_000))).toBe(true)
    expect(isId('jarMove', mintId('jar', 1_790_000_000_000))).toBe(true)
    expect(isId('attempt', mintId('att', 1_790_000_000_000))).toBe(true)
    expect(isId('payment', mintId('pay', 1_790_000_000_000))).toBe(true)
  })

  it('sort by time and differ within a millisecond', ({ expect }) => {
    const random = new Uint8Array(16).fill(255)
    expect(mintId('rfd', 1000, random) < mintId('rfd', 1001, new Uint8Array(16))).toBe(true)
    expect(mintId('rfd', 1000)).not.toBe(mintId('rfd', 1000))
  })

  it('leave the caller’s bytes as they were', ({ expect }) => {
    const random = new Uint8Array(16)
    mintId('prq', 1000, random)
    expect(random).toEqual(new Uint8Array(16))
  })
})

describe('answers', () => {
  it('that did not come may have happened; a refusal did not', ({ expect }) => {
    expect(isUnanswered(NO_ANSWER)).toBe(true)
    expect(isUnanswered({ ...NO_ANSWER, status: 503 })).toBe(true)
    expect(isUnanswered({ ...NO_ANSWER, status: 422 })).toBe(false)
  })

  it('on the live connection are read only when they are ours', ({ expect }) => {
    expect(readMessage('pong')).toBeNull()
    expect(readMessage('{"type":')).toBeNull()
    expect(readMessage('{"kind":"entry"}')).toBeNull()
    expect(readMessage('{"type":"credit"}')).toEqual({ type: 'credit' })
    expect(readMessage('{"type":"status","status":"open"}')).toEqual({
      type: 'status',
      status: 'open',
    })
  })
})

describe('the currency that is proposed', () => {
  it('follows the time zone', ({ expect }) => {
    expect(homeCurrency('Asia/Kolkata')).toBe('INR')
    expect(homeCurrency('Asia/Calcutta')).toBe('INR')
    expect(homeCurrency('Asia/Shanghai')).toBe('CNY')
    expect(homeCurrency('America/Sao_Paulo')).toBe('BRL')
    expect(homeCurrency('America/Chicago')).toBe('USD')
  })

  it('is offered among all of them, by name', ({ expect }) => {
    const names = currencyNames('zh-CN')
    expect(names).toHaveLength(Object.keys(CURRENCIES).length)
    expect(names.find(({ code }) => code === 'CNY')?.name).toBe('人民币')
  })
})
