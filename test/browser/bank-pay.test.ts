import type { Page } from 'playwright-core'
import { codeFromBytes } from '../../src/domain/qr/code.ts'
import { newId } from '../../src/platform/ids.ts'
import { decodeWithJsqr, decodeWithZxing, pngPixels, svgPixels } from '../support/decode.ts'
import { stickingOut, tooSmall } from './support/layout.ts'
import { addAccount, openBank } from './support/paying-bank.ts'
import { it, picture, type Phones } from './support/phones.ts'
import { readPrinted } from './support/printed.ts'
import { readQr } from './support/qr.ts'
import { brokenRules } from './support/rules.ts'
import { openStall, operatorPost, readBook, requestMoney, vendorPhone } from './support/stalls.ts'
import { amountField, readPaidScreen } from './support/till.ts'
import { pageText } from './support/words.ts'

const PAY_BY_BANK = pageText('bank.pay', { scheme: pageText('bank.any') })
/** A stall with an account for bank apps, and its phone. */
async function bankStall(phones: Phones, name?: string) {
  const stall = await openStall(name)
  const vendor = await vendorPhone(phones, stall)
  const vpa = `asha.${stall.code.toLowerCase()}@okbank`
  const account = await addAccount(vendor, { scheme: 'upi', account: vpa, name: 'Asha Patil' })
  return { stall, vendor, vpa, account }
}

/** From the pay page to the code. */
async function payByBank(shopper: Page, payPath: string, amount: string | null): Promise<void> {
  await shopper.goto(payPath)
  if (amount !== null) await amountField(shopper).fill(amount)
  await shopper.getByRole('button', { name: PAY_BY_BANK }).tap()
  await shopper.waitForURL('**/b/att_*')
}

/** What two programs read off the symbol on the screen. */
async function scanned(shopper: Page): Promise<string> {
  const symbol = shopper.locator('.qr-symbol')
  const { texts, isMirrored } = await readQr(await symbol.screenshot())
  const [text] = texts
  if (text === null || text === undefined || texts[1] !== text || isMirrored) {
    throw new Error(`no phone reads this: ${JSON.stringify(texts)}`)
  }
  return text
}

async function signsOf(shopper: Page): Promise<string> {
  return (await shopper.locator('.mark').innerText()).replaceAll(/\s+/g, '')
}

it('pays a stall from a bank app without a wallet: both screens turn green with the same signs', async ({
  expect,
  phones,
}) => {
  const { stall, vendor } = await bankStall(phones)
  const bank = await openBank()
  const shopper = await phones.unpack()
  await payByBank(shopper, stall.payPath, '120.50')
  await picture(shopper, 'bank-pay-code')
  const payload = await scanned(shopper)
  expect(await shopper.locator('a.go').getAttribute('href')).toBe(payload)
  expect(payload).toMatch(/^upi:\/\/pay\?.*am=120\.50/)

  // Looked at twice in this time, and never drawn anew.
  await shopper.locator('.qr-symbol').evaluate((symbol) => symbol.setAttribute('data-same', ''))
  await shopper.waitForResponse('**/b/att_*.json?*')
  await shopper.waitForResponse('**/b/att_*.json?*')
  expect(await shopper.locator('.qr-symbol[data-same]').count()).toBe(1)
  expect(await vendor.locator('main.paid').count()).toBe(0)
  expect(await bank.pay(payload, { tampered: true })).toBe('unauthenticated')
  expect(await readBook(vendor)).toEqual([])

  expect(await bank.pay(payload)).toBe('paid')
  await shopper.locator('.stamp.paid').waitFor()
  await picture(shopper, 'bank-pay-green')
  const alertCode = await signsOf(shopper)
  await vendor.locator('main.paid').waitFor()
  await picture(vendor, 'bank-pay-green-vendor')
  expect(await readPaidScreen(vendor)).toMatchObject({ alertCode })
  expect((await vendor.locator('main.paid .figure').innerText()).replaceAll(/\s+/g, '')).toBe(
    '₹120.50',
  )
  expect(await readBook(vendor)).toMatchObject([
    { kind: 'payment', state: 'posted', alert_code: alertCode },
  ])
  // Back at the form, sent once more: the same receipt, and no second code.
  await shopper.goBack({ waitUntil: 'commit' })
  await shopper.getByRole('button', { name: PAY_BY_BANK }).tap()
  // Phones keep the page as it was left, or ask for it again; both must be safe.
  await shopper
    .locator('.mark')
    .or(shopper.getByText(pageText('amount.empty')))
    .waitFor()
  expect(await readBook(vendor)).toHaveLength(1)
})

it('works with JavaScript off, for a request, which is then paid', async ({ expect, phones }) => {
  const { vendor } = await bankStall(phones)
  const bank = await openBank()
  const request = await requestMoney(vendor, { amount: 4_200, note: 'Lunch' })
  const shopper = await phones.unpack({ javaScriptEnabled: false })
  await payByBank(shopper, request.path, null)
  expect(await shopper.getByRole('button', { name: pageText('bank.copy') }).count()).toBe(0)
  expect(await bank.pay(await scanned(shopper))).toBe('paid')
  await shopper.locator('.stamp.paid').waitFor()
  const [line] = await readBook(vendor)
  expect(line).toMatchObject({ payment_request: request.id, alert_code: await signsOf(shopper) })
  await shopper.goto(request.path)
  await shopper.getByText(pageText('request.paid.title')).waitFor()
})

it('gives the code to the bank app on this phone: a picture, and a text to copy', async ({
  expect,
  phones,
}) => {
  const { stall, vpa } = await bankStall(phones)
  const shopper = await phones.unpack({ permissions: ['clipboard-read', 'clipboard-write'] })
  await payByBank(shopper, stall.payPath, '12')
  const payload = await scanned(shopper)
  const download = shopper.waitForEvent('download')
  await shopper.getByRole('link', { name: pageText('bank.image') }).tap()
  const file = await download
  expect(file.suggestedFilename()).toBe(`upi-${stall.code}.png`)
  const chunks = await Array.fromAsync(await file.createReadStream())
  const png = Uint8Array.from(Buffer.concat(chunks as Buffer[]))
  const byZxing = await decodeWithZxing(png)
  expect(new TextDecoder().decode(byZxing?.bytes)).toBe(payload)
  expect(byZxing?.ecLevel).toBe('M')
  await shopper.getByRole('button', { name: pageText('bank.copy') }).tap()
  await shopper.getByRole('button', { name: pageText('bank.copied') }).waitFor()
  expect(await shopper.evaluate(() => navigator.clipboard.readText())).toBe(vpa)
  // By hand one tap is enough.
  await shopper.evaluate(() => getSelection()?.removeAllRanges())
  await shopper.locator('#copy').click()
  expect(await shopper.evaluate(() => getSelection()?.toString())).toBe(vpa)
})

it('says that money is looked at which is not what was asked, and is green when it came late', async ({
  expect,
  phones,
}) => {
  const { stall } = await bankStall(phones)
  const bank = await openBank()
  const shopper = await phones.unpack()
  await payByBank(shopper, stall.payPath, '100')
  expect(await bank.pay(await scanned(shopper), { moreMinor: -1_000 })).toBe('underpaid')
  await shopper.getByText(pageText('bank.held.underpaid')).waitFor()
  await picture(shopper, 'bank-pay-underpaid')
  expect(await shopper.locator('.qr-symbol').count()).toBe(0)
  await payByBank(shopper, stall.payPath, '101')
  const lateMs = 60 * 60_000
  expect(await bank.pay(await scanned(shopper), { lateMs })).toBe('paid_late')
  await shopper.locator('.stamp.paid').waitFor()
  await shopper.getByText(pageText('bank.paid.late')).waitFor()
})

/** Pixels per point of paper, as for the first sticker. */
const PAPERS = [
  { size: 'a6', widthMm: 105, heightMm: 148, zoom: 4 },
  { size: 'a4', widthMm: 210, heightMm: 297, zoom: 2 },
] as const

it.for(PAPERS)(
  'prints the bank sticker on one sheet of $size that bank apps can read',
  async ({ size, widthMm, heightMm, zoom }, { expect, phones }) => {
    const name = 'Sri Venkateswara Tiffin and Filter Coffee Centre, Unit 14'
    const { stall, vpa, account } = await bankStall(phones, name)
    const payload = `upi://pay?pa=${vpa}&pn=Asha%20Patil&tr=${stall.code}&cu=INR`
    // CSS has 96 pixels to an inch.
    const onPaper = (mm: number) => Math.round((mm / 25.4) * 96)
    const viewport = { width: onPaper(widthMm), height: onPaper(heightMm) }
    const page = await phones.unpack({ viewport, isMobile: false, hasTouch: false })
    await page.goto(`${account.poster_url}&size=${size}`)
    const sheets = readPrinted(await page.pdf({ preferCSSPageSize: true }))
    expect(sheets).toHaveLength(1)
    const { rgba, width, height } = svgPixels(sheets[0]?.svg ?? '', zoom)
    const byZxing = await decodeWithZxing({ rgba, width, height })
    expect(new TextDecoder().decode(byZxing?.bytes)).toBe(payload)
    expect(byZxing).toMatchObject({ isMirrored: false, ecLevel: 'Q' })
    const byJsqr = decodeWithJsqr(rgba, width, height) ?? undefined
    expect(new TextDecoder().decode(byJsqr)).toBe(payload)
    const modules = 17 + 4 * (byZxing?.version ?? 0)
    expect((sheets[0]?.busiestShapeMm ?? 0) / modules).toBeGreaterThanOrEqual(0.7)

    await page.emulateMedia({ media: 'print' })
    expect(await readQr(await picture(page, `bank-pay-print-${size}`))).toEqual({
      texts: [payload, payload],
      isMirrored: false,
    })
    const { clipped, taller } = await page.locator('main').evaluate((main) => ({
      clipped: main.scrollHeight - main.clientHeight,
      taller: document.documentElement.scrollHeight - innerHeight,
    }))
    expect({ clipped, taller }).toEqual({ clipped: 0, taller: 0 })
  },
)

it('prints a code of SEPA at M, the only level it may have, and pays it', async ({
  expect,
  phones,
}) => {
  const id = newId('vendor', Date.now())
  const code = codeFromBytes(crypto.getRandomValues(new Uint8Array(5)))
  const about = { id, code, name: 'Ilses Waffeln', trade: 'Waffles', place: 'Markt', emoji: '🧇' }
  const home = { currency: 'EUR', locale: 'en', time_zone: 'Europe/Berlin' }
  const vendors = [{ ...about, ...home, opened_at: new Date().toISOString() }]
  const answer = (await operatorPost('/demo/vendors', { vendors })) as {
    vendors: { enrolment_url: string }[]
  }
  const enrolmentUrl = answer.vendors[0]?.enrolment_url ?? ''
  const stall = { ...about, codeShown: '', payPath: `/p/${code}`, enrolmentUrl }
  const vendor = await vendorPhone(phones, stall)
  const account = await addAccount(vendor, {
    scheme: 'epc',
    account: ibanOf(code),
    name: 'Ilse Müller',
  })
  const page = await phones.unpack()
  await page.goto(account.poster_url)
  const { rgba, width, height } = pngPixels(await page.locator('.qr-symbol').screenshot())
  const read = await decodeWithZxing({ rgba, width, height })
  expect(read?.ecLevel).toBe('M')
  const text = new TextDecoder().decode(read?.bytes)
  expect(text.split('\n').slice(0, 7)).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Ilse Müller',
    ibanOf(code),
  ])
  const byJsqr = decodeWithJsqr(rgba, width, height) ?? undefined
  expect(new TextDecoder().decode(byJsqr)).toBe(text)
  const bank = await openBank('EUR')
  await payByBank(page, stall.payPath, '3.20')
  expect(await page.locator('a.go').count()).toBe(0)
  expect(await bank.pay(await scanned(page))).toBe('paid')
  await page.locator('.stamp.paid').waitFor()
})

/** An IBAN of Germany whose account number comes of a stall's code. */
function ibanOf(code: string): string {
  const digits = [...code].map((sign) => sign.charCodeAt(0) % 10).join('')
  const bban = `11022033${digits.padStart(10, '0')}`
  const check = 98n - (BigInt(`${bban}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${bban}`
}

const LOOKS = [
  { lang: 'en', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
  { lang: 'en-XA', colorScheme: 'light' },
  { lang: 'ar-XB', colorScheme: 'light' },
] as const

it.concurrent.for(LOOKS)(
  'fits on 360 pixels, can be hit with a thumb and keeps to WCAG 2.2 AA in $lang, $colorScheme',
  async ({ lang, colorScheme }, { expect, phones }) => {
    const { stall, account } = await bankStall(
      phones,
      'Sri Venkateswara Tiffin and Filter Coffee Centre, Unit 14',
    )
    const bank = await openBank()
    const page = await phones.unpack({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (name: string) => {
      await page.waitForLoadState('networkidle')
      await picture(page, `bank-pay-${name}-${lang}-${colorScheme}`)
      const wrong = [
        ...(await brokenRules(page)),
        ...(await stickingOut(page)),
        ...(await tooSmall(page)),
      ]
      found.push(...wrong.map((what) => `${name}: ${what}`))
    }
    const begin = async (amount: string) => {
      await page.goto(`${stall.payPath}?lang=${lang}`)
      await amountField(page).fill(amount)
      await page.locator('button[formaction$="/bank"]').tap()
      await page.waitForURL('**/b/att_*')
    }
    await page.goto(`${stall.payPath}?lang=${lang}`)
    await look('pay')
    await page.locator('button[formaction$="/bank"]').tap()
    await page.locator('#amount-error').waitFor()
    await look('slip')
    await begin('99999.99')
    await look('code')
    const first = await scanned(page)
    await bank.pay(first)
    await page.locator('.stamp.paid').waitFor()
    await look('green')
    await begin('88888.88')
    await bank.pay(await scanned(page), { moreMinor: 1 })
    await page.locator('.stamp:not(.paid)').waitFor()
    await look('held')
    await page.goto(`${account.poster_url}&lang=${lang}`)
    await look('poster')
    await page.goto(`/b/${newId('attempt', 0)}?c=${stall.code}&lang=${lang}`)
    await look('unknown')
    expect(found).toEqual([])
  },
)
