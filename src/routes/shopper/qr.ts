import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { readCode } from '../../domain/qr/code.ts'
import { type EccLevel, qrMatrix } from '../../domain/qr/matrix.ts'
import { qrSvg } from '../../domain/qr/svg.ts'
import { isId } from '../../platform/ids.ts'
import { qrPng } from '../../platform/png.ts'

/** What these routes need of the environment; an empty origin counts as none. */
interface QrEnv {
  Bindings: { PUBLIC_ORIGIN?: string }
}

export interface QrDeps<E extends QrEnv> {
  /** The vendor behind a well-formed code, or null when no sticker has it. */
  findCode: (c: Context<E>, code: string) => Promise<{ vendorId: string } | null>
  /** The 404, as a page or a problem. `code` is what was asked for, as typed and cut short: escape it. */
  notFound: (
    c: Context<E>,
    facts: { code: string; suggestions: string[] },
  ) => Response | Promise<Response>
}

/** A code never changes what it means, so a drawn symbol is good for as long as a cache will keep it. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable'
const ASKED_CHARS_MAX = 64
const SVG_TYPE = 'image/svg+xml; charset=utf-8'

/**
 * The QR symbols: `/q/<CODE>.svg|png?ecl=M|Q` for a sticker (the pay link) and
 * `/q/r/<CODE>-<26 symbols>.svg` for a payment request. Hono answers HEAD from the same handlers.
 */
export function qrRoutes<E extends QrEnv>(deps: QrDeps<E>) {
  const routes = new Hono<E>()
  // A 404 passes untouched: etag() looks at answers that are right and nothing else.
  routes.use('/q/:file', etag())
  routes.use('/q/r/:file', etag())
  routes.get('/q/:file', async (c) => {
    const { name, extension } = split(c.req.param('file'))
    const reading = readCode(name)
    if (!reading.ok) return await deps.notFound(c, { code: name, suggestions: reading.suggestions })
    const { code } = reading
    const ecl = readEcl(c.req.query('ecl') ?? 'Q')
    if (ecl === null || (extension !== 'svg' && extension !== 'png')) {
      return await deps.notFound(c, { code, suggestions: [code] })
    }
    const found = await deps.findCode(c, code)
    if (found === null) return await deps.notFound(c, { code, suggestions: [] })
    const link = `${publicOrigin(c)}/p/${code}`
    const matrix = qrMatrix(link, ecl)
    if (extension === 'svg') return drawn(qrSvg(matrix, { title: link }), SVG_TYPE)
    return drawn(await qrPng(matrix), 'image/png')
  })
  routes.get('/q/r/:file', async (c) => {
    const { name, extension } = split(c.req.param('file'))
    const [code = '', request = ''] = name.split('-', 2)
    const reading = readCode(code)
    // Only the one spelling: this link is followed by machines and never typed.
    const wellFormed = reading.ok && name === `${reading.code}-${request}`
    if (extension !== 'svg' || !wellFormed || !isId('paymentRequest', `prq_${request}`)) {
      return await deps.notFound(c, { code: name, suggestions: [] })
    }
    const link = `${publicOrigin(c)}/r/${name}`
    return drawn(qrSvg(qrMatrix(link, 'M'), { title: link }), SVG_TYPE)
  })
  return routes
}

/** `7K3M92QD.svg` → name and extension; without a dot the extension is empty. */
function split(file: string): { name: string; extension: string } {
  const dot = file.lastIndexOf('.')
  const name = dot < 0 ? file : file.slice(0, dot)
  return { name: name.slice(0, ASKED_CHARS_MAX), extension: dot < 0 ? '' : file.slice(dot + 1) }
}

function readEcl(text: string): EccLevel | null {
  return text === 'M' || text === 'Q' ? text : null
}

/** What is printed must outlive the host name that happened to serve it, so the set origin comes first. */
function publicOrigin<E extends QrEnv>(c: Context<E>): string {
  return new URL(c.env.PUBLIC_ORIGIN || c.req.url).origin
}

function drawn(body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return new Response(bytes, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      'Cache-Control': CACHE_CONTROL,
    },
  })
}
