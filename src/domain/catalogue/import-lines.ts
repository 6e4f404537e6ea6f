/** A file as lines, piece by piece as it arrives: no more of it is kept than one line. */

/** An item with ten names, a hundred areas and every letter escaped is 60,000 characters. */
export const LINE_CHARS_MAX = 65_536

export interface Line {
  /** 1, 2, 3 … */
  number: number
  /** Without its end; null for one that is too long. */
  text: string | null
}

/** Where the reading of a file stands between two pieces. */
export interface LineState {
  /** Lines that have ended. */
  ended: number
  /** The beginning of the line that has not; null when it is too long already. */
  begun: string | null
}

export const NO_LINES: LineState = { ended: 0, begun: '' }

/**
 * The lines that end in the next piece of a file. They end with LF or CRLF; a byte order mark before the first is left
 * out.
 *
 * @param piece text; null at the end of the file, which also ends a line that has begun
 */
export function readLines(
  state: LineState,
  piece: string | null,
): { state: LineState; lines: Line[] } {
  if (piece === null) {
    const isOver = state.begun === ''
    return { state: NO_LINES, lines: isOver ? [] : [lineOf(state.ended + 1, state.begun)] }
  }
  const parts = piece.split('\n')
  const lines: Line[] = []
  let begun = state.begun
  parts.forEach((part, i) => {
    if (i > 0) {
      lines.push(lineOf(state.ended + i, begun))
      begun = ''
    }
    begun = begun === null || begun.length + part.length > LINE_CHARS_MAX ? null : begun + part
  })
  return { state: { ended: state.ended + parts.length - 1, begun }, lines }
}

function lineOf(number: number, text: string | null): Line {
  const bare = number === 1 ? text?.replace(/^\ufeff/, '') : text
  return { number, text: bare?.replace(/\r$/, '') ?? null }
}
