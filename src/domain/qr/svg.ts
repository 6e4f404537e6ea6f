/** Light modules around a symbol on every side. Source: ISO/IEC 18004:2015, section 6.3.8. */
const QUIET_MODULES = 4

/**
 * The dark modules as the data of one SVG path, in units of one module, with `quiet` light modules around:
 * one rectangle per horizontal run. `size` is the side of the whole, quiet zone included.
 */
export function qrPath(matrix: boolean[][], quiet = QUIET_MODULES): { size: number; d: string } {
  let d = ''
  for (const [y, row] of matrix.entries()) {
    let x = 0
    while (x < row.length) {
      const start = x
      while (row[x] === true) x += 1
      if (x > start) d += `M${start + quiet} ${y + quiet}h${x - start}v1h${start - x}z`
      x += 1
    }
  }
  return { size: matrix.length + 2 * quiet, d }
}

/**
 * A stand-alone SVG image: black on white, because readers need not understand an inverted symbol. It has
 * no size of its own (`viewBox` only) and no style attribute, so it scales and it obeys a strict CSP.
 */
export function qrSvg(
  matrix: boolean[][],
  { quiet = QUIET_MODULES, title }: { quiet?: number; title?: string } = {},
): string {
  const { size, d } = qrPath(matrix, quiet)
  const heading = title === undefined ? '' : `<title>${escapeXml(title)}</title>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" ` +
    `shape-rendering="crispEdges">${heading}<rect width="${size}" height="${size}" fill="#fff"/>` +
    `<path fill="#000" d="${d}"/></svg>`
  )
}

const XML_ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that XML 1.0 section 2.2 forbids even as references are left out: one would void the image. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => XML_ESCAPES[character] ?? '')
}
