import { inject } from 'vitest'
import { decodeWithJsqr, decodeWithZxing, svgPixels } from '../support/decode.ts'
import { it, picture } from './support/phones.ts'
import { readPrinted } from './support/printed.ts'
import { readQr } from './support/qr.ts'
import { openStall } from './support/stalls.ts'

/** Pixels per point of paper: about 290 dots per inch for the sticker, 145 for the poster. */
const SIZES = [
  { size: 'a6', widthMm: 105, heightMm: 148, zoom: 4 },
  { size: 'a4', widthMm: 210, heightMm: 297, zoom: 2 },
] as const

it.for(SIZES)(
  'prints the sticker on one sheet of $size that phones can read',
  async ({ size, widthMm, heightMm, zoom }, { expect, phones }) => {
    const stall = await openStall()
    const link = `${inject('baseUrl')}${stall.payPath}`
    const page = await phones.unpack()
    await page.goto(`/q/${stall.code}/poster?size=${size}`)
    // Background graphics stay off, as in the print dialogue that people see.
    const sheets = readPrinted(await page.pdf({ preferCSSPageSize: true }))
    expect(sheets).toHaveLength(1)
    const [sheet] = sheets
    expect(Math.abs((sheet?.widthMm ?? 0) - widthMm)).toBeLessThan(0.5)
    expect(Math.abs((sheet?.heightMm ?? 0) - heightMm)).toBeLessThan(0.5)

    const { rgba, width, height } = svgPixels(sheet?.svg ?? '', zoom)
    const byZxing = await decodeWithZxing({ rgba, width, height })
    expect(new TextDecoder().decode(byZxing?.bytes)).toBe(link)
    expect(byZxing).toMatchObject({ isMirrored: false, ecLevel: 'Q' })
    expect(new TextDecoder().decode(decodeWithJsqr(rgba, width, height) ?? undefined)).toBe(link)
    const modules = 17 + 4 * (byZxing?.version ?? 0)
    expect((sheet?.busiestShapeMm ?? 0) / modules).toBeGreaterThanOrEqual(0.7)
  },
)

it.for(SIZES)(
  'shows on the screen what the printer will print on $size',
  async ({ size, widthMm, heightMm }, { expect, phones }) => {
    const stall = await openStall('Sri Venkateswara Tiffin and Filter Coffee Centre, Unit 14')
    const link = `${inject('baseUrl')}${stall.payPath}`
    // CSS has 96 pixels to an inch.
    const onPaper = (mm: number) => Math.round((mm / 25.4) * 96)
    const viewport = { width: onPaper(widthMm), height: onPaper(heightMm) }
    const page = await phones.unpack({ viewport, isMobile: false, hasTouch: false })
    await page.emulateMedia({ media: 'print' })
    await page.goto(`/q/${stall.code}/poster?size=${size}`)
    expect(await readQr(await picture(page, `print-${size}`))).toEqual({
      texts: [link, link],
      isMirrored: false,
    })
    expect(await page.getByText(stall.codeShown).isVisible()).toBe(true)
    const { clipped, taller } = await page.locator('main').evaluate((main) => ({
      clipped: main.scrollHeight - main.clientHeight,
      taller: document.documentElement.scrollHeight - innerHeight,
    }))
    // Nothing is cut off, and nothing spills onto a second sheet.
    expect({ clipped, taller }).toEqual({ clipped: 0, taller: 0 })
  },
)
