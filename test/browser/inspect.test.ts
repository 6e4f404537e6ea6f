import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { translator } from '../../src/domain/i18n/i18n.ts'
import { inspectEn } from '../../src/domain/i18n/pages/inspect-en.ts'
import { code } from '../domain/qr/emv.ts'
import { samples, SWISS_LINES } from '../domain/qr/samples.ts'
import { decodeWithZxing } from '../support/decode.ts'
import { stickingOut } from './support/layout.ts'
import { it, picture } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { openStall } from './support/stalls.ts'

const say = translator(inspectEn, 'en')

const PIX = code(samples.pix)
/** A wrong checksum, an amount with a comma, no town. */
const BROKEN = PIX.replace('540512.50', '540512,50').replace('6004Town', '')
/** A name that turns text around, longer than any line, and markup. */
const HOSTILE = `upi://pay?pa=${'a'.repeat(120)}@bank&pn=%E2%80%AEevil%00%E2%80%8B<script>alert(1)</script>&tn=${'W'.repeat(300)}&am=1,5`
const BILL = SWISS_LINES.join('\r\n')

async function paste(page: Page, text: string, lang = 'en'): Promise<void> {
  await page.goto(`/q/inspect?lang=${lang}`)
  await page.locator('#text').fill(text)
  await page.locator('button.go').tap()
  await page.locator('.stamp').waitFor()
}

it('reads a pasted code with JavaScript off, draws it again, and keeps it out of the address', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ javaScriptEnabled: false })
  await page.goto('/q/inspect')
  await page.getByText(say('scan.unsupported')).waitFor()
  await page.getByLabel(say('text')).fill(PIX)
  await page.getByRole('button', { name: say('read') }).tap()
  await page.getByRole('heading', { name: say('verdict.right.title') }).waitFor()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/q/inspect')
  expect(await page.getByText('12.50 BRL').count()).toBe(1)
  expect(await page.locator('#field-5').innerText()).toContain('26.01 Pix key')
  expect(await readQr(await page.locator('.qr-symbol').screenshot())).toEqual({
    texts: [PIX, PIX],
    isMirrored: false,
  })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: say('symbol.png') }).tap()
  const file = await download
  expect(file.suggestedFilename()).toBe('pix.png')
  const chunks = await Array.fromAsync(await file.createReadStream())
  const png = Uint8Array.from(Buffer.concat(chunks as Buffer[]))
  expect(new TextDecoder().decode((await decodeWithZxing(png))?.bytes)).toBe(PIX)
  expect(await page.getByLabel(say('symbol.text')).inputValue()).toBe(PIX)
})

it('leads from each thing to mend to its field, and says the same in another language', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ javaScriptEnabled: false })
  await paste(page, BROKEN)
  const problems = page.locator('.problem li')
  expect(await problems.allInnerTexts()).toEqual([
    `54 Amount: ${say('problem.amount_format')}`,
    `63 CRC: ${say('problem.crc_mismatch')}`,
    `60 Merchant city: ${say('problem.missing')}`,
  ])
  await problems.first().getByRole('link').tap()
  await page.locator('#field-8:target').waitFor()
  await page.locator('#field-8').getByText(say('level.error')).waitFor()
  await page.getByRole('button', { name: '中文' }).tap()
  await page.locator('html[lang=zh-CN] .stamp').waitFor()
  expect(await page.locator('.problem li').count()).toBe(3)
})

it('opens the stall of its own code, and no other address', async ({ expect, phones }) => {
  const stall = await openStall()
  const page = await phones.unpack()
  await page.goto('/q/inspect')
  const origin = new URL(page.url()).origin
  for (const text of [origin + stall.payPath, stall.codeShown.toLowerCase()]) {
    await paste(page, text)
    await page.getByText(stall.name).waitFor()
    expect(await page.getByText(say('stall.open')).getAttribute('href')).toBe(stall.payPath)
  }
  await paste(page, 'https://evil.example/p/7K3M92QD')
  await page.getByText(say('stall.elsewhere')).waitFor()
  await paste(page, 'https://evil.example/login')
  await page.getByText(say('unknown.link')).waitFor()
  const addresses = await page
    .locator('a')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).host))
  expect(new Set(addresses)).toEqual(new Set([new URL(origin).host]))
  await page.getByText(say('stall.open')).waitFor({ state: 'detached' })
})

/** A browser with a reader of codes: what it finds in a camera's picture and in a file, or nothing. */
async function withReader(page: Page, found: { camera: string | null; file: string | null }) {
  await page.addInitScript(({ camera, file }) => {
    class Reader {
      static getSupportedFormats = async () => ['ean_13', 'qr_code']
      looks = 0
      async detect(from: HTMLVideoElement | Blob) {
        const text = from instanceof Blob ? file : camera
        this.looks += 1
        // Nobody holds a phone still at once.
        return text === null || (this.looks < 3 && from instanceof HTMLVideoElement)
          ? []
          : [{ rawValue: text }]
      }
    }
    Object.assign(globalThis, { BarcodeDetector: Reader, cameras: [] })
    navigator.mediaDevices.getUserMedia = async () => {
      if (camera === null) throw new DOMException('no', 'NotAllowedError')
      const canvas = document.createElement('canvas')
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9)
      const stream = canvas.captureStream(5)
      ;(globalThis as unknown as { cameras: MediaStream[] }).cameras.push(stream)
      return stream
    }
  }, found)
}

it('reads the camera where the browser can, line breaks included', async ({ expect, phones }) => {
  const page = await phones.unpack()
  await withReader(page, { camera: BILL, file: null })
  await page.goto('/q/inspect')
  await page.getByRole('button', { name: say('scan.camera') }).tap()
  await page.getByRole('heading', { name: say('verdict.right.title') }).waitFor()
  await page.getByText('1949.75 CHF', { exact: true }).waitFor()
  // Forms make CR LF of every break; what was scanned has them for real, and is drawn with them.
  expect(await page.locator('.drawn').screenshot().then(readQr)).toMatchObject({
    texts: [BILL, BILL],
  })
  expect(await page.getByText(say('scan.unsupported')).count()).toBe(0)
})

it('stops the camera when it is told to, and says what to do when there is none', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack()
  await withReader(page, { camera: '', file: null })
  await page.goto('/q/inspect')
  await page.getByRole('button', { name: say('scan.camera') }).tap()
  await page.locator('video').waitFor()
  await page.getByText(say('scan.looking')).waitFor()
  await page.getByRole('button', { name: say('scan.stop') }).tap()
  await page.locator('video').waitFor({ state: 'hidden' })
  const states = await page.evaluate(() =>
    (globalThis as unknown as { cameras: MediaStream[] }).cameras.flatMap((stream) =>
      stream.getTracks().map((track) => track.readyState),
    ),
  )
  expect(states).toEqual(['ended'])

  const other = await phones.unpack()
  await withReader(other, { camera: null, file: null })
  await other.goto('/q/inspect')
  await other.getByRole('button', { name: say('scan.camera') }).tap()
  await other.getByText(say('scan.no_camera')).waitFor()
  await picture(other, 'inspect-scan')
  expect(await other.getByRole('button', { name: say('scan.camera') }).count()).toBe(1)
})

it('reads a picture where the browser can, and says when there is no code in it', async ({
  phones,
}) => {
  const file = { name: 'sticker.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') }
  const page = await phones.unpack()
  await withReader(page, { camera: null, file: null })
  await page.goto('/q/inspect')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(say('scan.nothing')).waitFor()

  const other = await phones.unpack()
  await withReader(other, { camera: null, file: BROKEN })
  await other.goto('/q/inspect')
  await other.locator('input[type=file]').setInputFiles(file)
  await other.getByRole('heading', { name: say('verdict.refused.title') }).waitFor()
})

it('copies the text, and leaves it to the person where there is no script', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ permissions: ['clipboard-read', 'clipboard-write'] })
  await paste(page, PIX)
  await page.getByRole('button', { name: say('copy') }).tap()
  await page.getByRole('button', { name: say('copied') }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(PIX)
})

const LOOKS = [
  { lang: 'en', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
  { lang: 'hi', colorScheme: 'light' },
  { lang: 'en-XA', colorScheme: 'light' },
  { lang: 'ar-XB', colorScheme: 'dark' },
] as const

it.for(LOOKS)(
  'fits on 360 pixels and keeps to WCAG 2.2 AA in $lang, $colorScheme',
  async ({ lang, colorScheme }, { expect, phones }) => {
    const page = await phones.unpack({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (name: string) => {
      await picture(page, `inspect-${name}-${lang}-${colorScheme}`)
      const wrong = [...(await brokenRules(page)), ...(await stickingOut(page))]
      found.push(...wrong.map((what) => `${name}: ${what}`))
    }
    await page.goto(`/q/inspect?lang=${lang}`)
    await look('form')
    await page.locator('button.go').tap()
    await page.locator('#text-error').waitFor()
    await look('empty')
    for (const [name, text] of Object.entries({
      right: PIX,
      refused: BROKEN,
      hostile: HOSTILE,
      bill: SWISS_LINES.join('\n'),
      unknown: 'https://evil.example/login',
    })) {
      await paste(page, text, lang)
      await look(name)
    }
    expect(found).toEqual([])
  },
)

async function brokenRules(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')} (${failureSummary})`),
  )
}
