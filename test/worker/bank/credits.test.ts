/** Money that goes straight to a vendor's bank: who is believed, what it becomes, and that nothing is dropped. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import worker from '../../../src/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { addReceivingAccount, bankOf, beginBankPayment } from '../../../src/services/bank.ts'
import {
  createPaymentRequest,
  findPaymentRequest,
  refundPayment,
} from '../../../src/services/payments.ts'
import { signNotice } from '../../support/acquirer.ts'
import { vendorBook } from '../../support/books.ts'
import { send, signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { ctxAt, rowOf } from '../credit/servicing-world.ts'
import { newPartner } from '../partner/world.ts'
import type { Partner } from '../partner/world.ts'

const MINUTE_MS = 60_000

interface World {
  stall: Stall
  acquirer: Partner
  secret: string
  vpa: string
  accountId: string
}

let stalls = 0

async function newWorld(): Promise<World> {
  stalls += 1
  const stall = await signUp()
  const vpa = `asha${stalls}@okbank`
  const input = { scheme: 'upi' as const, account: vpa, name: 'Asha' }
  const added = await addReceivingAccount(ctxAt(Date.now()), await rowOf(stall), input)
  if (added.outcome !== 'added') throw new Error(JSON.stringify(added))
  const acquirer = await newPartner('acquirer')
  const made = await acquirer.client.post('/acquirer/secret', undefined)
  const { secret } = made.body as { secret: string }
  return { stall, acquirer, secret, vpa, accountId: added.account.id }
}

async function expectPayment(
  world: World,
  amount: number,
  { request = null, atMs = Date.now() }: { request?: string | null; atMs?: number } = {},
) {
  const begun = await beginBankPayment(ctxAt(atMs), await rowOf(world.stall), {
    id: newId('attempt', atMs),
    accountId: world.accountId,
    amount,
    request,
    note: null,
    expiresAtMs: null,
  })
  if (begun === null) throw new Error('there is no such account')
  return begun
}

let txns = 0

function notice(world: World, amount: number, change: object = {}) {
  txns += 1
  return {
    event_id: `evt-${txns}`,
    scheme: 'upi',
    account: world.vpa,
    amount: { amount, currency: 'INR' },
    reference: null as string | null,
    payer: { label: 'R*** K***', id: `payer-${txns}` },
    bank_txn_id: `UTR${txns}`,
    booked_at: new Date().toISOString(),
    ...change,
  }
}

async function tell(world: World, body: object, change: Record<string, string> = {}) {
  const signed = await signNotice(body, { secret: world.secret })
  const response = await send('/v1/acquirer/credits', {
    method: 'POST',
    body: signed.body,
    headers: {
      ...signed.headers,
      Authorization: `Bearer ${world.acquirer.client.token}`,
      ...change,
    },
  })
  return { status: response.status, body: await response.json<Record<string, unknown>>() }
}

const linesOf = ({ stall }: World) => vendorBook(stall.id).lines(Number.MAX_SAFE_INTEGER, 20)

async function waitingOf({ stall }: World) {
  using desk = bankOf(ctxAt(Date.now()), stall.id)
  return await desk.waiting()
}

it('turns a payment by its reference into income that is no balance, and pays the request', async ({
  expect,
}) => {
  const world = await newWorld()
  const ctx = ctxAt(Date.now())
  const id = newId('paymentRequest', Date.now())
  const asked = { id, amount: 12_000, note: 'two thalis', expiresInS: 600 }
  await createPaymentRequest(ctx, world.stall.id, asked)
  const { attempt } = await expectPayment(world, 12_000, { request: id })
  const told = await tell(world, notice(world, 12_000, { reference: attempt.ref.toLowerCase() }))
  expect(told).toMatchObject({ status: 200, body: { outcome: 'paid', vendor: world.stall.id } })
  const [line] = await linesOf(world)
  expect(line).toMatchObject({
    kind: 'payment',
    id: told.body['payment'],
    amount: { amount: 12_000 },
    rail: 'bank_qr',
    confirmed: true,
    payment_request: id,
    balance: { available: { amount: 0 } },
  })
  expect(await findPaymentRequest(ctx, world.stall.id, id)).toMatchObject({ state: 'paid' })
  expect(await vendorBook(world.stall.id).today(Date.now())).toMatchObject({
    payments: { count: 1, amount: { amount: 12_000 } },
    balance: { available: { amount: 0 } },
  })
  expect((await vendorBook(world.stall.id).audit()).problems).toEqual([])
})

it('takes the same notice once, whoever repeats it, and refuses another under the same id of the bank', async ({
  expect,
}) => {
  const world = await newWorld()
  const { attempt } = await expectPayment(world, 5_000)
  const first = notice(world, 5_000, { reference: attempt.ref })
  const told = await tell(world, first)
  const again = await tell(world, { ...first, event_id: 'another' })
  expect(again).toEqual(told)
  const changed = await tell(world, { ...first, amount: { amount: 50_000, currency: 'INR' } })
  expect(changed).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await linesOf(world)).toHaveLength(1)
})

it('believes nobody without the right signature of now', async ({ expect }) => {
  const world = await newWorld()
  const { attempt } = await expectPayment(world, 5_000)
  const body = notice(world, 5_000, { reference: attempt.ref })
  const wrong = `whsec_${btoa('another secret of thirty-two bytes')}`
  const cases: [string, Promise<{ status: number }>][] = [
    ['no signature', tell(world, body, { 'webhook-signature': '' })],
    ['another secret', tell({ ...world, secret: wrong }, body)],
    ['no id', tell(world, body, { 'webhook-id': '' })],
    ['another time', tell(world, body, { 'webhook-timestamp': '1700000000' })],
  ]
  for (const [name, answer] of cases) expect((await answer).status, name).toBe(401)
  const signed = await signNotice(body, { secret: world.secret })
  const tampered = await send('/v1/acquirer/credits', {
    method: 'POST',
    body: signed.body.replace('5000', '9000'),
    headers: { ...signed.headers, Authorization: `Bearer ${world.acquirer.client.token}` },
  })
  expect(tampered.status).toBe(401)
  const supplier = await newPartner('supplier')
  const foreign = { ...world, acquirer: supplier }
  expect((await tell(foreign, body)).status).toBe(403)
  expect(await linesOf(world)).toEqual([])
})

it('matches a payment without a reference by a unique amount in time, and else asks the vendor', async ({
  expect,
}) => {
  const world = await newWorld()
  await expectPayment(world, 7_000)
  await expectPayment(world, 8_000)
  await expectPayment(world, 8_000)
  expect(await tell(world, notice(world, 7_000))).toMatchObject({ body: { outcome: 'paid' } })
  expect(await tell(world, notice(world, 8_000))).toMatchObject({ body: { outcome: 'unmatched' } })
  expect(await tell(world, notice(world, 9_900))).toMatchObject({ body: { outcome: 'unmatched' } })
  const waiting = await waitingOf(world)
  expect(waiting.map(({ seen }) => seen.money?.amount)).toEqual([8_000, 9_900])
  using desk = bankOf(ctxAt(Date.now()), world.stall.id)
  await desk.resolve(waiting[0]?.railRef ?? '', true, Date.now())
  await desk.resolve(waiting[1]?.railRef ?? '', false, Date.now())
  await desk.resolve(waiting[1]?.railRef ?? '', true, Date.now())
  expect(await waitingOf(world)).toEqual([])
  expect((await linesOf(world)).map(({ amount }) => amount.amount)).toEqual([8_000, 7_000])
})

it('names late, too much, too little, twice, and an account of nobody, and drops none', async ({
  expect,
}) => {
  const world = await newWorld()
  const outcome = async (amount: number, change: object) =>
    (await tell(world, notice(world, amount, change))).body['outcome']
  const { attempt } = await expectPayment(world, 6_000)
  const reference = attempt.ref
  expect(await outcome(5_999, { reference })).toBe('underpaid')
  expect(await outcome(6_001, { reference })).toBe('overpaid')
  expect(await outcome(6_000, { reference })).toBe('paid')
  expect(await outcome(6_000, { reference })).toBe('second_payment')
  const old = await expectPayment(world, 6_500, { atMs: Date.now() - 60 * MINUTE_MS })
  expect(await outcome(6_500, { reference: old.attempt.ref })).toBe('paid_late')
  expect(await outcome(6_000, { account: 'nobody@okbank' })).toBe('wrong_account')
  expect(await outcome(6_000, { reference: 'SOMEBODYELSES' })).toBe('unmatched')
  expect(await waitingOf(world)).toHaveLength(4)
  const list = await world.acquirer.client.get('/acquirer/credits?limit=100')
  expect((list.body as { data: unknown[] }).data).toHaveLength(7)
})

it('takes what comes for the stall’s own poster as a sale', async ({ expect }) => {
  const world = await newWorld()
  const told = await tell(world, notice(world, 4_200, { reference: world.stall.code }))
  expect(told).toMatchObject({ body: { outcome: 'sticker' } })
  expect(await linesOf(world)).toMatchObject([{ amount: { amount: 4_200 }, confirmed: true }])
})

it('labels what only the vendor has seen, and counts it for nothing in credit', async ({
  expect,
}) => {
  const world = await newWorld()
  const { browser } = world.stall
  const id = newId('payment', Date.now())
  const seen = await browser.postJson('/api/bank/seen', { id, amount: 3_000, note: 'Ravi' })
  expect(seen.status).toBe(201)
  expect(
    (await browser.postJson('/api/bank/seen', { id, amount: 3_000, note: 'Ravi' })).status,
  ).toBe(201)
  expect((await browser.postJson('/api/bank/seen', { id, amount: 3_001 })).status).toBe(409)
  expect(await linesOf(world)).toMatchObject([{ rail: 'bank_qr', confirmed: false }])
  const { attempt } = await expectPayment(world, 2_000)
  await tell(world, notice(world, 2_000, { reference: attempt.ref }))
  await vendorBook(world.stall.id).flush()
  const counted = await env.DB.prepare(
    `SELECT count(*) AS n FROM entries WHERE vendor_id = ? AND kind = 'payment'
       AND (detail ->> 'evidence') IS NOT 'manual'`,
  )
    .bind(world.stall.id)
    .first<{ n: number }>()
  expect(counted?.n).toBe(1)
})

it('notes a refund that the vendor makes from its own bank, and never more than was paid', async ({
  expect,
}) => {
  const world = await newWorld()
  const told = await tell(world, notice(world, 4_000, { reference: world.stall.code }))
  const paymentId = String(told.body['payment'])
  const vendor = await rowOf(world.stall)
  const refund = (amount: number) =>
    refundPayment(ctxAt(Date.now()), vendor, { id: newId('refund', Date.now()), paymentId, amount })
  expect(await refund(1_500)).toEqual({ state: 'posted' })
  expect(await refund(2_501)).toEqual({ state: 'declined', reason: 'not_more_than_paid' })
  expect(await refund(2_500)).toEqual({ state: 'posted' })
  expect(await vendorBook(world.stall.id).today(Date.now())).toMatchObject({
    net: { amount: 0 },
    balance: { available: { amount: 0 } },
  })
  expect((await vendorBook(world.stall.id).audit()).problems).toEqual([])
})

it('judges by the cron what was stored while something was broken', async ({ expect }) => {
  const world = await newWorld()
  const { attempt } = await expectPayment(world, 1_100)
  const body = { ...notice(world, 1_100, { reference: attempt.ref }), account: `upi:${world.vpa}` }
  await env.DB.prepare(
    `INSERT INTO acquirer_credits (acquirer_id, bank_txn_id, body, account, reference, booked_at, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
    .bind(
      world.acquirer.id,
      body.bank_txn_id,
      JSON.stringify(body),
      body.account,
      attempt.ref,
      Date.now(),
      Date.now(),
    )
    .run()
  await worker.scheduled?.({ scheduledTime: Date.now(), cron: '', noRetry() {} }, env)
  expect(await linesOf(world)).toMatchObject([{ amount: { amount: 1_100 }, confirmed: true }])
})

it('gives an account to one stall only, and asks who changes it to confirm', async ({ expect }) => {
  const world = await newWorld()
  const other = await signUp()
  const taken = await addReceivingAccount(ctxAt(Date.now()), await rowOf(other), {
    scheme: 'upi',
    account: ` ${world.vpa.toUpperCase()}`.trim(),
    name: 'Somebody',
  })
  expect(taken).toEqual({ outcome: 'taken' })
  const added = await other.browser.postJson('/api/bank/accounts', {
    scheme: 'upi',
    account: 'not an address',
    name: 'Somebody',
  })
  expect(added.status).toBe(422)
  const problem = await added.json<{ errors: { pointer: string }[] }>()
  expect(problem.errors[0]?.pointer).toBe('/account')
})

it('puts money of another currency away, and never books its number as a sale', async ({
  expect,
}) => {
  const world = await newWorld()
  const { attempt } = await expectPayment(world, 5_000)
  using desk = bankOf(ctxAt(Date.now()), world.stall.id)
  // For a sale, at the sticker, and without any reference.
  for (const reference of [attempt.ref, world.stall.code, null]) {
    const foreign = { reference, amount: { amount: 5_000, currency: 'USD' } }
    const told = await tell(world, notice(world, 5_000, foreign))
    expect(told).toMatchObject({ body: { outcome: 'wrong_currency' } })
    const [waiting] = await waitingOf(world)
    const railRef = waiting?.railRef ?? ''
    expect(await desk.resolve(railRef, true, Date.now())).toBe('wrong_currency')
    expect(await waitingOf(world)).toHaveLength(1)
    expect(await desk.resolve(railRef, false, Date.now())).toMatchObject({ state: 'dismissed' })
  }
  expect(await linesOf(world)).toEqual([])
})
