/** @jsxImportSource hono/jsx */
import { type EccLevel, qrMatrix } from '../domain/qr/matrix.ts'
import { qrPath } from '../domain/qr/svg.ts'

/**
 * A QR symbol inside a page, quiet zone included. It has no size of its own: give `.qr-symbol` a width.
 * White behind and black in front stay as they are in the dark theme, because readers need it so.
 */
export function QrSymbol({ text, ecl, label }: { text: string; ecl: EccLevel; label: string }) {
  const { size, d } = qrPath(qrMatrix(text, ecl))
  return (
    <svg
      class="qr-symbol"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path fill="#000" d={d} />
    </svg>
  )
}
