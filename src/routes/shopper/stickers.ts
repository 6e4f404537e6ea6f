import { Hono } from 'hono'
import { parseLocale } from '../../domain/i18n/i18n.ts'
import { pageTranslator } from '../../domain/i18n/pages/pages.ts'
import { readCode } from '../../domain/qr/code.ts'
import { PosterPage, posterStyleHashes } from '../../pages/poster.tsx'
import { StickerSheetPage } from '../../pages/sticker-sheet.tsx'
import { vendorByCode } from '../../services/directory.ts'
import { findPicture, listVendors } from '../../services/vendors.ts'
import type { HttpEnv } from '../http.ts'
import { codeMissing, messagePage } from './messages.ts'
import { hereOf, modeOf, pageText, sendPage, stallView } from './page.ts'

/** Stalls on the sheet of the demonstration market; its own are twelve, visitors add some. */
const STALLS_MAX = 60

/** What is printed and stuck up, and the pictures on it. */
export const stickers = new Hono<HttpEnv>()
  .get('/q/:code/poster', async (c) => {
    const typed = c.req.param('code')
    const reading = readCode(typed)
    const vendor = reading.ok ? await vendorByCode(c.var.ctx, reading.code) : null
    if (!reading.ok || vendor === null) {
      return reading.ok
        ? codeMissing(c, typed, [])
        : codeMissing(c, typed, reading.suggestions, 'code_wrong')
    }
    const page = PosterPage({
      t: pageText(c, vendor.locale),
      vendorT: pageTranslator(parseLocale(vendor.locale) ?? 'en'),
      englishT: pageTranslator('en'),
      view: {
        mode: modeOf(c),
        size: c.req.query('size') === 'a4' ? 'a4' : 'a6',
        stall: stallView(vendor, reading.code),
        payUrl: `${c.var.ctx.origin}/p/${reading.code}`,
      },
    })
    return sendPage(c, page, 200, { styleHashes: posterStyleHashes() })
  })
  .get('/media/:sha256', async (c) => {
    const sha256 = c.req.param('sha256')
    const picture = /^[0-9a-f]{64}$/.test(sha256) ? await findPicture(c.var.ctx, sha256) : null
    if (picture === null) return messagePage(c, 'not_found', 404)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(picture.bytes, 200, { 'Content-Type': picture.type })
  })
  .get('/stickers', async (c) => {
    // A list of all stalls is for demonstrations; a live market's vendors did not agree to one.
    if (c.env.MODE !== 'demo') return messagePage(c, 'not_found', 404)
    const vendors = await listVendors(c.var.ctx, null, { afterId: '', limit: STALLS_MAX })
    const stalls = vendors.map((vendor) => stallView(vendor))
    return sendPage(c, StickerSheetPage({ t: pageText(c), view: { here: hereOf(c), stalls } }))
  })
