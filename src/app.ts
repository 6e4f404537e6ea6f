/** Builds the app: the order of middleware, what is mounted where, and what an error looks like. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { HomePage } from './pages/home.tsx'
import { demo } from './routes/demo/market.ts'
import { docs } from './routes/docs.ts'
import type { HttpEnv } from './routes/http.ts'
import { Problem, problemResponse } from './routes/http.ts'
import { live } from './routes/live.ts'
import { requestContext } from './routes/middleware/context.ts'
import { sameOriginOnly, securityHeaders } from './routes/middleware/security.ts'
import { walletCookies } from './routes/middleware/session.ts'
import { partnerApi } from './routes/partner/api.ts'
import { shell } from './routes/shell.ts'
import { bank } from './routes/shopper/bank.ts'
import { inspect } from './routes/shopper/inspect.ts'
import { codeMissing, messagePage, wantsPage } from './routes/shopper/messages.ts'
import { hereOf, modeOf, pageText, sendPage } from './routes/shopper/page.ts'
import { pay } from './routes/shopper/pay.ts'
import { qrRoutes } from './routes/shopper/qr.ts'
import { receipt } from './routes/shopper/receipt.ts'
import { stickers } from './routes/shopper/stickers.ts'
import { wallet } from './routes/shopper/wallet.ts'
import { vendorApi } from './routes/vendor/api.ts'
import { findCode } from './services/vendors.ts'

/** The largest body is a sign-up with a picture; the demonstration loader and suppliers’ files alone are larger. */
const BODY_BYTES_MAX = 128 * 1024
const DEMO_BODY_BYTES_MAX = 1024 * 1024
const CATALOGUE_FILE_PATH = '/v1/catalogue/imports'

const limitOf = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too_large')
    },
  })

export const app = new Hono<HttpEnv>()

app.get('/healthz', (c) => c.text('ok'))
app.use(requestContext())
// Before the headers: the answer to an upgrade cannot be changed any more.
app.route('/ws', live)
app.use(securityHeaders())
const limitDemo = limitOf(DEMO_BODY_BYTES_MAX)
const limitAny = limitOf(BODY_BYTES_MAX)
app.use(function limitBody(c, next) {
  // A whole catalogue is read as it arrives and counts for itself.
  if (c.req.path === CATALOGUE_FILE_PATH) return next()
  return c.req.path.startsWith('/demo/') ? limitDemo(c, next) : limitAny(c, next)
})
app.route('/v1', partnerApi)
app.route('/demo', demo)
// From here on cookies say who is there, so nothing may come from another site.
app.use(sameOriginOnly())
app.route('/api', vendorApi)
app.get('/', (c) => {
  const view = { mode: modeOf(c), here: hereOf(c), hasWallet: walletCookies(c).length > 0 }
  return sendPage(c, HomePage({ t: pageText(c), view }))
})
app.route('/', pay)
app.route('/', bank)
app.route('/t', receipt)
app.route('/wallet', wallet)
app.route('/', inspect)
app.route(
  '/',
  qrRoutes<HttpEnv>({
    findCode: (c, code) => findCode(c.var.ctx, code),
    notFound: (c, { code, suggestions }) => codeMissing(c, code, suggestions),
  }),
)
app.route('/', stickers)
app.route('/docs', docs)
app.route('/', shell)

app.notFound((c) =>
  wantsPage(c) ? messagePage(c, 'not_found', 404) : problemResponse(c, new Problem('not_found')),
)

app.onError((error, c) => {
  const problem = problemOf(error)
  if (problem.code === 'internal') c.var.ctx.log.error('unexpected', error)
  if (!wantsPage(c) || isApi(c.req.path)) return problemResponse(c, problem)
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  const { requestId } = c.var.ctx
  if (problem.code === 'cross_site') return messagePage(c, 'refused', 403)
  if (problem.code === 'too_many_requests') return messagePage(c, 'rate_limited', 429)
  if (problem.code === 'misconfigured') return messagePage(c, 'unavailable', 503)
  if (problem.code === 'internal') return messagePage(c, 'server_error', 500, { requestId })
  return messagePage(c, 'bad_form', 400)
})

/** Every error as a problem: ours as it is, the framework's by its status, anything else as our fault. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 415) return new Problem('wrong_content_type')
    if (error.status === 413) return new Problem('too_large')
    if (error.status < 500) return new Problem('bad_request')
  }
  return new Problem('internal')
}

function isApi(path: string): boolean {
  return /^\/(v1|api|demo|ws)(\/|$)/.test(path)
}
