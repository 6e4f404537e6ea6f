import { Hono } from 'hono'
import { it } from 'vitest'
import { showCode } from '../../../src/domain/qr/code.ts'
import { qrRoutes } from '../../../src/routes/shopper/qr.ts'
import { decodeWithJsqr, decodeWithZxing, pngPixels, svgPixels } from '../../support/decode.ts'

const CODE = '7K3M92QD'
const REQUEST = '01K8W3ZQ4M7PXR5T9V2B6C0DEF'
const YEAR = 'public, max-age=31536000, immutable'

/** The routes over one known code, mounted as the application mounts them. */
function served(env: { PUBLIC_ORIGIN?: string } = {}) {
  const asked: string[] = []
  const routes = qrRoutes<{ Bindings: { PUBLIC_ORIGIN?: string } }>({
    findCode: async (_c, code) => {
      asked.push(code)
      return code === CODE ? { vendorId: 'vnd_1' } : null
    },
    notFound: (c, facts) => c.json(facts, 404),
  })
  const app = new Hono<{ Bindings: { PUBLIC_ORIGIN?: string } }>().route('/', routes)
  const get = async (path: string, init: RequestInit = {}) =>
    await app.request(`https://stall.example${path}`, init, env)
  return { get, asked }
}

async function link(response: Response): Promise<string> {
  const { rgba, width, height } = svgPixels(await response.text(), 4)
  return new TextDecoder().decode(decodeWithJsqr(rgba, width, height) ?? new Uint8Array())
}

it('draws the pay link as SVG, to be kept for a year', async ({ expect }) => {
  const response = await served().get(`/q/${CODE}.svg`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe(YEAR)
  expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{40}"$/)
  expect(await link(response)).toBe(`https://stall.example/p/${CODE}`)
})

it('draws the same link as PNG', async ({ expect }) => {
  const response = await served().get(`/q/${CODE}.png`)
  expect(response.headers.get('content-type')).toBe('image/png')
  const png = new Uint8Array(await response.arrayBuffer())
  expect(response.headers.get('content-length')).toBe(String(png.length))
  const bytes = new TextEncoder().encode(`https://stall.example/p/${CODE}`)
  expect(await decodeWithZxing(png)).toMatchObject({ bytes, isMirrored: false, ecLevel: 'Q' })
  expect(pngPixels(png).width % 12).toBe(0)
})

it('prints the public origin when there is one, whatever host was asked', async ({ expect }) => {
  for (const [origin, expected] of [
    ['https://pay.example.org', 'https://pay.example.org'],
    ['https://pay.example.org/', 'https://pay.example.org'],
    ['', 'https://stall.example'],
  ]) {
    const response = await served({ PUBLIC_ORIGIN: origin ?? '' }).get(`/q/${CODE}.svg`)
    expect(await link(response)).toBe(`${expected}/p/${CODE}`)
  }
})

it('takes error correction M or Q', async ({ expect }) => {
  const { get } = served()
  const level = async (query: string) => {
    const response = await get(`/q/${CODE}.png${query}`)
    return (await decodeWithZxing(new Uint8Array(await response.arrayBuffer())))?.ecLevel
  }
  expect([await level(''), await level('?ecl=Q'), await level('?ecl=M')]).toEqual(['Q', 'Q', 'M'])
})

it('answers HEAD like GET without the body', async ({ expect }) => {
  const { get } = served()
  for (const path of [`/q/${CODE}.svg`, `/q/${CODE}.png`, `/q/r/${CODE}-${REQUEST}.svg`]) {
    const [whole, head] = [await get(path), await get(path, { method: 'HEAD' })]
    expect(head.status).toBe(200)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers))
    expect(Number(head.headers.get('content-length'))).toBe((await whole.arrayBuffer()).byteLength)
    expect((await head.arrayBuffer()).byteLength).toBe(0)
  }
})

it('answers 304 to a copy that is still right, weak or in a list, and 200 to any other', async ({
  expect,
}) => {
  const { get } = served()
  for (const path of [`/q/${CODE}.svg`, `/q/${CODE}.png`, `/q/r/${CODE}-${REQUEST}.svg`]) {
    const tag = (await get(path)).headers.get('etag') ?? ''
    for (const sent of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const response = await get(path, { headers: { 'if-none-match': sent } })
      expect(response.status, sent).toBe(304)
      expect(response.headers.get('etag')).toBe(tag)
      expect(response.headers.get('cache-control')).toBe(YEAR)
      expect(await response.text()).toBe('')
    }
    expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  }
  const tags = [`${CODE}.svg`, `${CODE}.png`, `${CODE}.svg?ecl=M`].map(async (file) =>
    (await get(`/q/${file}`)).headers.get('etag'),
  )
  expect(new Set(await Promise.all(tags)).size).toBe(3)
})

it('reads a code as a person may have typed it', async ({ expect }) => {
  const { get, asked } = served()
  expect(await link(await get(`/q/${showCode(CODE).toLowerCase()}.svg`))).toMatch(/\/p\/7K3M92QD$/)
  expect(asked).toEqual([CODE])
})

it('says not found for a wrong or unknown code, and asks the database only for a right one', async ({
  expect,
}) => {
  const { get, asked } = served()
  const rows = [
    ['7K3M92QW.svg', { code: '7K3M92QW', suggestions: ['7K3M92QD'] }],
    ['7K3M92Q.svg', { code: '7K3M92Q', suggestions: ['7K3M92QD'] }],
    [`${CODE}.gif`, { code: CODE, suggestions: [CODE] }],
    [CODE, { code: CODE, suggestions: [CODE] }],
    [`${CODE}.svg?ecl=H`, { code: CODE, suggestions: [CODE] }],
    ['.svg', { code: '', suggestions: [] }],
    ['%3Cscript%3E%F0%9F%92%A9.svg', { code: '<script>💩', suggestions: [] }],
    ['%E0%A4%A.svg', { code: '%E0%A4%A', suggestions: [] }],
    [`${'9'.repeat(5000)}.svg`, { code: '9'.repeat(64), suggestions: [] }],
  ] as const
  for (const [file, facts] of rows) {
    const response = await get(`/q/${file}`)
    expect(response.status, file).toBe(404)
    expect(response.headers.get('cache-control'), file).toBeNull()
    const body = await response.json<{ code: string; suggestions: string[] }>()
    expect(body.code, file).toBe(facts.code)
    expect(body.suggestions, file).toEqual(expect.arrayContaining([...facts.suggestions]))
  }
  expect(asked).toEqual([])
  const unknown = await get('/q/00000000.svg')
  expect(await unknown.json()).toEqual({ code: '00000000', suggestions: [] })
  expect(asked).toEqual(['00000000'])
})

it('does not turn a 404 into a 304 for a client that sends *', async ({ expect }) => {
  const response = await served().get('/q/00000000.svg', { headers: { 'if-none-match': '*' } })
  expect(response.status).toBe(404)
})

it('leaves other methods and deeper paths to others', async ({ expect }) => {
  const { get } = served()
  expect((await get(`/q/${CODE}.svg`, { method: 'POST' })).status).toBe(404)
  expect(await (await get(`/q/${CODE}/poster`)).text()).toBe('404 Not Found')
})

it('draws the link of a payment request at level M without asking anybody', async ({ expect }) => {
  const { get, asked } = served()
  const response = await get(`/q/r/${CODE}-${REQUEST}.svg`)
  expect(response.headers.get('cache-control')).toBe(YEAR)
  const pixels = svgPixels(await response.text(), 4)
  const bytes = new TextEncoder().encode(`https://stall.example/r/${CODE}-${REQUEST}`)
  expect(await decodeWithZxing(pixels)).toMatchObject({ bytes, ecLevel: 'M', isMirrored: false })
  expect(asked).toEqual([])
})

it('refuses every other spelling of a payment request', async ({ expect }) => {
  const { get } = served()
  for (const file of [
    `${CODE}-${REQUEST}.png`,
    `${CODE}-${REQUEST}`,
    `${CODE}.svg`,
    `${CODE}-.svg`,
    `${CODE}-${REQUEST}0.svg`,
    `${CODE}-${REQUEST.slice(1)}.svg`,
    `${CODE}-8${REQUEST.slice(1)}.svg`,
    `${CODE}-${REQUEST.toLowerCase()}.svg`,
    `${CODE.toLowerCase()}-${REQUEST}.svg`,
    `${showCode(CODE)}-${REQUEST}.svg`,
    `7K3M92QW-${REQUEST}.svg`,
    `${CODE}-${REQUEST}-x.svg`,
    `${CODE}-${REQUEST.slice(0, 25)}U.svg`,
  ]) {
    expect((await get(`/q/r/${file}`)).status, file).toBe(404)
  }
})
