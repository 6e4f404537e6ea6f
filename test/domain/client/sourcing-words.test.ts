import { describe, it } from 'vitest'
import {
  eventKey,
  isOver,
  mayCancel,
  mayClaim,
  mayCount,
  nextKey,
  releaseKey,
  type Told,
} from '../../../client/vendor/later/sourcing/order-words.ts'
import { problemKey, refusalKey } from '../../../client/vendor/later/sourcing/refusal-keys.ts'
import type { OrderEvent, Quote } from '../../../client/vendor/later/sourcing/wire.ts'
import { CATEGORIES } from '../../../src/domain/catalogue/item.ts'
import { sourcingEn, type SourcingKey } from '../../../src/domain/i18n/app/sourcing-en.ts'
import { sourcingHi } from '../../../src/domain/i18n/app/sourcing-hi.ts'
import { sourcingZhCn } from '../../../src/domain/i18n/app/sourcing-zh-cn.ts'
import { ORDER_DECLINES } from '../../../src/domain/ledger/entry.ts'
import { CLAIM_REFUSALS } from '../../../src/domain/orders/claims.ts'
import { LINE_PROBLEMS, MONEY_SOURCES, ORDER_STATES } from '../../../src/domain/orders/order.ts'
import { QUOTE_SENTENCES } from '../../../src/domain/orders/refusals.ts'
import { ORDER_REFUSALS, RULES } from '../../../src/domain/orders/states.ts'

const KEYS = Object.keys(sourcingEn) as SourcingKey[]
const ALL = { en: sourcingEn, hi: sourcingHi, 'zh-CN': sourcingZhCn }
const SCRIPTS = { hi: /\p{Script=Devanagari}/u, 'zh-CN': /\p{Script=Han}/u }
const NOW_MS = Date.parse('2026-11-24T10:00:00Z')

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()
const names = (text: string): string[] => [...new Set(placeholders(text))]

describe.for(['hi', 'zh-CN'] as const)('the words of buying stock in %s', (locale) => {
  const texts = ALL[locale]

  it('have the texts of English, with every placeholder', ({ expect }) => {
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted())
    for (const key of KEYS) expect(names(texts[key]), key).toEqual(names(sourcingEn[key]))
  })

  it('are written in its script', ({ expect }) => {
    for (const key of KEYS) expect(texts[key], key).toMatch(SCRIPTS[locale])
  })
})

/** Only what the words look at. */
function told(part: Partial<Told>): Told {
  return {
    state: 'placed',
    due: null,
    dispute: null,
    pool: null,
    claim_until: null,
    events: [],
    ...part,
  }
}

const event = (what: string): OrderEvent => ({ at: '', by: 'supplier', what, note: null })

describe('every word of the domain', () => {
  it('that names something has its own here', ({ expect }) => {
    const wanted = [
      ...ORDER_STATES.map((state) => `state.${state}`),
      ...CATEGORIES.map((category) => `category.${category}`),
      ...MONEY_SOURCES.map((source) => `source.${source}`),
      ...LINE_PROBLEMS.map((problem) => `count.${problem}`),
    ]
    expect(KEYS).toEqual(expect.arrayContaining(wanted))
  })

  it('for what stands in the way of an order is a sentence that says what to do', ({ expect }) => {
    for (const code of Object.keys(QUOTE_SENTENCES) as Quote['problems'][number]['code'][]) {
      expect(KEYS).toContain(problemKey({ code, least: 2 }))
      // The same is said when it was found only as the order was placed.
      expect(refusalKey(code), code).not.toBeNull()
    }
    expect(problemKey({ code: 'not_in_stock', least: 0 })).toBe('problem.sold_out')
    expect(problemKey({ code: 'not_in_stock', least: 3 })).toBe('problem.not_in_stock')
  })

  it('for a refusal that a vendor can meet is a sentence', ({ expect }) => {
    /** Said to suppliers or to nobody. */
    const others = new Set<string>([
      'not_due',
      'claim_unknown',
      'claim_over',
      'credit_too_large',
      'credit_not_for_order',
      'payout_failed',
    ])
    const met = [...ORDER_REFUSALS, ...CLAIM_REFUSALS, ...ORDER_DECLINES].filter(
      (code) => !others.has(code),
    )
    for (const code of met) expect(refusalKey(code), code).not.toBeNull()
    expect(refusalKey('terms_changed')).toBe('refused.price_changed')
    expect(refusalKey('passkey_refused')).toBeNull()
    expect(refusalKey('constructor')).toBeNull()
  })
})

describe('where an order stands', () => {
  it('is told in every state, with what comes next as long as something does', ({ expect }) => {
    for (const state of ORDER_STATES) {
      const next = nextKey(told({ state }), NOW_MS)
      if (state === 'settled') expect(next).toBeNull()
      else expect(KEYS, state).toContain(next)
    }
  })

  it('waits for the pool first, then for the supplier', ({ expect }) => {
    const pool = {
      id: 'pool_1',
      unit_price_max: { amount: 1, currency: 'INR' as const },
      closes_at: '2026-11-24T11:00:00Z',
    }
    expect(nextKey(told({ pool }), NOW_MS)).toBe('next.placed_pool')
    expect(nextKey(told({ pool }), NOW_MS + 3_600_000)).toBe('next.placed')
  })

  it('says whose turn it is in a dispute, also when the supplier answered without words', ({
    expect,
  }) => {
    const dispute = { at: '', note: 'One crate was broken', answer: null }
    expect(nextKey(told({ state: 'disputed', dispute }), NOW_MS)).toBe('next.disputed')
    const answered = told({ state: 'disputed', dispute, events: [event('answer')] })
    expect(nextKey(answered, NOW_MS)).toBe('next.contested')
  })

  it('offers a claim for as long as there is time for one', ({ expect }) => {
    const settled = told({ state: 'settled', claim_until: '2026-11-24T10:00:00Z' })
    expect(nextKey(settled, NOW_MS)).toBe('next.settled')
    expect(nextKey(settled, NOW_MS + 1)).toBeNull()
    expect(mayClaim({ state: 'confirmed', claim_until: null }, NOW_MS)).toBe(false)
  })

  it('says when the money is free again or paid', ({ expect }) => {
    const at = '2026-11-26T10:00:00Z'
    const due = (leads_to: 'expired' | 'confirmed') => releaseKey({ due: { at, leads_to } })
    expect(due('expired')).toBe('release.free')
    expect(due('confirmed')).toBe('release.paid')
    expect(releaseKey({ due: null })).toBeNull()
  })

  it('allows what the domain allows', ({ expect }) => {
    for (const state of ORDER_STATES) {
      const may = (type: 'confirm' | 'cancel') => RULES[type].from.includes(state)
      expect(mayCount({ state }), state).toBe(may('confirm'))
      // The domain's table has the supplier in it too, who may cancel until it is handed over.
      if (mayCancel({ state })) expect(may('cancel'), state).toBe(true)
      if (isOver({ state })) expect(may('confirm') || may('cancel'), state).toBe(false)
    }
    expect(mayCancel({ state: 'packed' })).toBe(false)
  })
})

describe('what happened to an order', () => {
  it('has a sentence for each state that it can come into', ({ expect }) => {
    for (const state of ORDER_STATES.filter((one) => one !== 'placing')) {
      expect(KEYS).toContain(eventKey(event(state)))
      expect(eventKey(event(state))).not.toBe('event.other')
    }
  })

  it('of a later version of the server is told without its meaning', ({ expect }) => {
    expect(eventKey(event('teleported'))).toBe('event.other')
    expect(eventKey(event('constructor'))).toBe('event.other')
  })
})
