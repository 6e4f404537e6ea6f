import type { LineLayout } from './values.ts'

/** Codes that are lines of text: Swiss QR-bill and EPC. */

export interface Lines {
  lines: string[]
  layout: LineLayout
  /** All line breaks are alike, and none is a bare carriage return. */
  isEven: boolean
}

export function splitLines(text: string): Lines {
  const lines = text.split(/\r\n|\n|\r/)
  const pairs = text.split('\r\n').length - 1
  const returns = text.split('\r').length - 1
  const feeds = text.split('\n').length - 1
  const isEven = returns === pairs && (pairs === 0 || pairs === feeds)
  return {
    lines,
    isEven,
    layout: { lineBreak: pairs > 0 ? 'crlf' : 'lf', lineCount: lines.length },
  }
}

/** Lines as text: without empty ones at the end, but for those that a code which was read had there. */
export function joinLines(
  lines: readonly string[],
  { layout, linesMin }: { layout: LineLayout | undefined; linesMin: number },
): string {
  const last = lines.findLastIndex((line) => line !== '')
  const count = Math.max(last + 1, linesMin, Math.min(layout?.lineCount ?? 0, lines.length))
  return lines.slice(0, count).join(layout?.lineBreak === 'crlf' ? '\r\n' : '\n')
}
