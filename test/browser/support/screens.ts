import type { Page } from 'playwright-core'
import type { Phones } from './phones.ts'
import { openStall, requestMoney, vendorPhone } from './stalls.ts'
import { payAt, readReceipt, shopperPhone } from './till.ts'

/** Who looks at a screen: somebody with a wallet, the stall's phone, a phone that has never been here. */
type Viewer = 'shopper' | 'vendor' | 'stranger'

interface Screen {
  name: string
  viewer: Viewer
  path: string
  /** What stands there once the screen is complete. */
  ready: string
}

export interface ScreenTour {
  /** Opens every screen in turn and calls `look` when it stands there. */
  show: (look: (page: Page, screen: string) => Promise<void>) => Promise<void>
}

/** The longest name that fits on a sticker, and more money than most screens expect. */
const LONG_NAME = 'Sri Venkateswara Tiffin and Filter Coffee Centre, Unit 14'
const LONG_NOTE = 'Two thalis, one without onions, and a parcel of sambar for home'

/** Every screen there is, of a stall with a payment in its book and a request that waits, in one language and theme. */
export async function prepareTour(
  phones: Phones,
  { lang, colorScheme }: { lang: string; colorScheme: 'light' | 'dark' },
): Promise<ScreenTour> {
  const stall = await openStall(LONG_NAME)
  const pages: Readonly<Record<Viewer, Page>> = {
    shopper: await shopperPhone(phones),
    vendor: await vendorPhone(phones, stall),
    stranger: await phones.unpack(),
  }
  for (const page of Object.values(pages)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  }
  const { shopper, vendor } = pages
  await payAt(shopper, stall.payPath, '1234.50')
  await readReceipt(shopper)
  const receipt = shopper.url()
  const request = await requestMoney(vendor, { amount: 9_999_999, note: LONG_NOTE })
  const screens: Screen[] = [
    { viewer: 'stranger', name: 'start-page', path: '/', ready: 'h1' },
    { viewer: 'stranger', name: 'wrong-code', path: '/p/7K3M92QQ', ready: 'h1' },
    { viewer: 'stranger', name: 'sticker-sheet', path: '/stickers', ready: 'h1' },
    { viewer: 'stranger', name: 'poster', path: `/q/${stall.code}/poster`, ready: '.qr-symbol' },
    { viewer: 'stranger', name: 'inspect', path: '/q/inspect', ready: 'textarea' },
    { viewer: 'stranger', name: 'pay-no-wallet', path: stall.payPath, ready: 'button.go' },
    { viewer: 'stranger', name: 'join', path: '/app/join', ready: 'form.join' },
    { viewer: 'stranger', name: 'enrol', path: `/app/enrol#${stall.id}.x`, ready: 'h1' },
    { viewer: 'stranger', name: 'sign-in', path: '/app', ready: '.card' },
    { viewer: 'shopper', name: 'pay', path: stall.payPath, ready: 'button.go' },
    { viewer: 'shopper', name: 'request', path: request.path, ready: 'button.go' },
    { viewer: 'shopper', name: 'wallet', path: '/wallet', ready: '.moves' },
    { viewer: 'shopper', name: 'receipt', path: receipt, ready: '.mark' },
    { viewer: 'vendor', name: 'keypad', path: '/app', ready: '.last .line' },
    { viewer: 'vendor', name: 'qr-screen', path: `/app/charge/${request.id}`, ready: '.plate img' },
    { viewer: 'vendor', name: 'payments', path: '/app/payments', ready: '.lines .line' },
    { viewer: 'vendor', name: 'payment', path: '/app/payments/1', ready: '.receipt' },
    { viewer: 'vendor', name: 'refund', path: '/app/payments/1/refund', ready: '.refund' },
    { viewer: 'vendor', name: 'sticker', path: '/app/sticker', ready: '.sticker-qr' },
    { viewer: 'vendor', name: 'settings', path: '/app/settings', ready: '.who' },
  ]
  return {
    show: async (look) => {
      for (const { viewer, name, path, ready } of screens) {
        await open(pages[viewer], path, lang, ready)
        await look(pages[viewer], name)
      }
      await open(shopper, `${stall.payPath}?amount=99999.99&note=${LONG_NOTE}`, lang, 'button.go')
      await shopper.locator('button.go').tap()
      await shopper.locator('.problem').waitFor()
      await look(shopper, 'wallet-too-small')
      await open(vendor, '/app', lang, '.connection.live')
      await open(shopper, `${stall.payPath}?amount=123.45&tip=5&note=${LONG_NOTE}`, lang, '.go')
      await shopper.locator('button.go').tap()
      await vendor.locator('main.paid').waitFor()
      await look(vendor, 'paid')
    },
  }
}

async function open(page: Page, path: string, lang: string, ready: string): Promise<void> {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('lang', lang)
  await page.goto(url.pathname + url.search + url.hash)
  await page.locator(ready).first().waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
}
