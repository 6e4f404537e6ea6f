import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { answerFrom, type Replies } from './support/answers.ts'
import {
  ACCOUNT_ID,
  BANK,
  BANK_LINES,
  bankText,
  NO_BANK,
  PAYMENT,
  REQUEST,
  REQUEST_ID,
} from './support/bank.ts'
import { it, picture } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { brokenOnTour, misfitsOnTour, openScreen, type Screen, startTour } from './support/tours.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2, testTimeout: 180_000 })

const CHARGE = `/app/charge/${REQUEST_ID}`

interface BankScreen extends Screen {
  /** Which way to pay was chosen on this phone before. */
  way?: string
}

const refused = (pointer: string, code: string): Replies => ({
  'POST /api/bank/accounts': {
    refusal: { status: 422, code: 'invalid', errors: [{ pointer, detail: '', code }] },
  },
})

const SCREENS: BankScreen[] = [
  { name: 'accounts', path: '/app/bank', ready: bankText('not_held') },
  {
    name: 'empty',
    path: '/app/bank',
    ready: bankText('why'),
    replies: { 'GET /api/bank': { json: NO_BANK } },
  },
  {
    name: 'failed',
    path: '/app/bank',
    ready: appText('problem.no_answer'),
    replies: { 'GET /api/bank': 'no_answer' },
  },
  { name: 'account', path: `/app/bank/accounts/${ACCOUNT_ID}`, ready: bankText('poster.hint') },
  { name: 'choose', path: '/app/bank/add', ready: bankText('add.choose') },
  { name: 'add-upi', path: '/app/bank/add/upi', ready: bankText('field.name_hint') },
  { name: 'add-code', path: '/app/bank/add/code', ready: bankText('field.payload_hint') },
  { name: 'waiting', path: '/app/bank/waiting', ready: bankText('waiting.hint') },
  {
    name: 'waiting-none',
    path: '/app/bank/waiting',
    ready: bankText('waiting.none'),
    replies: { 'GET /api/bank': { json: NO_BANK } },
  },
  { name: 'charge', path: CHARGE, ready: bankText('seen.button'), way: ACCOUNT_ID },
  {
    name: 'charge-failed',
    path: CHARGE,
    ready: appText('problem.no_answer'),
    way: ACCOUNT_ID,
    replies: { [`POST /api/payment-requests/${REQUEST_ID}/bank`]: 'no_answer' },
  },
  {
    name: 'charge-fixed',
    path: CHARGE,
    ready: bankText('charge.type', { amount: '₹45.00' }),
    way: BANK.accounts[1]?.id ?? '',
  },
  {
    name: 'charge-seen',
    path: CHARGE,
    ready: appText('charge.was_seen'),
    replies: {
      [`GET /api/payment-requests/${REQUEST_ID}`]: { json: { ...REQUEST, state: 'paid' } },
    },
  },
  { name: 'seen', path: `/app/bank/seen/${REQUEST_ID}`, ready: bankText('seen.ask') },
  { name: 'keypad', path: '/app', ready: appText('bank.door') },
  { name: 'payments', path: '/app/payments', ready: appText('bank.door') },
  { name: 'payment', path: '/app/payments/1', ready: appText('refund.start') },
  { name: 'payment-unconfirmed', path: '/app/payments/2', ready: bankText('note.unconfirmed') },
  { name: 'refund', path: '/app/payments/1/refund', ready: bankText('refund.hint') },
  { name: 'settings', path: '/app/settings', ready: appText('bank.hint') },
]

const ROUND = {
  name: 'bank',
  screens: SCREENS,
  prepare: async (page: Page, { replies = {}, way }: BankScreen) => {
    await answerFrom(page, {
      'GET /api/bank': { json: BANK },
      'GET /api/entries': { json: { data: BANK_LINES, has_more: false } },
      [`GET /api/payment-requests/${REQUEST_ID}`]: { json: REQUEST },
      [`POST /api/payment-requests/${REQUEST_ID}/bank`]: { json: PAYMENT },
      ...replies,
    })
    await page.addInitScript((chosen) => {
      if (chosen === null) localStorage.removeItem('pushcart.charge.way')
      else localStorage.setItem('pushcart.charge.way', chosen)
    }, way ?? null)
  },
}

it.concurrent.for(['light', 'dark'] as const)(
  'breaks no rule of WCAG 2.2 AA that a machine can check, and fits a thumb, in $0',
  async (colorScheme, { expect, phones }) => {
    expect(await brokenOnTour(phones, ROUND, colorScheme)).toEqual([])
  },
)

it.concurrent.for(['en-XA', 'ar-XB'])(
  'fits on 360 pixels without scrolling sideways, in $0',
  async (lang, { expect, phones }) => {
    expect(await misfitsOnTour(phones, ROUND, lang)).toEqual([])
  },
)

it.concurrent('draws the code of the bank on the phone, dark on white in every theme', async ({
  expect,
  phones,
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const tour = await startTour(phones, colorScheme)
    const asked: string[] = []
    tour.context().on('request', (request) => asked.push(request.url()))
    const page = await openScreen(tour, ROUND, {
      screen: { name: 'charge', path: CHARGE, ready: bankText('seen.button'), way: ACCOUNT_ID },
      lang: 'ar-XB',
    })
    await page.locator('.plate svg').waitFor()
    const { texts, isMirrored } = await readQr(await page.screenshot())
    expect(texts).toEqual([PAYMENT.payload, PAYMENT.payload])
    expect(isMirrored).toBe(false)
    // It pays an account: no address that somebody logs has it.
    expect(asked.filter((url) => /upi|ashart/.test(decodeURIComponent(url)))).toEqual([])
  }
})

it.concurrent('asks for the person before an account is added, and adds nothing without', async ({
  expect,
  phones,
}) => {
  const tour = await startTour(phones, 'light')
  const page = await tour.context().newPage()
  const heard = await answerFrom(page, {
    'GET /api/bank': { json: NO_BANK },
    'POST /api/bank/accounts': [
      { refusal: { status: 403, code: 'step_up_required' } },
      'no_answer',
      { json: BANK },
    ],
  })
  await page.goto('/app/bank/add/upi')
  await page.getByLabel(bankText('account.upi')).fill('ashart@okhdfcbank')
  await page.getByLabel(bankText('field.name'), { exact: true }).fill('Asha')
  const tap = (name: string) => page.getByRole('button', { name, exact: true }).tap()
  await tap(bankText('add.go_on'))
  await picture(page, 'bank-check')
  expect(heard['POST /api/bank/accounts']).toBeUndefined()
  await tap(bankText('add.confirm'))
  await page.getByText(bankText('step_up.why')).waitFor()
  await picture(page, 'bank-step-up')
  await tap(appText('again'))
  await page.getByText(bankText('add.unknown')).waitFor()
  await tap(bankText('send_again'))
  await page.getByText(bankText('add.done')).waitFor()
  const asked = { scheme: 'upi', account: 'ashart@okhdfcbank', name: 'Asha' }
  expect(heard['POST /api/bank/accounts']).toEqual([asked, asked, asked])
})

it.concurrent('shows a refusal beside its field, and leads to what is wrong with a code', async ({
  expect,
  phones,
}) => {
  const tour = await startTour(phones, 'light')
  const page = await tour.context().newPage()
  await answerFrom(page, {
    'GET /api/bank': { json: NO_BANK },
    ...refused('/payload', 'wrong_country'),
  })
  await page.goto('/app/bank/add/code')
  const field = page.getByLabel(bankText('field.payload'))
  await field.fill('000201')
  await page.getByRole('button', { name: bankText('add.confirm') }).tap()
  await page.getByText(bankText('fault.code_refused')).waitFor()
  expect(await page.getByRole('link', { name: bankText('fault.look') }).getAttribute('href')).toBe(
    '/q/inspect',
  )
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await field.fill('0002010')
  expect(await page.getByText(bankText('fault.code_refused')).count()).toBe(0)
})

it.concurrent('reads a code off the camera where the browser can, and lets the camera go', async ({
  expect,
  phones,
}) => {
  const tour = await startTour(phones, 'light')
  const page = await tour.context().newPage()
  const heard = await answerFrom(page, {
    'GET /api/bank': { json: NO_BANK },
    'POST /api/bank/accounts': { json: BANK },
  })
  await page.addInitScript(pretendReader, PAYMENT.payload)
  await page.goto('/app/bank/add/code')
  await page.getByRole('button', { name: bankText('scan.camera') }).tap()
  await page.getByText(bankText('scan.read')).waitFor()
  await picture(page, 'bank-scan')
  expect(await page.getByLabel(bankText('field.payload')).inputValue()).toBe(PAYMENT.payload)
  expect(await page.evaluate(() => document.documentElement.dataset['camera'])).toBe('off')
  await page.getByRole('button', { name: bankText('add.confirm') }).tap()
  await page.getByText(bankText('add.done')).waitFor()
  expect(heard['POST /api/bank/accounts']).toEqual([{ payload: PAYMENT.payload }])
})

it.concurrent('lets a helper look at accounts and not change them', async ({ expect, phones }) => {
  const tour = await startTour(phones, 'light')
  const page = await tour.context().newPage()
  await answerFrom(page, { 'GET /api/bank': { json: BANK } }, { role: 'cashier' })
  await page.goto('/app/bank')
  await page.getByText(bankText('owner_only')).waitFor()
  expect(await page.getByRole('button', { name: bankText('add') }).count()).toBe(0)
  await page.goto(`/app/bank/accounts/${ACCOUNT_ID}`)
  await page.getByText(bankText('poster.hint')).waitFor()
  expect(await page.getByRole('button', { name: bankText('remove.start') }).count()).toBe(0)
})

/** Runs in the page: a reader that finds one text, and a camera that tells on the document whether it is on. */
function pretendReader(text: string): void {
  class Reader {
    static getSupportedFormats = async () => ['qr_code']
    detect = async () => [{ rawValue: text }]
  }
  Object.assign(globalThis, { BarcodeDetector: Reader })
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')?.fillRect(0, 0, 9, 9)
    const stream = canvas.captureStream(5)
    const tell = (state: string) => {
      document.documentElement.dataset['camera'] = state
    }
    for (const track of stream.getTracks()) {
      const stop = track.stop.bind(track)
      track.stop = () => {
        stop()
        tell('off')
      }
    }
    tell('on')
    return stream
  }
}
