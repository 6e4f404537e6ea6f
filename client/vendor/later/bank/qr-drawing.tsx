import { useMemo } from 'preact/hooks'
import { fitsSymbol, qrMatrix } from '../../../../src/domain/qr/matrix.ts'
import { qrPath } from '../../../../src/domain/qr/svg.ts'

/** A QR code drawn on the phone: what it says pays an account, and is nobody's to log. */
export function QrDrawing({ text, label }: { text: string; label: string }) {
  const { size, d } = useMemo(
    () => qrPath(qrMatrix(text, fitsSymbol(text, 'M') ? 'M' : 'L')),
    [text],
  )
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={d} />
    </svg>
  )
}
