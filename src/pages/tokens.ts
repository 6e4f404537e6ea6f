/**
 * The look of Pushcart in custom properties, shared by the pay page, receipt, poster and vendor app.
 *
 * A market stall: marigold awning, receipt paper, sign-painter's ink. Marigold is the one accent and always
 * carries ink-black text (10:1), because the screen is read in the noon sun. Green and red are states and nothing
 * else: green means that the vendor's book has the money. Every pair of text and ground below is at least 4.5:1,
 * `ink` on `paper` and on `accent` at least 7:1; `test/domain/pages/tokens.test.ts` measures them.
 */

/** One theme: `#rrggbb` for each colour, so that the contrast test can read them. */
export type Palette = Readonly<Record<keyof typeof LIGHT, string>>

export const LIGHT = {
  /** Behind everything: canvas sheet on a trestle table. */
  ground: '#f4ead6',
  /** Cards and receipts. */
  paper: '#fffdf7',
  /** Text, and the outline of what can be pressed. */
  ink: '#1c1407',
  /** Secondary text. */
  'ink-soft': '#54472f',
  /** Rules between rows: decoration, not information. */
  line: '#dccdae',
  /** Borders of fields: 3:1 against paper and ground. */
  edge: '#7d6b49',
  accent: '#ffb300',
  /** The shaded side of the accent: a button's lip, a pressed button. */
  'accent-deep': '#dd9200',
  'on-accent': '#1c1407',
  /** The second stripe of the awning. */
  cloth: '#fff8e8',
  ok: '#0a6a39',
  'on-ok': '#ffffff',
  'ok-wash': '#ddf3e1',
  bad: '#a3151b',
  'on-bad': '#ffffff',
  'bad-wash': '#fde6e1',
} as const

/** The same stall at night, under a lamp. */
export const DARK: Palette = {
  ground: '#14100a',
  paper: '#221b10',
  ink: '#fff6e2',
  'ink-soft': '#d6c7a7',
  line: '#463a25',
  edge: '#a08d66',
  accent: '#ffb92b',
  'accent-deep': '#d98f00',
  'on-accent': '#1c1407',
  cloth: '#4a3a1c',
  ok: '#62d892',
  'on-ok': '#04230f',
  'ok-wash': '#11331f',
  bad: '#ff9f93',
  'on-bad': '#2c0503',
  'bad-wash': '#3d1613',
}

function declare(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

/** Text faces of the phones at hand, Devanagari and Chinese included; nothing is downloaded. */
const FONT =
  "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Devanagari','Kohinoor Devanagari'," +
  "'Nirmala UI','PingFang SC','HarmonyOS Sans SC','MiSans','Noto Sans SC','Noto Sans CJK SC'," +
  "'Microsoft YaHei',sans-serif"

const SCALE =
  `--font:${FONT};` +
  // Codes and references: digits and letters of one width, so that two codes line up when held side by side.
  "--font-code:ui-monospace,'Roboto Mono','SF Mono',Menlo,Consolas,'Noto Sans Mono','DejaVu Sans Mono',monospace;" +
  "--font-emoji:'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji',var(--font);" +
  '--text-s:.875rem;--text-m:1.0625rem;--text-l:1.3125rem;--text-xl:1.75rem;' +
  // Figures grow with the screen: they are read at arm's length, by two people at once.
  '--text-figure:clamp(2.75rem,15vw,4.5rem);--text-mark:clamp(3.5rem,22vw,6.5rem);' +
  '--leading:1.45;--leading-tight:1.12;' +
  '--s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2.25rem;--s7:3.5rem;' +
  '--r-s:.5rem;--r-m:.875rem;--r-l:1.5rem;--r-round:999px;' +
  // Above the 24 px of WCAG 2.2 (2.5.8): thumbs at a stall are wet, cold or gloved.
  '--tap:3.5rem;--stroke:2px;' +
  '--quick:120ms;--calm:240ms;--ease:cubic-bezier(.2,.8,.3,1)'

/** `:root` rules for both themes, more contrast on request, and no motion on request. */
export const tokensCss: string =
  `:root{color-scheme:light dark;${SCALE};${declare(LIGHT)}}` +
  `@media(prefers-color-scheme:dark){:root{${declare(DARK)}}}` +
  '@media(prefers-contrast:more){:root{--ink-soft:var(--ink);--edge:var(--ink);--line:var(--ink);--stroke:3px}}' +
  '@media(prefers-reduced-motion:reduce){:root{--quick:0s;--calm:0s}}'

/**
 * `.awning`: the striped, scalloped cloth over a stall, an empty element of full width. Stripes and scallops
 * hang from the middle, so that it is symmetric at every width and in both writing directions.
 */
export const awningCss: string =
  '.awning{--w:1.875rem;block-size:2.75rem;' +
  // The last pixel stays empty: in print the mask's tiles bleed into each other there, and would leave a hairline.
  'background:linear-gradient(#0000 55%,#1c140733) 0 0/100% calc(100% - 1px) no-repeat,' +
  'linear-gradient(90deg,var(--accent) calc(var(--w)/2),var(--cloth) 0 calc(1.5*var(--w)),var(--accent) 0)' +
  ' 50% 0/calc(2*var(--w)) calc(100% - 1px) repeat-x;' +
  // The two layers of the mask overlap by a hair: without it a seam shows at odd zoom levels.
  '--cut:linear-gradient(#000 0 0) 0 0/100% calc(100% - var(--w)/2 - 1.5px) no-repeat,' +
  'radial-gradient(circle at 50% 0,#000 calc(var(--w)/2 - .5px),#0000 calc(var(--w)/2))' +
  ' 50% 100%/var(--w) calc(var(--w)/2 + 2px) repeat-x;' +
  '-webkit-mask:var(--cut);mask:var(--cut)}'
