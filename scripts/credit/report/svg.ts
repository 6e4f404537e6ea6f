/** Charts as SVG text: no script, colours from the page's own variables, readable in light and dark. */

const WIDTH = 640
const HEIGHT = 280
const LEFT = 56
const BOTTOM = 44
const TOP = 16
const RIGHT = 12

export interface Bar {
  label: string
  value: number
  /** Half the length of the whisker. */
  spread?: number
  isOurs?: boolean
}

/** Bars with values in percent. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = niceMax(
    Math.min(1, Math.max(...bars.map(({ value, spread = 0 }) => value + spread))),
  )
  const band = (WIDTH - LEFT - RIGHT) / bars.length
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP)
  const drawn = bars.map(({ label, value, spread = 0, isOurs = false }, i) => {
    const x = LEFT + band * i
    const middle = x + band / 2
    const whisker =
      spread === 0
        ? ''
        : `<line class="whisker" x1="${px(middle)}" x2="${px(middle)}" y1="${px(y(value - spread))}" y2="${px(y(value + spread))}"/>`
    return (
      `<rect class="${isOurs ? 'ours' : 'other'}" x="${px(x + band * 0.15)}" y="${px(y(value))}" width="${px(band * 0.7)}" ` +
      `height="${px(HEIGHT - BOTTOM - y(value))}"><title>${escape(label)}: ${percent(value)}</title></rect>${whisker}` +
      `<text x="${px(middle)}" y="${px(y(value + spread) - 5)}" class="value">${percent(value)}</text>` +
      `<text x="${px(middle)}" y="${HEIGHT - BOTTOM + 16}" class="label">${escape(label)}</text>`
    )
  })
  return frame(title, grid(most, y) + drawn.join(''))
}

export interface Line {
  name: string
  points: readonly (readonly [x: number, y: number])[]
  isOurs?: boolean
}

/** Lines over a range of x; y in percent. */
export function lineChart(title: string, lines: readonly Line[], xLabel: string): string {
  const all = lines.flatMap(({ points }) => points)
  const xs = all.map(([x]) => x)
  const [least, most] = [Math.min(...xs), Math.max(...xs)]
  const high = niceMax(Math.max(...all.map(([, y]) => y)))
  const x = (value: number) =>
    LEFT + ((value - least) / (most - least || 1)) * (WIDTH - LEFT - RIGHT - 8)
  const y = (value: number) => HEIGHT - BOTTOM - (value / high) * (HEIGHT - BOTTOM - TOP)
  const drawn = lines.map(({ name, points, isOurs = false }, i) => {
    const style = isOurs ? 'ours' : 'other'
    const path = points.map(([a, b], n) => `${n === 0 ? 'M' : 'L'}${px(x(a))} ${px(y(b))}`).join('')
    const dots = points.map(
      ([a, b]) =>
        `<circle class="${style}" cx="${px(x(a))}" cy="${px(y(b))}" r="3"><title>${escape(name)}, ${round(a)}: ${percent(b)}</title></circle>`,
    )
    return (
      `<path class="line ${style}" d="${path}"/>${dots.join('')}` +
      `<text x="${WIDTH - RIGHT}" y="${TOP + 14 * (i + 1)}" class="legend ${style}">${escape(name)}</text>`
    )
  })
  const ticks = [least, (least + most) / 2, most].map(
    (value) =>
      `<text x="${px(x(value))}" y="${HEIGHT - BOTTOM + 16}" class="label">${round(value)}</text>`,
  )
  const caption = `<text x="${WIDTH / 2}" y="${HEIGHT - 6}" class="label">${escape(xLabel)}</text>`
  return frame(title, grid(high, y) + drawn.join('') + ticks.join('') + caption)
}

function frame(title: string, inner: string): string {
  return (
    `<figure><figcaption>${escape(title)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">${inner}</svg></figure>`
  )
}

function grid(most: number, y: (value: number) => number): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((part) => part * most)
    .map(
      (value) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y(value))}" y2="${px(y(value))}"/>` +
        `<text x="${LEFT - 6}" y="${px(y(value) + 4)}" class="tick">${percent(value)}</text>`,
    )
    .join('')
}

function niceMax(value: number): number {
  const steps = [0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.16, 0.2, 0.3, 0.4, 0.6, 0.8, 1]
  return steps.find((step) => step >= value) ?? value
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function round(value: number): string {
  return Math.abs(value) >= 20 ? String(Math.round(value)) : value.toFixed(2)
}

function percent(value: number): string {
  return `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`
}

export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
