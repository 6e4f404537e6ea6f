/** Comma-separated values, RFC 4180, a line at a time: no column of ours takes a cell with a line break. */

/** The cells of a line; null when its quotes do not pair. */
export function readCells(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  for (let at = 0; ; at += 1) {
    const cell = line[at] === '"' ? quotedCell(line, at) : bareCell(line, at)
    if (cell === null) return null
    cells.push(cell.text)
    at = cell.end
    if (at >= line.length) return cells
    if (line[at] !== ',') return null
  }
}

/** A cell with quotes around it; two of them inside stand for one. */
function quotedCell(line: string, start: number): { text: string; end: number } | null {
  let text = ''
  for (let from = start + 1; ;) {
    const quote = line.indexOf('"', from)
    if (quote === -1) return null
    text += line.slice(from, quote)
    if (line[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    from = quote + 2
  }
}

function bareCell(line: string, start: number): { text: string; end: number } | null {
  const comma = line.indexOf(',', start)
  const end = comma === -1 ? line.length : comma
  const text = line.slice(start, end)
  return text.includes('"') ? null : { text, end }
}
