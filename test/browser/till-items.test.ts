import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import type { TillItem } from '../../src/domain/payments/till-items.ts'
import { newId } from '../../src/platform/ids.ts'
import { stickingOut } from './support/layout.ts'
import { it, picture } from './support/phones.ts'
import type { Stall } from './support/stalls.ts'
import { openStall, readBook, vendorPhone } from './support/stalls.ts'
import {
  dismissPaidScreen,
  payButton,
  readReceipt,
  shopperPhone,
  typeOnKeypad,
} from './support/till.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2 })

const NAMES = ['Chai', 'Samosa', 'Masala dosa with two chutneys', 'Vada pav', 'Lassi', 'Kulfi']
const EMOJI = ['🍵', '🥟', null, '🥪', '🥤', '🍦']

function tiles(count: number): TillItem[] {
  return Array.from({ length: count }, (_, i) => ({
    id: newId('tillItem', Date.now()),
    name: NAMES[i] ?? `Item ${i + 1}`,
    price: 1_000 + 500 * i,
    emoji: EMOJI[i] ?? null,
    stock_item: null,
    sales_per_pack: null,
  }))
}

/** Sets the list as another phone of the stall would; the open screens hear of it. */
async function setTiles(vendor: Page, data: readonly TillItem[]): Promise<void> {
  const headers = { Origin: new URL(vendor.url()).origin }
  const answer = await vendor.context().request.put('/api/till/items', { data: { data }, headers })
  if (!answer.ok()) throw new Error(`PUT gave ${answer.status()}: ${await answer.text()}`)
}

const tileNamed = (vendor: Page, name: string) =>
  vendor
    .getByRole('group', { name: appText('items.title') })
    .getByRole('button', { name: new RegExp(`^${name}`) })

it.concurrent('sells by tiles: set up, tapped, charged, paid, and counted', async ({
  expect,
  phones,
}) => {
  const vendor = await vendorPhone(phones, await openStall())
  expect(await vendor.locator('.items').count()).toBe(0)
  await vendor.getByRole('button', { name: appText('settings.title') }).tap()
  await vendor.getByRole('button', { name: appText('items.edit') }).tap()
  for (const [name, price] of [
    ['Chai', '10'],
    ['Samosa', '15.50'],
  ] as const) {
    await vendor.getByRole('button', { name: 'Add an item' }).tap()
    await vendor.getByLabel('Name').fill(name)
    await vendor.getByLabel('Price in INR').fill(price)
    if (name === 'Chai') await vendor.getByText('🍵').tap()
    await picture(vendor, `till-item-form-${name}`)
    await vendor.getByRole('button', { name: 'Save' }).tap()
    await vendor.locator('.till-list').getByText(name).waitFor()
  }
  await picture(vendor, 'till-items-list')
  await vendor.goto('/app')
  await tileNamed(vendor, 'Chai').tap()
  await tileNamed(vendor, 'Samosa').tap()
  await tileNamed(vendor, 'Chai').tap()
  expect(await vendor.locator('.sold').innerText()).toMatch(/2×\s+Chai\s+1×\s+Samosa/)
  await typeOnKeypad(vendor, '450')
  await picture(vendor, 'till-items-basket')
  await vendor.getByRole('button', { name: 'Charge ₹40.00' }).tap()
  const src = await vendor.locator('.plate img').getAttribute('src')
  const shopper = await shopperPhone(phones)
  await shopper.goto((src ?? '').replace('/q/r/', '/r/').replace('.svg', ''))
  await payButton(shopper).tap()
  expect((await readReceipt(shopper)).amount).toBe('₹40.00')
  await dismissPaidScreen(vendor)
  expect(await vendor.locator('.sold').count()).toBe(0)
  expect(await readBook(vendor)).toMatchObject([{ state: 'posted', amount: { amount: 4_000 } }])
  await vendor.goto('/app/items')
  const rows = vendor.locator('.till-list li')
  await rows.getByText('Sold today: 2').waitFor()
  expect(await rows.allInnerTexts()).toMatchObject([
    expect.stringContaining('Sold today: 2'),
    expect.stringContaining('Sold today: 1'),
  ])
  await picture(vendor, 'till-items-sold')
})

it.concurrent('takes back the last touch, clears all, and brings a cancelled sale back as it was', async ({
  expect,
  phones,
}) => {
  const vendor = await vendorPhone(phones, await openStall())
  await setTiles(vendor, tiles(3))
  const charge = (amount: string) => vendor.getByRole('button', { name: `Charge ${amount}` })
  const erase = vendor.getByRole('button', { name: appText('keypad.back') })
  await typeOnKeypad(vendor, '500')
  await tileNamed(vendor, 'Chai').tap()
  await tileNamed(vendor, 'Samosa').tap()
  await charge('₹30.00').waitFor()
  await erase.tap()
  await charge('₹15.00').waitFor()
  await charge('₹15.00').tap()
  await vendor.getByRole('button', { name: appText('charge.cancel') }).tap()
  await charge('₹15.00').waitFor()
  expect(await vendor.locator('.sold').innerText()).toMatch(/1×\s+Chai\s+\+ ₹5.00/)
  await erase.click({ button: 'right' })
  await vendor.getByRole('button', { name: 'Charge', exact: true }).waitFor()
  expect(await vendor.locator('.sold').count()).toBe(0)
})

it.concurrent('shows the tiles that fit beside the keys, and all of them in their place', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  await setTiles(vendor, tiles(24))
  const shown = vendor.locator('.item:visible:not(.more)')
  await expect.poll(() => shown.count()).toBe(3)
  await expect.poll(() => isChargeInSight(vendor)).toBe(true)
  await vendor.getByRole('button', { name: appText('items.all') }).tap()
  expect(await shown.count()).toBe(24)
  await tileNamed(vendor, 'Item 24').tap()
  await vendor.getByRole('button', { name: 'Charge ₹125.00' }).waitFor()
  expect(await isChargeInSight(vendor)).toBe(true)
  await picture(vendor, 'till-items-all')
  // As this phone was left, also after a reload.
  await vendor.reload()
  await expect.poll(() => shown.count()).toBe(24)
  await vendor.getByRole('button', { name: appText('keypad.keys') }).tap()
  await typeOnKeypad(vendor, '5')
  await vendor.setViewportSize({ width: 412, height: 870 })
  expect(await shown.count()).toBe(7)
  await picture(vendor, 'till-items-tall')
})

async function isChargeInSight(vendor: Page): Promise<boolean> {
  return vendor.locator('.charge').evaluate((button) => {
    const { top, bottom } = button.getBoundingClientRect()
    return top > 0 && bottom <= innerHeight
  })
}

it.concurrent.for([
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'ar-XB'],
  ['light', 'en-XA'],
] as const)('fits a small phone, in %s and %s', async ([colorScheme, lang], { expect, phones }) => {
  const stall: Stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  await vendor.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  const list = tiles(9)
  await setTiles(vendor, list)
  const name = `till-${colorScheme}-${lang}`
  const looks: string[] = []
  const look = async (screen: string): Promise<void> => {
    await picture(vendor, `${name}-${screen}`)
    looks.push(...(await stickingOut(vendor)).map((what) => `${screen}: ${what}`))
  }
  await vendor.goto(`/app?lang=${lang}`)
  await vendor.locator('.connection.live').waitFor()
  await vendor.locator('.item').first().waitFor()
  await look('keypad')
  expect(await isChargeInSight(vendor)).toBe(true)
  for (const at of [0, 1, 1, 2]) await vendor.locator('.item').nth(at).tap()
  await look('tapped')
  expect(await isChargeInSight(vendor)).toBe(true)
  await vendor.locator('.item.more').tap()
  await look('all')
  for (const path of [
    '/app/items',
    '/app/items/new',
    `/app/items/${list[0]?.id}`,
    '/app/settings',
  ]) {
    await vendor.goto(`${path}?lang=${lang}`)
    await vendor.locator('h1').waitFor()
    await vendor.locator('.till-list, .join, .choice').first().waitFor()
    await look(path.split('/').at(-1)?.slice(0, 8) ?? '')
  }
  expect(looks).toEqual([])
})
