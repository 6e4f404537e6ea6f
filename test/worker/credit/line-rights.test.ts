import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { accessOf } from '../../../src/services/access.ts'
import { vendorBook } from '../../support/books.ts'
import { Browser, signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { newPartner } from '../partner/world.ts'
import { ctxAt, drawAt, floatOf, lineAt, newServicing, offerTo, until } from './servicing-world.ts'
import { creditOf, draw, newCreditWorld, post, sell } from './world.ts'

/** What an offer of {@link offerTo} costs at the usual share. */
async function owedOf(stall: Stall, offer: string): Promise<number> {
  const { offers } = await creditOf(stall)
  return offers.find(({ id }) => id === offer)?.disclosure.owed.amount ?? 0
}

async function accept(stall: Stall, offer: string, owed: number, bp = 1200) {
  const path = `/credit/offers/${offer}/accept`
  const { status, body } = await post(stall, path, { holdback_bp: bp, owed })
  return { status, word: body['reason'] ?? body['code'] ?? null }
}

/** Every call that says yes to something, for a line that is in use. */
function yeses(offer: string, supplier: string): [string, object][] {
  const now = Date.now()
  const paid = { amount: 60_000, owed: 61_000, supplier, reference: null }
  return [
    [`/credit/offers/${offer}/accept`, { holdback_bp: 1200, owed: 1 }],
    ['/credit/draws', { id: newId('draw', now), ...paid }],
    ['/credit/holdback', { holdback_bp: 2000 }],
    ['/credit/payoff', { id: newId('payoff', now), pay: 1 }],
  ]
}

it('lets everybody of the stall look and only the owner decide', async ({ expect }) => {
  const world = await newServicing()
  const { stall, lender } = world
  await drawAt(world, 100_000)
  const offer = await offerTo(stall, world)
  using access = accessOf(ctxAt(Date.now()), stall.id)
  const token = await access.startSession(await access.addMember('cashier', Date.now()), Date.now())
  const browser = new Browser()
  const [cookie = ''] = stall.browser.cookies.keys()
  browser.cookies.set(cookie, `${stall.id}.${token}`)
  const cashier = { ...stall, browser }
  expect((await creditOf(cashier)).line).toMatchObject({ principal: { amount: 100_000 } })
  const before = await lineAt(stall)
  const others: [string, object][] = [
    ['/credit/pause', { days: 1 }],
    ['/credit/resume', {}],
    [`/credit/consents/${lender.id}/withdraw`, {}],
  ]
  for (const [path, body] of [...yeses(offer.id, world.supplier.id), ...others]) {
    const answer = await post(cashier, path, body)
    expect([path, answer.status, answer.body['code']]).toEqual([path, 403, 'forbidden'])
  }
  expect(await lineAt(stall)).toEqual(before)
})

it('asks whoever has no passkey and signed in long ago to confirm', async ({ expect }) => {
  const world = await newServicing()
  const { stall } = world
  const offer = await offerTo(stall, world)
  await drawAt(world, 100_000)
  const began = (minutes: number) =>
    runInDurableObject(vendorBook(stall.id), (_, { storage: { sql } }) => {
      sql.exec('UPDATE sessions SET created_at = ?', Date.now() - minutes * 60_000)
    })
  await began(10)
  const before = await lineAt(stall)
  for (const [path, body] of yeses(offer.id, world.supplier.id)) {
    const { status, body: problem } = await post(stall, path, body)
    expect([path, status, problem['code']]).toEqual([path, 403, 'step_up_required'])
  }
  expect(await lineAt(stall)).toEqual(before)
  // What costs nothing needs no more than the session.
  expect((await post(stall, '/credit/pause', { days: 1 })).status).toBe(200)
  await began(9)
  expect((await post(stall, '/credit/holdback', { holdback_bp: 2000 })).status).toBe(200)
})

it('accepts only an offer of this stall that is open and not over', async ({ expect }) => {
  const world = await newCreditWorld()
  const [stall, other] = await Promise.all([signUp(), signUp()])
  const gone = { status: 404, word: 'not_found' }
  const now = Date.now()
  const mine = await offerTo(stall, world)
  const owed = await owedOf(stall, mine.id)
  expect(await accept(other, mine.id, owed)).toEqual(gone)
  const path = `/credit/offers/${mine.id}/quote`
  expect((await post(other, path, { amount: 100_000, holdback_bp: 1200 })).status).toBe(404)
  const late = await offerTo(stall, world, { expiresAtMs: now - 1 })
  expect(await accept(stall, late.id, owed)).toEqual(gone)
  for (const state of ['withdrawn', 'superseded', 'expired'] as const) {
    const ended = await offerTo(stall, world, { state, endedAtMs: now })
    expect(await accept(stall, ended.id, owed), state).toEqual(gone)
  }
  expect(await accept(stall, newId('creditOffer', now), owed)).toEqual(gone)
  expect(await accept(stall, 'ofr_1', owed)).toEqual(gone)
  expect((await creditOf(stall)).offers.map(({ id }) => id)).toEqual([mine.id])
  expect((await creditOf(stall)).line).toBeNull()
})

it('opens one line and gives one consent, however often an offer is tapped', async ({ expect }) => {
  const world = await newCreditWorld()
  const stall = await signUp()
  const { id } = await offerTo(stall, world)
  const owed = await owedOf(stall, id)
  const changed = { status: 409, word: 'conflict' }
  expect(await accept(stall, id, owed + 1)).toEqual(changed)
  expect(await accept(stall, id, owed, 1100)).toEqual(changed)
  expect(await accept(stall, id, owed, 600)).toEqual(changed)
  expect((await creditOf(stall)).line).toBeNull()
  const taps = await Promise.all([1, 2, 3].map(() => accept(stall, id, owed)))
  expect(taps.map(({ status }) => status)).toEqual([201, 201, 201])
  expect((await accept(stall, id, owed)).status).toBe(201)
  const credit = await creditOf(stall)
  expect(credit.offers).toEqual([])
  expect(credit.consents).toMatchObject([{ lender: { id: world.lender.id }, withdrawn_at: null }])
  expect(credit.line?.events.map(({ kind }) => kind)).toEqual(['line_opened'])
  const rows = await runInDurableObject(vendorBook(stall.id), (_, { storage: { sql } }) =>
    sql.exec('SELECT id FROM credit_lines').toArray(),
  )
  expect(rows).toHaveLength(1)
  const consents = env.DB.prepare('SELECT * FROM credit_consents WHERE vendor_id = ?').bind(
    stall.id,
  )
  expect((await consents.all()).results).toHaveLength(1)
})

it('keeps a second lender waiting until the first one’s credit is repaid', async ({ expect }) => {
  const first = await newServicing()
  const { stall } = first
  const second = await newCreditWorld()
  const { id } = await offerTo(stall, second)
  const owed = await owedOf(stall, id)
  await drawAt(first, 100_000)
  expect(await accept(stall, id, owed)).toEqual({ status: 409, word: 'conflict' })
  expect((await lineAt(stall)).lender.id).toBe(first.lender.id)
  await sell(stall.id, 900_000)
  expect((await lineAt(stall)).remaining.amount).toBe(0)
  expect(await accept(stall, id, owed)).toMatchObject({ status: 201 })
  expect((await lineAt(stall)).lender.id).toBe(second.lender.id)
  // What the first lender was still to get left with the change.
  const [repaidDraw] = (await lineAt(stall)).draws
  const repaid = 100_000 + (repaidDraw?.fee.amount ?? 0)
  expect(await floatOf(first.lender)).toBe(100_000_000 - 100_000 + repaid)
  await drawAt({ ...first, stall }, 60_000)
  expect(await floatOf(second.lender)).toBe(100_000_000 - 60_000)
})

it('draws only for suppliers of the stall’s currency, and not for a frozen stall', async ({
  expect,
}) => {
  const world = await newServicing()
  const { stall, supplier, lender } = world
  const yuan = await newPartner('supplier', { currency: 'CNY' })
  const refused = async (to: string | null) => {
    const { status, body } = await draw(stall, { supplier: to, amount: 100_000 })
    return [status, body['reason'] ?? body['code']]
  }
  for (const to of [yuan.id, lender.id, newId('partner', Date.now()), null])
    expect(await refused(to)).toEqual([422, 'supplier_unknown'])
  await vendorBook(stall.id).setStatus('frozen', 'asked by the police')
  expect(await refused(supplier.id)).toEqual([422, 'line_frozen'])
  expect(await lineAt(stall)).toMatchObject({ frozen_reason: 'stall_frozen' })
  await vendorBook(stall.id).setStatus('open', null)
  expect(await floatOf(lender)).toBe(100_000_000)
  expect((await draw(stall, { supplier: supplier.id, amount: 100_000 })).status).toBe(201)
  await until(async () => (await floatOf(supplier)) === 100_000, 'the supplier is paid')
})

it('never draws more than the limit at once, and never another amount for a known id', async ({
  expect,
}) => {
  const world = await newServicing({ change: { limit: 250_000 } })
  const { stall, supplier } = world
  const taps = await Promise.all(
    [1, 2, 3, 4].map(() => draw(stall, { supplier: supplier.id, amount: 100_000 })),
  )
  expect(taps.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 422, 422])
  expect((await lineAt(stall)).principal.amount).toBe(200_000)
  const id = newId('draw', Date.now())
  const first = await draw(stall, { supplier: supplier.id, amount: 50_000, id })
  expect(first.status).toBe(201)
  const other = await draw(stall, { supplier: supplier.id, amount: 60_000, id })
  expect([other.status, other.body['code']]).toEqual([409, 'conflict'])
})
