import { it } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { openFloat, openWallet, payment, TOKEN, walletBook } from '../support/books.ts'
import { asOperator, Browser, send, signUp } from '../support/http.ts'

interface ProblemBody {
  code: string
  status: number
  detail: string
  request_id: string
  errors?: { pointer: string; code: string }[]
}

async function problemOf(response: Response): Promise<ProblemBody> {
  const type = response.headers.get('Content-Type')
  if (type !== 'application/problem+json') throw new Error(`${response.status} ${String(type)}`)
  return response.json<ProblemBody>()
}

const GOOD = {
  name: 'Asha’s Chai',
  trade: 'Tea',
  place: 'Gate 2',
  currency: 'INR',
  locale: 'en',
  time_zone: 'Asia/Kolkata',
  emoji: '☕',
}

it('opens a stall with code, sticker and a signed-in phone at once', async ({ expect }) => {
  const picture = `data:image/png;base64,${btoa('not really a picture')}`
  const stall = await signUp({ ...GOOD, picture })
  const me = await (
    await stall.browser.get('/api/me')
  ).json<Record<string, Record<string, string>>>()
  expect(me).toMatchObject({
    vendor: { ...GOOD, id: stall.id, code: stall.code, status: 'open' },
    member: { role: 'owner', has_passkey: false },
    mode: 'demo',
  })
  expect(me['vendor']?.['code_shown']).toBe(`${stall.code.slice(0, 4)}-${stall.code.slice(4)}`)
  const served = await send(me['vendor']?.['picture_url'] ?? '')
  expect(served.headers.get('Content-Type')).toBe('image/png')
  expect(new TextDecoder().decode(await served.arrayBuffer())).toBe('not really a picture')
  expect((await send(`/q/${stall.code}.svg`)).status).toBe(200)
  expect((await new Browser().get(`/q/${stall.code}/poster?size=a4`)).status).toBe(200)
  const cookie = stall.browser.cookies.get('__Host-vendor') ?? ''
  expect(cookie.startsWith(`${stall.id}.`)).toBe(true)
})

it('names every field of a sign-up that is wrong', async ({ expect }) => {
  const rows: [Record<string, unknown>, string, string][] = [
    [{ name: '' }, '/name', 'empty'],
    [{ name: ' \t ' }, '/name', 'empty'],
    [{ name: 'x'.repeat(61) }, '/name', 'too_long'],
    [{ name: 'a\u0000b' }, '/name', 'control_character'],
    [{ name: 'a\u202eb' }, '/name', 'direction_override'],
    [{ place: 'x'.repeat(5000) }, '/place', 'too_long'],
    [{ currency: 'XYZ' }, '/currency', 'invalid_value'],
    [{ currency: 5 }, '/currency', 'invalid_value'],
    [{ locale: 'tlh' }, '/locale', 'invalid_value'],
    [{ time_zone: 'Mars/Olympus' }, '/time_zone', 'custom'],
    [{ picture: 'data:image/svg+xml;base64,PHN2Zz4=' }, '/picture', 'not_a_picture'],
    [{ owner: true }, '/owner', 'unrecognized_keys'],
    [{ emoji: undefined }, '/emoji', 'invalid_type'],
  ]
  for (const [change, pointer, code] of rows) {
    const address = { 'CF-Connecting-IP': crypto.randomUUID() }
    const refused = await new Browser().postJson('/api/sign-up', { ...GOOD, ...change }, address)
    const problem = await problemOf(refused)
    expect(problem, JSON.stringify(change).slice(0, 50)).toMatchObject({
      code: 'invalid',
      status: 422,
    })
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]])
  }
})

it('answers bodies that are no JSON, of another type, or too large with a problem', async ({
  expect,
}) => {
  const { browser } = await signUp()
  const cookie = `__Host-vendor=${browser.cookies.get('__Host-vendor') ?? ''}`
  const raw = (body: string, type: string | null) =>
    send('/api/payment-requests', {
      method: 'POST',
      body,
      headers: {
        Cookie: cookie,
        Origin: 'https://pay.test',
        ...(type === null ? {} : { 'Content-Type': type }),
      },
    })
  expect(await problemOf(await raw('{', 'application/json'))).toMatchObject({
    code: 'bad_json',
    status: 400,
  })
  expect(await problemOf(await raw('a=1', 'application/x-www-form-urlencoded'))).toMatchObject({
    status: 415,
  })
  expect(await problemOf(await raw('{}', null))).toMatchObject({ code: 'wrong_content_type' })
  expect(
    await problemOf(await raw(JSON.stringify({ note: 'x'.repeat(2_000_000) }), 'application/json')),
  ).toMatchObject({ code: 'too_large', status: 413 })
  expect(await problemOf(await raw('[]', 'application/json'))).toMatchObject({ code: 'invalid' })
  expect(await problemOf(await raw('null', 'application/json'))).toMatchObject({ code: 'invalid' })
})

it('takes only whole, positive, payable amounts for requests and refunds', async ({ expect }) => {
  const { browser } = await signUp()
  const id = newId('paymentRequest', Date.now())
  const amounts = [
    '0',
    '-1',
    '1.005',
    '1e400',
    '"12"',
    '"１２"',
    '10000000000000000',
    'null',
    'true',
    '[]',
    '1e11',
  ]
  for (const amount of amounts) {
    const cookie = `__Host-vendor=${browser.cookies.get('__Host-vendor') ?? ''}`
    const answer = await send('/api/payment-requests', {
      method: 'POST',
      body: `{"id":"${id}","amount":${amount}}`,
      headers: { Cookie: cookie, Origin: 'https://pay.test', 'Content-Type': 'application/json' },
    })
    if (amount === '1e11') expect(answer.status).toBe(201)
    else expect((await problemOf(answer)).errors?.[0]?.pointer, amount).toBe('/amount')
  }
})

it('refunds once per id, tells why not, and the receipt says it', async ({ expect }) => {
  const stall = await signUp()
  const walletId = await openWallet(await openFloat(10_000), 10_000)
  const paid = payment(stall.id, 1_000)
  await walletBook(walletId).pay({ token: TOKEN }, paid, Date.now())
  const refund = (amount: number, id = newId('refund', Date.now())) =>
    stall.browser.postJson(`/api/payments/${paid.id}/refunds`, { id, amount })
  const id = newId('refund', Date.now())
  for (const answer of [await refund(300, id), await refund(300, id)]) {
    expect(await answer.json()).toMatchObject({
      id,
      payment: paid.id,
      amount: { amount: 300 },
      state: 'paid',
    })
  }
  expect((await refund(301, id)).status).toBe(409)
  expect(await (await refund(701)).json()).toMatchObject({
    state: 'declined',
    decline_reason: 'not_more_than_paid',
  })
  const receipt = await (await new Browser().get(`/t/${paid.id}?c=${stall.code}`)).text()
  expect(receipt).toContain('Partly given back')
  const lines = await (
    await stall.browser.get('/api/entries?limit=1')
  ).json<{ has_more: boolean }>()
  expect(lines).toMatchObject({ has_more: true, data: [{ kind: 'refund', state: 'declined' }] })
})

it('lets a stall see and touch nothing of another', async ({ expect }) => {
  const [mine, yours] = [await signUp(), await signUp()]
  const walletId = await openWallet(await openFloat(10_000), 10_000)
  const paid = payment(yours.id, 1_000)
  await walletBook(walletId).pay({ token: TOKEN }, paid, Date.now())
  const refund = { id: newId('refund', Date.now()), amount: 10 }
  const stolen = await mine.browser.postJson(`/api/payments/${paid.id}/refunds`, refund)
  expect(await stolen.json()).toMatchObject({
    state: 'declined',
    decline_reason: 'payment_unknown',
  })
  const request = newId('paymentRequest', Date.now())
  await yours.browser.postJson('/api/payment-requests', { id: request, amount: 5 })
  expect((await mine.browser.get(`/api/payment-requests/${request}`)).status).toBe(404)
  // A token of one stall under the name of another opens neither.
  const token = mine.browser.cookies.get('__Host-vendor')?.split('.')[1] ?? ''
  const forged = new Browser()
  forged.cookies.set('__Host-vendor', `${yours.id}.${token}`)
  expect((await forged.get('/api/me', { Accept: 'application/json' })).status).toBe(401)
})

it('asks strangers to sign in, in every place', async ({ expect }) => {
  for (const path of ['/api/me', '/api/today', '/api/entries', '/api/payment-requests/x']) {
    expect(await problemOf(await send(path)), path).toMatchObject({
      code: 'unauthenticated',
      status: 401,
    })
  }
  for (const path of [
    '/api/stall',
    '/api/payment-requests',
    '/api/enrolments',
    '/api/log-out',
    '/api/passkeys/registration-options',
  ]) {
    expect(await problemOf(await new Browser().postJson(path, {})), path).toMatchObject({
      status: 401,
    })
  }
})

it('enrols a second phone with a link, once', async ({ expect }) => {
  const stall = await signUp()
  const link = await (await stall.browser.postJson('/api/enrolments', {})).json<{ url: string }>()
  const token = link.url.split('#')[1] ?? ''
  const phone = new Browser()
  const address = { 'CF-Connecting-IP': crypto.randomUUID() }
  expect((await phone.postJson('/api/enrol', { token }, address)).status).toBe(200)
  expect((await phone.get('/api/me')).status).toBe(200)
  expect(
    await problemOf(await new Browser().postJson('/api/enrol', { token }, address)),
  ).toMatchObject({ code: 'enrolment_used' })
  expect(
    await problemOf(await new Browser().postJson('/api/enrol', { token: 'x.y' }, address)),
  ).toMatchObject({ code: 'enrolment_unknown' })
  expect(
    await problemOf(
      await new Browser().postJson('/api/enrol', { token: `${stall.id}.y` }, address),
    ),
  ).toMatchObject({ code: 'enrolment_unknown' })
})

it('sheds floods of sign-ups and of guesses', async ({ expect }) => {
  const address = { 'CF-Connecting-IP': crypto.randomUUID() }
  const flood = async (path: string, body: unknown) => {
    for (let i = 0; i < 40; i += 1) {
      const answer = await new Browser().postJson(path, body, address)
      if (answer.status === 429) return answer
      await answer.body?.cancel()
    }
    throw new Error('never too many')
  }
  const signUps = await flood('/api/sign-up', {})
  expect(signUps.headers.get('Retry-After')).toBe('60')
  expect(await problemOf(signUps)).toMatchObject({ code: 'too_many_requests' })
  expect(await problemOf(await flood('/api/enrol', { token: 'x' }))).toMatchObject({ status: 429 })
})

it('refuses a passkey answer that it never asked for', async ({ expect }) => {
  const address = { 'CF-Connecting-IP': crypto.randomUUID() }
  const clientDataJSON = btoa(
    JSON.stringify({ type: 'webauthn.get', challenge: 'guess', origin: 'https://pay.test' }),
  )
  const userHandle = btoa(`${newId('vendor', Date.now())}:mem_1`)
  const bodies = [
    {},
    { id: 'x', response: { clientDataJSON: 'no base64 !!' } },
    {
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      response: { clientDataJSON, userHandle, authenticatorData: '', signature: '' },
    },
  ]
  for (const body of bodies) {
    const answer = await new Browser().postJson('/api/passkeys/login', body, address)
    expect([401, 422]).toContain(answer.status)
  }
})

it('logs nothing that a person typed and no secret', async ({ expect }) => {
  const lines: string[] = []
  const before = { ...console }
  for (const level of ['info', 'warn', 'error', 'log'] as const) {
    console[level] = (...parts: unknown[]) => lines.push(parts.map(String).join(' '))
  }
  try {
    const stall = await signUp({ name: 'Unusual Name' })
    await asOperator('/demo/vendors', { vendors: 'wrong' })
    await stall.browser.postJson('/api/enrol', { token: `${stall.id}.sesame` })
    await send('/api/me', { headers: { Cookie: '__Host-vendor=vnd_x.sesame' } })
  } finally {
    Object.assign(console, before)
  }
  const text = lines.join('\n')
  for (const secret of ['Unusual Name', 'sesame', 'demo-operator-token', '__Host-']) {
    expect(text).not.toContain(secret)
  }
})
