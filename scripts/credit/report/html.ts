/** The study as one page: everything inside, light and dark, no script. */
import type { Study } from '../sim/study.ts'
import type { Summary } from '../sim/summary.ts'
import { decilesOf } from '../sim/targets.ts'
import type { Target } from '../sim/targets.ts'
import { barChart, escape, lineChart } from './svg.ts'
import type { Bar } from './svg.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #ffffff; --line: #d8dee4; --ours: #0a7d52; --other: #8c95a0; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa5b1; --paper: #12161b; --line: #30363d; --ours: #3fb984; --other: #6b7683; --bad: #ff8a80; } }
body { margin: 0 auto; padding: 24px 16px 64px; max-width: 1000px; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 28px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 40px 0 8px; } p { max-width: 70ch; } .soft { color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; } th, td { text-align: left; padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .met { color: var(--ours); } .missed { color: var(--bad); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 24px; } figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: 4px; }
svg { width: 100%; height: auto; } svg text { fill: var(--ink); font: 11px system-ui, sans-serif; } .label, .value { text-anchor: middle; } .tick, .legend { text-anchor: end; } .tick, .label { fill: var(--soft); }
.grid { stroke: var(--line); } .whisker { stroke: var(--ink); } rect.ours, circle.ours { fill: var(--ours); } rect.other, circle.other { fill: var(--other); } text.ours { fill: var(--ours); }
path.line { fill: none; stroke-width: 2; } path.ours { stroke: var(--ours); } path.other { stroke: var(--other); }
code { font-size: 13px; overflow-wrap: anywhere; }`

export interface PageInputs {
  study: Study
  figures: Record<string, Summary>
  calibration: readonly Target[]
  targets: readonly Target[]
  seeds: number
  vendors: number
  hashes: Record<string, string>
}

export function pageOf(inputs: PageInputs): string {
  const { calibration, targets, seeds, vendors, figures, hashes } = inputs
  const met = targets.filter(({ isMet }) => isMet === true).length
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pushcart credit: simulated market</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Credit from visible income, in a simulated market</h1>
<p class="soft">${seeds} seeds of ${vendors} vendors each. ${met} of ${targets.length} targets met. A simulated market compares designs; it does not forecast a real book.</p>
<h2>Is the market like the sources?</h2>
${targetTable(calibration)}
<h2>Targets</h2>
${targetTable(targets)}
<h2>Charts</h2>
<div class="charts">${chartsOf(inputs).join('\n')}</div>
<h2>All figures</h2>
${figureTable(figures)}
<h2>Hashes</h2>
${Object.entries(hashes)
  .map(([name, hash]) => `<p>${escape(name)}: <code>${hash}</code></p>`)
  .join('\n')}
</body>
</html>
`
}

function targetTable(targets: readonly Target[]): string {
  const rows = targets.map(({ id, what, threshold, value, isMet, note }) => {
    const word = isMet === null ? 'reported' : isMet ? 'met' : 'not met'
    const style = isMet === null ? 'soft' : isMet ? 'met' : 'missed'
    const why = note === null ? '' : `<br><span class="soft">${escape(note)}</span>`
    return (
      `<tr><td>${id}</td><td>${escape(what)}${why}</td><td>${escape(threshold)}</td>` +
      `<td class="number">${escape(value).replaceAll('; ', '<br>')}</td><td class="${style}">${word}</td></tr>`
    )
  })
  return `<div class="scroll"><table><thead><tr><th></th><th>What</th><th>Wanted</th><th class="number">Measured</th><th></th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

function figureTable(figures: Record<string, Summary>): string {
  const rows = Object.entries(figures).map(
    ([name, { mean, sd, seeds }]) =>
      `<tr><td>${escape(name)}</td><td class="number">${mean}</td><td class="number">${sd}</td><td class="number">${seeds}</td></tr>`,
  )
  return `<details><summary>${rows.length} figures, mean and standard deviation over seeds</summary><div class="scroll"><table><thead><tr><th>Figure</th><th class="number">mean</th><th class="number">sd</th><th class="number">seeds</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div></details>`
}

type Bars = (label: string, name: string, isOurs?: boolean) => Bar

function chartsOf({ study, figures }: PageInputs): string[] {
  const bar: Bars = (label, name, isOurs = false) => {
    const { mean = 0, sd = 0 } = figures[name] ?? {}
    return { label, value: mean, spread: sd, isOurs }
  }
  return [...lossCharts(bar), ...scoreCharts(study), ...riskCharts(bar)]
}

function lossCharts(bar: Bars): string[] {
  return [
    barChart('Principal lost, same principal and cap in all', [
      bar('B1', 'v0.equal.B1.sameCap'),
      bar('B2', 'v0.equal.B2.sameCap'),
      bar('score only', 'v0.equal.scoreOnly'),
      bar('rules only', 'v0.equal.gatesOnly'),
      bar('v0 policy', 'v0.loss', true),
      bar('refit policy', 'refit.loss', true),
    ]),
    barChart(
      'Principal lost by band, v0',
      ['A', 'B', 'C'].map((band) => bar(band, `v0.band.${band}.loss`, true)),
    ),
  ]
}

function scoreCharts(study: Study): string[] {
  const deciles = decilesOf(study)
  const observed = deciles.map((one): [number, number] => [one.predicted * 100, one.observed])
  const predicted = deciles.map((one): [number, number] => [one.predicted * 100, one.predicted])
  const scores = [
    { name: 'v0', points: byScore(study, 'score'), isOurs: true },
    { name: 'refit', points: byScore(study, 'refitScore') },
  ]
  const tenths = [
    { name: 'observed', points: observed, isOurs: true },
    { name: 'as predicted', points: predicted },
  ]
  return [
    lineChart('Bad rate of the flat line by score', scores, 'score'),
    lineChart('Refit: bad rate by tenth', tenths, 'predicted bad rate, percent'),
  ]
}

function riskCharts(bar: Bars): string[] {
  return [
    barChart('Principal lost under stress, v0', [
      bar('usual', 'v0.loss', true),
      bar('sales -40 %', 'v0.stress.sales-40'),
      bar('closed 21 days', 'v0.stress.zero-21'),
      bar('diversion 1.6x', 'v0.stress.diversion-1.6'),
      bar('exits 2x', 'v0.stress.exit-2'),
      bar('fraud 5 %', 'fraud5.v0.loss'),
    ]),
    barChart('Fraud found by the rules', [
      ...['self-wash', 'ring', 'spike', 'slow'].map((kind) => bar(kind, `gate.${kind}`, true)),
      bar('honest held', 'gate.honest'),
    ]),
    barChart(
      'Second loan of the same amount: bad by pace of the first',
      ['upTo1', 'upTo1.3', 'upTo1.7', 'above1.7'].map((pace) =>
        bar(
          pace.replace('upTo', 'up to ').replace('above', 'above '),
          `v0.second.flatBad.${pace}`,
          true,
        ),
      ),
    ),
    barChart('Later and elsewhere, v0 policy', [
      bar('usual', 'v0.loss', true),
      bar('+90 days', 'later90.v0.loss'),
      bar('+180 days', 'later180.v0.loss'),
      bar('shifted world', 'shifted.v0.loss'),
    ]),
  ]
}

/** Bad rate by tenth of a score; equal scores may fall into two tenths. */
function byScore({ pooled }: Study, score: 'score' | 'refitScore'): [number, number][] {
  const rows = pooled.rows.toSorted((a, b) => a[score] - b[score])
  return Array.from({ length: 10 }, (_, i): [number, number] => {
    const some = rows.slice(
      Math.floor((rows.length * i) / 10),
      Math.floor((rows.length * (i + 1)) / 10),
    )
    const middle = some.reduce((sum, row) => sum + row[score], 0) / some.length
    return [middle, some.filter(({ isBad }) => isBad).length / some.length]
  })
}
