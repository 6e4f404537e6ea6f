import { Hono } from 'hono'
import type { Context } from 'hono'
import type { HttpEnv } from './http.ts'
import { pagePolicy } from './middleware/security.ts'

/** The vendor app's shell: one document for every address under `/app`, and the files that must keep their names. */
export const shell = new Hono<HttpEnv>()
  .get('/app', (c) => appDocument(c))
  .get('/app/*', (c) => appDocument(c))
  // A cached worker would keep an old app alive.
  .get('/sw.js', (c) => asset(c, '/sw.js', 'no-cache'))
  .get('/manifest.webmanifest', (c) => asset(c, '/manifest.webmanifest', 'public, max-age=3600'))
  .get('/favicon.ico', (c) => c.redirect('/icons/icon.svg', 301))
  .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))

/** The document says which money this is before anybody has signed in. */
async function appDocument(c: Context<HttpEnv>): Promise<Response> {
  const shell = await asset(c, '/app/index.html', 'no-cache')
  const mode = c.env.MODE
  return new HTMLRewriter()
    .on('html', { element: (html) => void html.setAttribute('data-mode', mode) })
    .transform(shell)
}

async function asset(c: Context<HttpEnv>, path: string, cache: string): Promise<Response> {
  const file = await c.env.ASSETS.fetch(new URL(path, c.req.url))
  // Copied, because an asset's own headers cannot be changed.
  const response = new Response(file.body, file)
  response.headers.set('Cache-Control', cache)
  response.headers.set('Content-Security-Policy', pagePolicy([]))
  return response
}
