import { Hono } from 'hono'
import type { Context } from 'hono'
import { parseLocale } from '../../domain/i18n/i18n.ts'
import { pageTranslator } from '../../domain/i18n/pages/pages.ts'
import { readCode } from '../../domain/qr/code.ts'
import { BankPosterPage, printableSizes } from '../../pages/bank-poster.tsx'
import { PosterPage, posterStyleHashes } from '../../pages/poster.tsx'
import { StickerSheetPage } from '../../pages/sticker-sheet.tsx'
import { listReceivingAccounts, stickerCode } from '../../services/bank.ts'
import { vendorByCode } from '../../services/directory.ts'
import type { VendorRow } from '../../services/directory.ts'
import { findPicture, listVendors } from '../../services/vendors.ts'
import type { HttpEnv } from '../http.ts'
import { codeMissing, messagePage } from './messages.ts'
import { hereOf, modeOf, pageText, sendPage, stallView } from './page.ts'

/** Stalls on the sheet of the demonstration market; its own are twelve, visitors add some. */
const STALLS_MAX = 60

/** What is printed and stuck up, and the pictures on it. */
export const stickers = new Hono<HttpEnv>()
  .get('/q/:code/poster', async (c) => {
    const found = await stallOf(c)
    if (found instanceof Response) return found
    const { vendor, code } = found
    const page = PosterPage({
      ...languagesOf(c, vendor),
      view: {
        mode: modeOf(c),
        size: c.req.query('size') === 'a4' ? 'a4' : 'a6',
        stall: stallView(vendor, code),
        payUrl: `${c.var.ctx.origin}/p/${code}`,
      },
    })
    return sendPage(c, page, 200, { styleHashes: posterStyleHashes() })
  })
  .get('/q/:code/bank-poster', async (c) => {
    const found = await stallOf(c)
    if (found instanceof Response) return found
    const { vendor, code } = found
    const accounts = await listReceivingAccounts(c.var.ctx, vendor.id)
    const asked = c.req.query('account') ?? accounts[0]?.id
    const account = accounts.find(({ id }) => id === asked)
    if (account === undefined) return messagePage(c, 'not_found', 404)
    const { id, scheme, name: payee } = account
    const { payload } = stickerCode(account, vendor)
    const sizes = printableSizes(payload, scheme)
    // The larger where the smaller would look right and not scan.
    const size = sizes.find((one) => one === c.req.query('size')) ?? sizes[0]
    if (size === undefined) return messagePage(c, 'too_long_to_print', 404)
    const page = BankPosterPage({
      ...languagesOf(c, vendor),
      view: {
        mode: modeOf(c),
        size,
        stall: stallView(vendor, code),
        account: { id, scheme, payee },
        payload,
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

/** The stall whose sticker is asked for; else what is wrong with its code. */
async function stallOf(
  c: Context<HttpEnv>,
): Promise<{ vendor: VendorRow; code: string } | Response> {
  const typed = c.req.param('code') ?? ''
  const reading = readCode(typed)
  if (!reading.ok) return codeMissing(c, typed, reading.suggestions, 'code_wrong')
  const vendor = await vendorByCode(c.var.ctx, reading.code)
  return vendor === null ? codeMissing(c, typed, []) : { vendor, code: reading.code }
}

function languagesOf(c: Context<HttpEnv>, vendor: VendorRow) {
  return {
    t: pageText(c, vendor.locale),
    vendorT: pageTranslator(parseLocale(vendor.locale) ?? 'en'),
    englishT: pageTranslator('en'),
  }
}
