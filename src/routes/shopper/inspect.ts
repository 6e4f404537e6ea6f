import { Hono } from 'hono'
import type { Context } from 'hono'
import { requestPath } from '../../domain/payments/request.ts'
import { readCode } from '../../domain/qr/code.ts'
import { INSPECT_ECL, type Inspection, inspectQr } from '../../domain/qr/inspect.ts'
import { qrMatrix } from '../../domain/qr/matrix.ts'
import {
  INSPECT_CHARS_MAX,
  INSPECT_PATH,
  type InspectedStall,
  type InspectResult,
  type InspectView,
  type UnknownKind,
} from '../../pages/inspect-view.ts'
import { InspectPage, inspectStyleHashes } from '../../pages/inspect.tsx'
import { isId } from '../../platform/ids.ts'
import { qrPng } from '../../platform/png.ts'
import { vendorByCode } from '../../services/directory.ts'
import type { HttpEnv } from '../http.ts'
import { Problem } from '../http.ts'
import { callerAddress, limit } from '../middleware/limits.ts'
import { inspectText } from './inspect-words.ts'
import { hereOf, modeOf, pageText, sendPage } from './page.ts'

const INSPECT_SCRIPT_URL = '/assets/inspect.js'

/**
 * The page that looks into payment codes. What is pasted is posted, so that it stands in no address and no log, and it is
 * kept nowhere. Mounted before the stalls' symbols, whose addresses begin alike.
 */
export const inspect = new Hono<HttpEnv>()
  .get(INSPECT_PATH, (c) => show(c, {}))
  .post(INSPECT_PATH, async (c) => {
    const read = await readForm(c)
    if ('error' in read) return show(c, read, read.error === 'rate_limited' ? 429 : 422)
    return show(c, { ...read, result: await resultOf(c, read.text) })
  })
  .post(`${INSPECT_PATH}.png`, async (c) => {
    const read = await readForm(c)
    if ('error' in read) return show(c, read, read.error === 'rate_limited' ? 429 : 422)
    const inspection = inspectQr(read.text)
    if (!inspection.isDrawable) {
      return show(c, { ...read, result: await resultOf(c, read.text, inspection) }, 422)
    }
    const png = await qrPng(qrMatrix(read.text, INSPECT_ECL))
    return c.body(png, 200, {
      'Content-Type': 'image/png',
      'Content-Disposition': `attachment; filename="${inspection.scheme ?? 'code'}.png"`,
      'Cache-Control': 'no-store',
    })
  })

type Pasted = { text: string; exact: string }
type Refused = { text: string; error: NonNullable<InspectView['error']> }

/** What was pasted or scanned, or why it is not looked at. */
async function readForm(c: Context<HttpEnv>): Promise<Pasted | Refused> {
  const form = await c.req.parseBody()
  const pasted = pastedText(form)
  // Code points, so that no character is cut in two.
  const text = Array.from(pasted.text.slice(0, 2 * INSPECT_CHARS_MAX))
    .slice(0, INSPECT_CHARS_MAX)
    .join('')
  try {
    await limit(c, 'LIMIT_PAY', `inspect ${callerAddress(c)}`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { text, error: 'rate_limited' }
  }
  if (text.trim() === '') return { text: '', error: 'empty' }
  return text === pasted.text ? pasted : { text, error: 'too_long' }
}

/**
 * Forms send every line break as CR LF, whatever was pasted, so `text` is read with LF. `exact` is what a scanner saw,
 * percent-encoded by our script; it counts as long as the field says the same, or is not there.
 */
function pastedText(form: Record<string, unknown>): Pasted {
  const sent = (name: string) => {
    const value = form[name]
    return typeof value === 'string' ? value : ''
  }
  const text = evenLines(sent('text'))
  const exact = percentDecoded(sent('exact'))
  if (exact === null || (text !== '' && evenLines(exact) !== text)) return { text, exact: '' }
  return { text: exact, exact: exact.includes('\r') ? sent('exact') : '' }
}

function evenLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

function percentDecoded(text: string): string | null {
  if (text === '') return null
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

async function resultOf(
  c: Context<HttpEnv>,
  text: string,
  inspection: Inspection = inspectQr(text),
): Promise<InspectResult> {
  const own = ownPayPath(c, inspection)
  const vendor = own === null ? null : await vendorByCode(c.var.ctx, own.code)
  const stall: InspectedStall | null =
    own === null ? null : { name: vendor?.name ?? null, payPath: own.path }
  return { inspection, stall, unknown: unknownKind(c, text), nowMs: c.var.ctx.nowMs }
}

/** Where a link of this very Pushcart leads, or a code as it is typed from a sticker; null for all else. */
function ownPayPath(
  c: Context<HttpEnv>,
  { value, verdict, text }: Inspection,
): { code: string; path: string } | null {
  if (value?.scheme === 'pushcart' && ownOrigins(c).includes(value.origin)) {
    const { code, request } = value
    return { code, path: request === undefined ? `/p/${code}` : requestPath(code, request) }
  }
  const typed = verdict === 'unknown' ? readCode(text) : null
  return typed?.ok === true ? { code: typed.code, path: `/p/${typed.code}` } : null
}

function ownOrigins(c: Context<HttpEnv>): string[] {
  return [c.var.ctx.origin, new URL(c.req.url).origin]
}

function unknownKind(c: Context<HttpEnv>, text: string): UnknownKind {
  const line = text.trim()
  if (readCode(line).ok) return 'code'
  if (isId('wallet', line)) return 'wallet'
  if (ownOrigins(c).some((origin) => line.startsWith(`${origin}/`))) return 'ours'
  return /^https?:\/\//i.test(line) ? 'link' : 'text'
}

interface Shown {
  text?: string
  exact?: string
  error?: InspectView['error']
  result?: InspectResult
}

async function show(
  c: Context<HttpEnv>,
  { text = '', exact = '', error = null, result }: Shown,
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const pageT = pageText(c)
  const view: InspectView = {
    mode: modeOf(c),
    here: hereOf(c),
    typed: text,
    exact,
    error,
    result: result ?? null,
    scriptUrl: INSPECT_SCRIPT_URL,
  }
  const page = InspectPage({ t: await inspectText(c, pageT.locale), pageT, view })
  return sendPage(c, page, status, { styleHashes: inspectStyleHashes() })
}
