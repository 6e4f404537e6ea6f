/** Vendors who are held say why they should not be, and a person answers. */
import { it } from 'vitest'
import type { ExpectStatic } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import {
  openFloat,
  openWallet,
  payment,
  TOKEN,
  vendorBook,
  walletBook,
} from '../../support/books.ts'
import type { Stall } from '../../support/http.ts'
import { newPartner, operator } from '../partner/world.ts'
import { creditOf, cron, DAY_MS, newCreditWorld, post, sell, stallWithPast } from './world.ts'

const NIGHT_MS = 26 * 3_600_000

/** A stall that paid a fifteenth of its sales itself: rule F01 holds it. */
async function heldStall(): Promise<Stall> {
  const stall = await stallWithPast()
  await sell(stall.id, 400_000, { payerVendor: stall.id, atMs: Date.now() - DAY_MS })
  await cron()
  return stall
}

async function expectHeld(expect: ExpectStatic, stall: Stall, code: string): Promise<void> {
  const { meter, offers } = await creditOf(stall)
  expect(meter).toMatchObject({ score: null, band: null, raise: null })
  expect(meter?.reasons.map((reason) => reason.code)).toEqual([code])
  expect(offers).toEqual([])
}

/** Appeals and gives the appeal's id. */
async function appeal(stall: Stall, code: string): Promise<string> {
  const { status, body } = await post(stall, '/credit/appeals', { code, text: 'A festival.' })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  const { appeals } = await creditOf(stall)
  return appeals.find((one) => one.code === code && one.state === 'open')?.id ?? ''
}

function answer(id: string, state: 'upheld' | 'rejected', words = 'I looked.') {
  return operator.post(`/credit/appeals/${id}/answer`, { state, answer: words })
}

it('sets a rule aside after an upheld appeal, and not after a rejected one', async ({ expect }) => {
  await newCreditWorld()
  const stall = await heldStall()
  await expectHeld(expect, stall, 'H01')

  const first = await appeal(stall, 'F01')
  const rejected = await answer(first, 'rejected', 'You paid yourself.')
  expect(rejected.body).toMatchObject({
    object: 'appeal',
    id: first,
    vendor: stall.id,
    code: 'F01',
    text: 'A festival.',
    state: 'rejected',
    answer: 'You paid yourself.',
    resolved_at: expect.any(String) as string,
  })
  expect((await creditOf(stall)).appeals).toMatchObject([
    { id: first, code: 'F01', state: 'rejected', answer: 'You paid yourself.' },
  ])
  await cron(Date.now() + NIGHT_MS)
  await expectHeld(expect, stall, 'H01')

  // A rejected appeal is answered, so there may be another one.
  const second = await appeal(stall, 'F01')
  expect((await answer(second, 'upheld')).body).toMatchObject({ id: second, state: 'upheld' })
  await cron(Date.now() + 2 * NIGHT_MS)
  const { meter, offers } = await creditOf(stall)
  expect(meter?.reasons.map(({ code }) => code)).not.toContain('H01')
  expect(meter?.score).toEqual(expect.any(Number))
  expect(offers.length).toBeGreaterThan(0)
  // What the stall paid itself is still no income.
  expect(meter?.steady_week.amount).toBeLessThanOrEqual(700_000)
})

it('looks at a vendor whose refunds hold it again after an upheld appeal', async ({ expect }) => {
  await newCreditWorld()
  const stall = await stallWithPast({ days: 60, perDay: 4 })
  // More than fifteen in a hundred of the sales go back.
  const wallet = await openWallet(await openFloat(500_000), 500_000)
  for (let i = 0; i < 5; i += 1) {
    const paid = payment(stall.id, 100_000)
    await walletBook(wallet).pay({ token: TOKEN }, paid, Date.now())
    const refund = { id: newId('refund', Date.now()), paymentId: paid.id, amount: 100_000 }
    const refunded = await vendorBook(stall.id).refund(refund, Date.now())
    expect(refunded.state).toBe('posted')
  }
  await cron(Date.now() + NIGHT_MS)
  await expectHeld(expect, stall, 'H07')
  expect((await answer(await appeal(stall, 'F07'), 'upheld')).status).toBe(200)
  await cron(Date.now() + 2 * NIGHT_MS)
  expect((await creditOf(stall)).meter?.reasons.map(({ code }) => code)).not.toContain('H07')
})

it('takes one appeal against a rule at a time, and answers each once', async ({ expect }) => {
  const stall = await stallWithPast({ days: 1, perDay: 1 })
  const id = await appeal(stall, 'F01')
  const again = await post(stall, '/credit/appeals', { code: 'F01', text: 'Please.' })
  expect([again.status, again.body['code']]).toEqual([409, 'conflict'])
  await appeal(stall, 'F06')
  expect((await creditOf(stall)).appeals).toHaveLength(2)

  expect((await answer(id, 'upheld')).status).toBe(200)
  for (const state of ['upheld', 'rejected'] as const)
    expect((await answer(id, state)).body).toMatchObject({ status: 404, code: 'not_found' })
  expect((await creditOf(stall)).appeals).toMatchObject([
    { code: 'F06', state: 'open', answer: null },
    { code: 'F01', state: 'upheld', answer: 'I looked.' },
  ])
  for (const body of [
    {},
    { state: 'open', answer: 'I looked.' },
    { state: 'upheld', answer: '' },
    { state: 'upheld', answer: 'x'.repeat(501) },
    { state: 'upheld', answer: 'I looked.', waive: 'F05' },
  ]) {
    expect((await operator.post(`/credit/appeals/${id}/answer`, body)).status).toBe(422)
  }
})

it('lists appeals for the operator alone, by state and page by page', async ({ expect }) => {
  const lender = await newPartner('lender')
  const stall = await stallWithPast({ days: 1, perDay: 1 })
  const ids: string[] = []
  for (const code of ['F03', 'F04', 'F05', 'F06']) ids.push(await appeal(stall, code))
  await answer(ids[1] ?? '', 'upheld')
  await answer(ids[2] ?? '', 'rejected')
  const own = async (query: string) => {
    const found: string[] = []
    for (let path = `/credit/appeals?limit=2${query}`; path !== '';) {
      const page = await operator.get(path)
      expect(page.list('data').length).toBeLessThanOrEqual(2)
      found.push(
        ...page
          .list('data')
          .filter(({ vendor }) => vendor === stall.id)
          .map(({ id }) => String(id)),
      )
      const next = page.get('next_cursor')
      path = next === null ? '' : `/credit/appeals?limit=2${query}&cursor=${String(next)}`
    }
    return found
  }
  expect(await own('')).toEqual(ids)
  expect(await own('&state=open')).toEqual([ids[0], ids[3]])
  expect(await own('&state=upheld')).toEqual([ids[1]])
  expect(await own('&state=rejected')).toEqual([ids[2]])
  expect((await operator.get('/credit/appeals?state=lost')).status).toBe(422)
  expect((await lender.client.get('/credit/appeals')).status).toBe(403)
  const body = { state: 'upheld', answer: 'Yes.' }
  const path = `/credit/appeals/${ids[0] ?? ''}/answer`
  expect((await lender.client.post(path, body)).status).toBe(403)
})
