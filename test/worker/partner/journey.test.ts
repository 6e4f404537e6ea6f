import { it } from 'vitest'
import { made } from '../../support/contract.ts'
import { send } from '../../support/http.ts'
import {
  fund,
  inr,
  newMarket,
  newPartner,
  newStall,
  newWallet,
  operator,
  pay,
  STALL,
} from './world.ts'

it('takes an agent from its key to a paid and half refunded sale', async ({ expect }) => {
  const { id: partnerId, client: agent } = await newPartner()
  expect((await agent.get('/me')).body).toMatchObject({ partner: partnerId, kind: 'agent' })
  await fund(partnerId, 100_000)

  const picture = `data:image/webp;base64,${btoa('RIFF a picture WEBP')}`
  const opened = await agent.post('/vendors', { ...STALL, picture })
  expect(opened.status).toBe(201)
  const vendorId = opened.string('id')
  const code = opened.string('code')
  const {
    enrolment_url: _url,
    enrolment_expires_at: _expires,
    ...vendor
  } = opened.body as {
    enrolment_url: string
    enrolment_expires_at: string
  }
  expect((await agent.get(`/vendors/${vendorId}`)).body).toEqual(vendor)
  const served = await send(new URL(opened.string('picture_url')).pathname)
  expect(new TextDecoder().decode(await served.arrayBuffer())).toBe('RIFF a picture WEBP')
  expect((await send(`/q/${code}.svg`)).status).toBe(200)
  expect((await send(`/p/${code}`)).status).toBe(200)

  const opener = await made(agent.post('/wallets', { currency: 'INR' }))
  const wallet = opener.string('id')
  expect(opener.get('balance', 'available')).toEqual(inr(0))
  const topUp = await made(agent.post(`/wallets/${wallet}/top-ups`, { amount: inr(60_000) }))
  expect(topUp.body).toMatchObject({ object: 'top_up', wallet, state: 'paid', amount: inr(60_000) })
  expect((await agent.get(`/top-ups/${topUp.string('id')}`)).body).toEqual(topUp.body)
  expect((await agent.get(`/partners/${partnerId}/float`)).body).toMatchObject({
    available: inr(40_000),
    pending: inr(0),
    funded: inr(100_000),
  })

  const asked = await agent.post(`/vendors/${vendorId}/payment-requests`, {
    amount: inr(4_500),
    note: ' Two samosas ',
  })
  expect(asked.body).toMatchObject({ state: 'open', note: 'Two samosas', payment: null })
  const request = asked.string('id')
  expect((await send(new URL(asked.string('url')).pathname)).status).toBe(200)
  expect((await send(new URL(asked.string('qr_url')).pathname)).status).toBe(200)
  const paid = await agent.post('/payments', {
    wallet,
    code: code.toLowerCase(),
    payment_request: request,
    amount: inr(4_500),
    tip: inr(500),
    note: 'Thank you',
  })
  expect(paid.status).toBe(201)
  expect(paid.body).toMatchObject({
    state: 'paid',
    vendor_id: vendorId,
    wallet,
    amount: inr(4_500),
    tip: inr(500),
    total: inr(5_000),
    refunded: inr(0),
    payment_request: request,
    seq: 1,
  })
  const payment = paid.string('id')
  expect((await agent.get(`/vendors/${vendorId}/payments/${payment}`)).body).toEqual(paid.body)
  expect((await agent.get(`/vendors/${vendorId}/payment-requests/${request}`)).body).toMatchObject({
    state: 'paid',
    payment,
  })

  const receipt = await (await send(`/t/${payment}?c=${code}`)).text()
  const shown = [...paid.string('alert_code')].map((symbol) => `<span>${symbol}</span>`)
  expect(receipt).toContain(shown.join(''))

  const refunds = `/vendors/${vendorId}/payments/${payment}/refunds`
  const half = await agent.post(refunds, { amount: inr(2_000) })
  expect(half.body).toMatchObject({ state: 'paid', payment, amount: inr(2_000) })
  const again = await agent.get(`/vendors/${vendorId}/refunds/${half.string('id')}`)
  expect(again.body).toEqual(half.body)
  const rest = await agent.post(refunds, {})
  expect(rest.body).toMatchObject({ state: 'paid', amount: inr(3_000) })
  expect((await agent.post(refunds, {})).body).toMatchObject({
    code: 'declined',
    reason: 'not_more_than_paid',
  })
  expect((await agent.get(`/wallets/${wallet}`)).get('balance', 'available')).toEqual(inr(60_000))

  // The caller reads its own writes, newest first, although history is copied later.
  const entries = await agent.get(`/vendors/${vendorId}/entries`)
  const payments = entries.list('data').filter(({ kind }) => kind === 'payment')
  expect(payments).toEqual([
    expect.objectContaining({
      id: payment,
      seq: 1,
      amount: inr(5_000),
      refunded: inr(5_000),
      alert_code: paid.string('alert_code'),
      note: 'Thank you',
    }),
  ])
})

it('sells by the day of the stall, and checks and rebuilds its books', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall } = market
  const payment = await pay(market, 1_000, { tip: inr(50) })
  await pay(market, 2_000)
  await made(client.post(`/vendors/${stall.id}/payments/${payment}/refunds`, { amount: inr(300) }))
  const sales = await client.get(`/vendors/${stall.id}/daily-sales`)
  const days = sales.list('data')
  expect(days).toHaveLength(30)
  const dates = days.map(({ day }) => String(day))
  expect(dates).toEqual(dates.toSorted())
  expect(days.at(-1)).toMatchObject({
    payments: { count: 2, amount: inr(3_050) },
    tips: inr(50),
    refunds: { count: 1, amount: inr(300) },
    net: inr(2_750),
  })
  const leap = await client.get(`/vendors/${stall.id}/daily-sales?from=2028-01-01&to=2028-12-31`)
  expect(leap.list('data')).toHaveLength(366)

  const audit = await operator.post(`/vendors/${stall.id}/audit`)
  expect(audit.body).toMatchObject({ sound: true, problems: [], open: 0, available: inr(2_750) })
  const rebuilt = await operator.post(`/vendors/${stall.id}/history/rebuild`)
  expect(rebuilt.get('entries')).toBe(audit.get('entries'))
  expect((await operator.post(`/vendors/${stall.id}/audit`)).get('sound')).toBe(true)
})

it('finds that over all books what went out came in', async ({ expect }) => {
  const market = await newMarket()
  await pay(market, 1_234)
  const totals = { outbound: 0, inbound: 0, books: 0 }
  let next: unknown = ''
  while (typeof next === 'string') {
    const page = await operator.get(`/audit?limit=2${next === '' ? '' : `&cursor=${next}`}`)
    for (const audit of page.list('data') as { sound: boolean; outbound: Sum; inbound: Sum }[]) {
      expect(audit.sound).toBe(true)
      totals.books += 1
      totals.outbound += audit.outbound?.amount ?? 0
      totals.inbound += audit.inbound?.amount ?? 0
    }
    next = page.get('next_cursor')
  }
  expect(totals.books).toBeGreaterThanOrEqual(3)
  expect(totals.outbound).toBeGreaterThan(0)
  expect(totals.outbound).toBe(totals.inbound)
})

type Sum = { amount: number } | null

it('freezes a stall with a reason, and only who may freeze may thaw', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall, wallet } = market
  const status = `/vendors/${stall.id}/status`
  const body = { wallet, vendor: stall.id, amount: inr(100) }
  expect((await client.post(status, { status: 'closed' })).body).toMatchObject({ status: 'closed' })
  expect((await client.post('/payments', body)).body).toMatchObject({ reason: 'vendor_closed' })
  await made(client.post(status, { status: 'open' }))

  const why = { status: 'frozen', reason: 'The licence ran out.' }
  expect((await client.post(status, why)).string('detail')).toContain('vendors:freeze')
  expect((await operator.post(status, { status: 'frozen' })).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/reason' }],
  })
  expect((await operator.post(status, why)).body).toMatchObject({
    status: 'frozen',
    status_reason: 'The licence ran out.',
  })
  expect((await client.post('/payments', body)).body).toMatchObject({ reason: 'vendor_frozen' })
  expect((await client.post(status, { status: 'open' })).status).toBe(403)
  expect((await operator.post(status, { status: 'open' })).body).toMatchObject({
    status: 'open',
    status_reason: null,
  })
  expect((await client.post('/payments', body)).status).toBe(201)
})

it('suggests the right form of a code with a slip in it', async ({ expect }) => {
  const { client, stall } = await newMarket()
  const wrong = stall.code.slice(0, 7) + (stall.code.endsWith('A') ? 'B' : 'A')
  const right = `${stall.code.slice(0, 4)}-${stall.code.slice(4)}`
  const refused = await client.get(`/codes/${wrong}`)
  expect(refused.body).toMatchObject({ code: 'invalid', errors: [{ code: 'wrong_check' }] })
  expect(refused.string('detail')).toContain(right)
  expect(
    (await client.get(`/codes/${encodeURIComponent(right.toLowerCase())}`)).body,
  ).toMatchObject({
    code: stall.code,
    vendor_id: stall.id,
  })
  const paying = await client.post('/payments', {
    wallet: await newWallet(client, 0),
    code: wrong,
    amount: inr(1),
  })
  expect(paying.body).toMatchObject({ errors: [{ pointer: '/code', code: 'wrong_check' }] })
  expect(paying.string('detail')).toContain(right)
})

it('pays into one ledger by any code of a vendor', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall, wallet } = market
  const second = await client.post(`/vendors/${stall.id}/codes`, { label: 'Second till' })
  expect(second.body).toMatchObject({ vendor_id: stall.id, label: 'Second till' })
  const codes = await client.get(`/vendors/${stall.id}/codes`)
  expect(codes.list('data').map(({ code }) => code)).toEqual(
    [stall.code, second.string('code')].toSorted(),
  )
  const paid = await client.post('/payments', {
    wallet,
    code: second.string('code'),
    amount: inr(100),
  })
  expect(paid.get('vendor_id')).toBe(stall.id)
})

it('shows a payment to both sides, and nothing else of a foreign vendor', async ({ expect }) => {
  const payer = await newMarket()
  const { client: other } = await newPartner()
  const foreign = await newStall(other)
  const payment = await pay(payer, 700, { vendor: foreign.id })
  const path = `/vendors/${foreign.id}/payments/${payment}`
  expect((await payer.client.get(path)).status).toBe(200)
  expect((await other.get(path)).status).toBe(200)
  const { client: stranger } = await newPartner()
  expect((await stranger.get(path)).status).toBe(404)
  for (const hidden of ['', '/codes', '/entries', '/daily-sales']) {
    expect((await payer.client.get(`/vendors/${foreign.id}${hidden}`)).status, hidden).toBe(404)
  }
  expect((await payer.client.post(`${path}/refunds`, {})).status).toBe(404)
  expect((await payer.client.get(`/codes/${foreign.code}`)).status).toBe(404)
  expect((await other.get(`/wallets/${payer.wallet}`)).status).toBe(404)
  expect((await operator.get(`/wallets/${payer.wallet}`)).status).toBe(404)
  const theirs = { wallet: payer.wallet, vendor: foreign.id, amount: inr(1) }
  expect((await other.post('/payments', theirs)).body).toMatchObject({ reason: 'wallet_unknown' })
})

it('cancels a request that is open, and leaves one that is paid as it is', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall, wallet } = market
  const path = `/vendors/${stall.id}/payment-requests`
  const [one, two] = [
    await made(client.post(path, { amount: inr(500) })),
    await made(client.post(path, { amount: inr(500), expires_in_s: 60 })),
  ]
  const lifetime = Date.parse(two.string('expires_at')) - Date.parse(two.string('created_at'))
  expect(lifetime).toBe(60_000)
  const cancelled = await client.post(`${path}/${one.string('id')}/cancel`)
  expect(cancelled.get('state')).toBe('cancelled')
  const paying = (request: string, amount = 500) =>
    client.post('/payments', {
      wallet,
      vendor: stall.id,
      payment_request: request,
      amount: inr(amount),
    })
  expect((await paying(one.string('id'))).get('reason')).toBe('request_cancelled')
  expect((await paying(two.string('id'), 501)).get('reason')).toBe('amount_mismatch')
  expect((await paying(two.string('id'))).status).toBe(201)
  expect((await paying(two.string('id'))).get('reason')).toBe('request_paid')
  const after = await client.post(`${path}/${two.string('id')}/cancel`)
  expect(after.get('state')).toBe('paid')
})

it('tops up no more than the float holds, and nothing without a float', async ({ expect }) => {
  const { id, client } = await newPartner()
  await fund(id, 1_000)
  const wallet = await newWallet(client, 0)
  const refused = await client.post(`/wallets/${wallet}/top-ups`, { amount: inr(1_001) })
  expect(refused.body).toMatchObject({ code: 'declined', reason: 'insufficient_funds' })
  await made(client.post(`/wallets/${wallet}/top-ups`, { amount: inr(1_000) }))
  const none = await operator.post(`/wallets/${wallet}/top-ups`, { amount: inr(1) })
  expect(none.body).toMatchObject({ code: 'forbidden' })
  const poor = { wallet, vendor: (await newStall(client)).id, amount: inr(1_001) }
  expect((await client.post('/payments', poor)).body).toMatchObject({
    reason: 'insufficient_funds',
  })
  expect((await client.get(`/partners/${id}/float`)).get('available')).toEqual(inr(0))
})

it('gives a key no more than its partner’s kind may have', async ({ expect }) => {
  const { id } = await newPartner('supplier')
  const asked = { scopes: ['floats:read', 'vendors:read'] }
  expect((await operator.post(`/partners/${id}/api-keys`, asked)).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/scopes/1', code: 'scope' }],
  })
  const key = await made(operator.post(`/partners/${id}/api-keys`, {}))
  expect(key.get('scopes')).toEqual([
    'floats:read',
    'webhooks:write',
    'catalogue:write',
    'orders:read',
    'orders:write',
    'payouts:write',
  ])
  // Saying what became of a payout is the operator's, whoever asks for it.
  const confirming = await operator.post(`/partners/${id}/api-keys`, {
    scopes: ['payouts:confirm'],
  })
  expect(confirming.get('errors')).toMatchObject([{ pointer: '/scopes/0', code: 'scope' }])
  expect(key.string('key')).toMatch(/^pc_sandbox_/)
})
