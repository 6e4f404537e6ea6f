import { it } from 'vitest'
import { qrMatrix } from '../../../src/domain/qr/matrix.ts'
import { qrPath, qrSvg } from '../../../src/domain/qr/svg.ts'
import { decodeWithJsqr, type Pixels, svgPixels } from '../../support/decode.ts'

const LINK = 'https://pushcart.example/p/7K3M92QD'

/** Darkness of the pixel in the middle of each module, out of a picture with a quiet zone of 4. */
function modulesSeen(pixels: Pixels, modulePx: number): boolean[][] {
  const count = pixels.width / modulePx - 8
  const centre = (module: number) => Math.floor((module + 4.5) * modulePx)
  return Array.from({ length: count }, (_unused, y) =>
    Array.from({ length: count }, (_, x) => {
      return (pixels.rgba[4 * (centre(y) * pixels.width + centre(x))] ?? 255) < 128
    }),
  )
}

/** Width in pixels of the light border: left, top, right, bottom. */
function lightBorder({ rgba, width, height }: Pixels): number[] {
  const dark: { x: number; y: number }[] = []
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((rgba[4 * (y * width + x)] ?? 255) < 255) dark.push({ x, y })
    }
  }
  const xs = dark.map(({ x }) => x)
  const ys = dark.map(({ y }) => y)
  const [left, top] = [xs, ys].map((all) => all.reduce((a, b) => Math.min(a, b)))
  const [right, bottom] = [xs, ys].map((all) => all.reduce((a, b) => Math.max(a, b)))
  return [left ?? 0, top ?? 0, width - 1 - (right ?? 0), height - 1 - (bottom ?? 0)]
}

it('shows every module where the matrix has it, with 4 light modules on each side', ({
  expect,
}) => {
  for (const zoom of [4, 5, 10]) {
    const matrix = qrMatrix(LINK, 'Q')
    const pixels = svgPixels(qrSvg(matrix), zoom)
    expect(pixels.width).toBe((matrix.length + 8) * zoom)
    expect(lightBorder(pixels)).toEqual([4, 4, 4, 4].map((modules) => modules * zoom))
    expect(modulesSeen(pixels, zoom)).toEqual(matrix)
  }
})

it('has no seams: with whole pixels it is black and white only', ({ expect }) => {
  const { rgba } = svgPixels(qrSvg(qrMatrix(LINK, 'Q')), 7)
  expect(new Set(rgba)).toEqual(new Set([0, 255]))
})

it('is one path with a rectangle per run, and no style that a strict CSP would drop', ({
  expect,
}) => {
  const matrix = qrMatrix(LINK, 'Q')
  const svg = qrSvg(matrix, { title: LINK })
  expect(svg.match(/<path /g)).toHaveLength(1)
  expect(svg).not.toMatch(/style|<script|href/)
  expect(svg).toContain('shape-rendering="crispEdges"')
  const runs = matrix.reduce(
    (sum, row) => sum + row.filter((dark, x) => dark && row[x - 1] !== true).length,
    0,
  )
  expect(qrPath(matrix).d.match(/M/g)).toHaveLength(runs)
  expect(svg.length).toBeLessThan(6_000)
})

it('draws a run, a gap and a last module exactly', ({ expect }) => {
  expect(qrPath([[true, true, false, true]], 1)).toEqual({
    size: 3,
    d: 'M1 1h2v1h-2zM4 1h1v1h-1z',
  })
  expect(qrPath([[false, false]], 4)).toEqual({ size: 9, d: '' })
  expect(qrPath([[true]])).toEqual({ size: 9, d: 'M4 4h1v1h-1z' })
})

it('escapes its title and leaves out what XML cannot hold', ({ expect }) => {
  const matrix = qrMatrix('a', 'M')
  const svg = qrSvg(matrix, { title: `<script>"Tom's" & \u0000\u000B\uFFFE\uD800chai 🛒 چای` })
  expect(svg).toContain('<title>&lt;script&gt;&quot;Tom&#39;s&quot; &amp; chai 🛒 چای</title>')
  // resvg parses strictly, so a title that broke the document would throw here.
  const { rgba, width, height } = svgPixels(svg, 8)
  expect(decodeWithJsqr(rgba, width, height)).toEqual(Uint8Array.of(97))
  expect(qrSvg(matrix)).not.toContain('<title>')
})
