import { inflateSync } from 'node:zlib'

/** A page of a PDF, with what is filled on it. Words are left out: what counts here is where the ink of shapes goes. */
export interface PrintedPage {
  widthMm: number
  heightMm: number
  /** The filled shapes as a drawing of the page's size in points. */
  svg: string
  /** Width on paper of the shape with the most corners: the QR symbol without its quiet zone. */
  busiestShapeMm: number
}

type Matrix = readonly [number, number, number, number, number, number]

interface Shape {
  d: string
  fill: string
  matrix: Matrix
  corners: [x: number, y: number][]
}

const MM_PER_POINT = 25.4 / 72
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/**
 * The pages of a PDF that Chromium printed. It knows the few drawing operators that Chromium writes (ISO 32000-1
 * section 8) and so needs no PDF library: paper is read by another program than the one that drew it.
 */
export function readPrinted(pdf: Uint8Array): PrintedPage[] {
  const bytes = Buffer.from(pdf)
  const text = bytes.toString('latin1')
  const pages = [
    ...text.matchAll(
      /\/Type \/Page\b[^]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\][^]*?\/Contents (\d+) 0 R/g,
    ),
  ]
  return pages.map(([, width, height, contents]) => {
    const shapes = readShapes(streamOf(bytes, text, Number(contents)))
    return printedPage(Number(width), Number(height), shapes)
  })
}

function printedPage(width: number, height: number, shapes: readonly Shape[]): PrintedPage {
  const paths = shapes.map(({ d, fill, matrix }) => {
    return `<path d="${d}" fill="${fill}" transform="matrix(${matrix.join(' ')})"/>`
  })
  const busiest = shapes.toSorted((a, b) => b.corners.length - a.corners.length)[0]
  const xs = busiest?.corners.map(([x]) => x * (busiest.matrix[0] ?? 0)) ?? []
  return {
    widthMm: width * MM_PER_POINT,
    heightMm: height * MM_PER_POINT,
    // PDF counts from the bottom, SVG from the top.
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path fill="#fff" d="M0 0h${width}v${height}H0z"/><g transform="matrix(1 0 0 -1 0 ${height})">${paths.join('')}</g></svg>`,
    busiestShapeMm: (Math.max(...xs) - Math.min(...xs)) * MM_PER_POINT,
  }
}

/** The drawing operators of object number `id`, inflated. */
function streamOf(bytes: Buffer, text: string, id: number): string {
  const head = new RegExp(`(?:^|\\n)${id} 0 obj\\s*<<([^]*?)>>\\s*stream\\r?\\n`).exec(text)
  const length = /\/Length (\d+)/.exec(head?.[1] ?? '')?.[1]
  if (head === null || length === undefined) throw new Error(`the PDF has no stream ${id}`)
  const start = head.index + head[0].length
  return inflateSync(bytes.subarray(start, start + Number(length))).toString('latin1')
}

/** Follows the operators and collects what is filled, with the matrix and colour of that moment. */
function readShapes(operators: string): Shape[] {
  const shapes: Shape[] = []
  const saved: { matrix: Matrix; fill: string }[] = []
  let state = { matrix: IDENTITY, fill: '#000' }
  let path = startPath()
  let operands: number[] = []
  for (const word of operators.split(/\s+/)) {
    if (/^[-+.\d]+$/.test(word)) {
      operands.push(Number(word))
      continue
    }
    const [a = 0, b = 0, c = 0, d = 0] = operands
    if (word === 'q') saved.push(state)
    else if (word === 'Q') state = saved.pop() ?? state
    else if (word === 'cm') state = { ...state, matrix: within(state.matrix, operands) }
    else if (word === 'rg') state = { ...state, fill: rgb(operands) }
    else if (word === 're') path.box(a, b, c, d)
    else if (word === 'm' || word === 'l' || word === 'c') path.line(word, operands)
    else if (word === 'h') path.close()
    else if (word === 'f' || word === 'f*') shapes.push({ ...path.end(), ...state })
    // Stroked, or used to clip: no ink, and the path is over.
    if (['f', 'f*', 'n', 'S', 's'].includes(word)) path = startPath()
    operands = []
  }
  return shapes
}

function startPath() {
  let d = ''
  const corners: [number, number][] = []
  return {
    line: (operator: 'm' | 'l' | 'c', points: readonly number[]) => {
      d += `${operator.toUpperCase()}${points.join(' ')}`
      corners.push([points.at(-2) ?? 0, points.at(-1) ?? 0])
    },
    box: (x: number, y: number, width: number, height: number) => {
      d += `M${x} ${y}h${width}v${height}h${-width}z`
      corners.push([x, y], [x + width, y + height])
    },
    close: () => {
      d += 'z'
    },
    end: () => ({ d, corners }),
  }
}

/** `inner` as it comes out inside `outer`. */
function within(outer: Matrix, inner: readonly number[]): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}

function rgb(parts: readonly number[]): string {
  return `rgb(${parts.map((part) => Math.round(part * 255)).join(' ')})`
}
