import type { Context } from 'hono'
import { showCode } from '../../domain/qr/code.ts'
import { MessagePage } from '../../pages/message.tsx'
import type { MessageName } from '../../pages/message.tsx'
import { existingCodes } from '../../services/vendors.ts'
import type { HttpEnv } from '../http.ts'
import { Problem, problemResponse } from '../http.ts'
import { hereOf, modeOf, pageText, sendPage } from './page.ts'

type MessageStatus = 400 | 403 | 404 | 429 | 500 | 503

/** A page that is one sentence: what happened, and what to do. */
export function messagePage<E extends HttpEnv>(
  c: Context<E>,
  name: MessageName,
  status: MessageStatus,
  more: { suggestions?: string[]; typedCode?: string; requestId?: string } = {},
): Response | Promise<Response> {
  const view = { mode: modeOf(c), here: hereOf(c), name, ...more }
  return sendPage(c, MessagePage({ t: pageText(c), view }), status)
}

/** No stall has this code: says so, and offers the codes that exist and look like it, by `Accept` as page or problem. */
export async function codeMissing<E extends HttpEnv>(
  c: Context<E>,
  typed: string,
  candidates: readonly string[],
  name: 'code_unknown' | 'code_wrong' = 'code_unknown',
): Promise<Response> {
  const shown = (await existingCodes(c.var.ctx, candidates)).map(showCode)
  const typedCode = typed.slice(0, 40)
  if (wantsPage(c)) {
    return messagePage(c, name, 404, { suggestions: shown, typedCode })
  }
  const hint = shown.length > 0 ? ` Did you mean ${shown.join(' or ')}?` : ''
  return problemResponse(c, new Problem('not_found', `No stall has this code.${hint}`))
}

/** Whether the caller is a person with a browser rather than a program. */
export function wantsPage<E extends HttpEnv>(c: Context<E>): boolean {
  return (c.req.header('Accept') ?? '').includes('text/html')
}
