import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { getJson, postJson } from '../../../scripts/demo/post-json.ts'
import { DEMO_OPERATOR_TOKEN } from '../../../scripts/demo/token.ts'
import { codeFromBytes, showCode } from '../../../src/domain/qr/code.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { Phones } from './phones.ts'
import { appText } from './words.ts'

/** A stall that a test opened for itself, so that no test depends on another one. */
export interface Stall {
  id: string
  /** As in links. */
  code: string
  /** As on the sticker. */
  codeShown: string
  name: string
  /** Path of the sticker's pay page. */
  payPath: string
  /** A link that makes one phone the stall's. */
  enrolmentUrl: string
}

/** Opens a stall by the operator's door, which has no rate limit. Rupees, English, Mumbai. */
export async function openStall(name = 'Asha Chai'): Promise<Stall> {
  const id = newId('vendor', Date.now())
  const code = codeFromBytes(crypto.getRandomValues(new Uint8Array(5)))
  const vendor = {
    id,
    code,
    name,
    trade: 'Tea and snacks',
    place: 'Dadar station, gate 3',
    emoji: '🍵',
    currency: 'INR',
    locale: 'en',
    time_zone: 'Asia/Kolkata',
    opened_at: new Date().toISOString(),
  }
  const answer = await operatorPost('/demo/vendors', { vendors: [vendor] })
  const { vendors } = answer as { vendors: { enrolment_url: string }[] }
  const enrolmentUrl = vendors[0]?.enrolment_url ?? ''
  return { id, code, codeShown: showCode(code), name, payPath: `/p/${code}`, enrolmentUrl }
}

/** What only the operator may do, as JSON. Throws when it is refused. */
export async function operatorPost(path: string, body: object): Promise<unknown> {
  return await postJson(path, body, { baseUrl: inject('baseUrl'), token: DEMO_OPERATOR_TOKEN })
}

/** What a partner reads of a vendor's book, with the operator's key. */
export async function readLedger(vendorId: string): Promise<Entry[]> {
  const options = { baseUrl: inject('baseUrl'), token: DEMO_OPERATOR_TOKEN }
  const { data } = (await getJson(`/v1/vendors/${vendorId}/entries`, options)) as { data: Entry[] }
  return data
}

/** Posts JSON as the app on that phone does. Throws when it is refused. */
export async function apiPost<T>(page: Page, path: string, body: object): Promise<T> {
  const headers = { Origin: inject('baseUrl') }
  const answer = await page.context().request.post(path, { data: body, headers })
  if (!answer.ok()) throw new Error(`POST ${path} gave ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A phone of the stall with the app open on the keypad and the connection up. */
export async function vendorPhone(phones: Phones, stall: Stall): Promise<Page> {
  const page = await phones.unpack()
  await apiPost(page, '/api/enrol', { token: stall.enrolmentUrl.split('#')[1] })
  await page.goto('/app')
  await page.getByText(appText('connection.live')).waitFor()
  return page
}

/** A payment request of the stall, made without its screen; the path that its QR leads to. */
export async function requestMoney(
  vendor: Page,
  request: { amount: number; expiresInS?: number; note?: string },
): Promise<{ id: string; path: string }> {
  const { amount, expiresInS, note } = request
  const { id, url } = await apiPost<{ id: string; url: string }>(vendor, '/api/payment-requests', {
    id: newId('paymentRequest', Date.now()),
    amount,
    ...(note === undefined ? {} : { note }),
    ...(expiresInS === undefined ? {} : { expires_in_s: expiresInS }),
  })
  return { id, path: new URL(url).pathname }
}

/** A row of the vendor's book as the app reads it. */
export interface Entry {
  seq: number
  id: string | null
  kind: string
  state: string
  amount: { amount: number; currency: string }
  alert_code: string
  payment_request: string | null
}

/** The vendor's book, newest first, as the phone may read it. */
export async function readBook(vendor: Page): Promise<Entry[]> {
  const answer = await vendor.context().request.get('/api/entries?limit=100')
  if (!answer.ok()) throw new Error(`GET /api/entries gave ${answer.status()}`)
  const { data } = (await answer.json()) as { data: Entry[] }
  return data
}

/** Whose phone it is, as the server says. */
export async function readMe(vendor: Page): Promise<{ vendor: { id: string; code: string } }> {
  const answer = await vendor.context().request.get('/api/me')
  if (!answer.ok()) throw new Error(`GET /api/me gave ${answer.status()}`)
  return (await answer.json()) as { vendor: { id: string; code: string } }
}
