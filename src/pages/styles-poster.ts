import { squeeze } from './styles.ts'

export type PosterSize = 'a6' | 'a4'

/** Inner width of the QR symbol in units, quiet zone included. */
export const QR_UNITS = 62

/**
 * Millimetres per unit. The sheet is drawn in units of 1/105 of its width, and A4 is twice A6 in both directions, so
 * that one drawing serves both.
 */
export const UNIT_MM: Readonly<Record<PosterSize, number>> = { a6: 1, a4: 2 }

// In millimetres: CSS knows the word A4 but has none for A6, and a browser ignores what it does not know.
const PAGE_MM: Readonly<Record<PosterSize, string>> = { a6: '105mm 148mm', a4: '210mm 297mm' }

/**
 * The printed sheet. Colours are fixed and not the theme's: ink on paper has no dark mode, and what the screen shows
 * is what the printer prints.
 */
export function posterCss(size: PosterSize): string {
  const unitMm = UNIT_MM[size]
  return squeeze(`
@page{size:${PAGE_MM[size]};margin:0}
:root{--u:min(${unitMm}mm,(100vw - 2rem)/105)}
body{font-size:var(--text-m)}
.tools{inline-size:100%;max-inline-size:40rem;margin-inline:auto;padding:var(--s3) var(--s4);display:flex;
  flex-direction:column;gap:var(--s2)}
.tools .quiet[aria-current]{background:var(--accent);color:var(--on-accent);border-color:var(--on-accent)}
main.sheet-print{inline-size:calc(105*var(--u));max-inline-size:none;block-size:calc(147.9*var(--u));
  flex:none;margin:0 auto var(--s5);padding:0;gap:0;
  background:#fff;color:#000;overflow:hidden;position:relative;
  align-items:center;text-align:center;box-shadow:0 .2rem 1rem #0005;
  font-size:calc(4*var(--u));line-height:1.2;
  -webkit-print-color-adjust:exact;print-color-adjust:exact;--cloth:#fff;--accent:#ffb300}
.sheet-print .awning{--w:calc(7*var(--u));inline-size:100%;block-size:calc(12*var(--u));flex:none}
.sign{display:flex;align-items:center;justify-content:center;gap:calc(3*var(--u));flex:1;min-block-size:0;
  inline-size:100%;padding:0 calc(5*var(--u))}
.sign .plate{inline-size:calc(19*var(--u));block-size:calc(19*var(--u));flex:none;font-size:calc(11*var(--u));
  border:calc(.7*var(--u)) solid #000;color:#000}
.sign div{min-inline-size:0;text-align:start}
.sign h1{font-size:calc(8.4*var(--u));line-height:1.06;font-weight:900}
.sign .n2{font-size:calc(6.4*var(--u))}
.sign .n3{font-size:calc(4.7*var(--u))}
.sign p{font-size:calc(3.4*var(--u));line-height:1.25;margin-block-start:calc(.8*var(--u));overflow:hidden;
  display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2}
.scan{inline-size:100%;background:var(--accent);font-size:calc(7.4*var(--u));font-weight:900;line-height:1.2;
  padding:calc(1.6*var(--u)) calc(4*var(--u));display:flex;flex-wrap:wrap;justify-content:center;
  gap:0 calc(4*var(--u));border-block:calc(.7*var(--u)) solid #000}
.scan span+span{font-size:calc(5*var(--u));align-self:center;font-weight:700}
.sign .payee{font-size:calc(4.8*var(--u))}
.scan.app{font-size:calc(5.6*var(--u))}
.scan.app span+span{font-size:calc(4.4*var(--u))}
.frame{margin:calc(3*var(--u)) 0;border:calc(.9*var(--u)) solid #000;border-radius:calc(3*var(--u));
  overflow:hidden;background:#fff;flex:none}
.frame .qr-symbol{inline-size:calc(${QR_UNITS}*var(--u));block-size:calc(${QR_UNITS}*var(--u));border-radius:0}
.sheet-print .code{font-size:calc(9.4*var(--u));border:calc(.7*var(--u)) solid #000;
  border-radius:calc(2*var(--u));padding:calc(.5*var(--u)) calc(3*var(--u));background:#fff;color:#000;
  box-shadow:inset 0 0 0 calc(.5*var(--u)) #fff,inset 0 0 0 calc(.9*var(--u)) #ffb300}
.address{font-size:calc(3.7*var(--u));padding:calc(1.8*var(--u)) calc(4*var(--u)) calc(3.4*var(--u));
  overflow-wrap:anywhere}
.address bdi{font-weight:700}
.by-hand{display:flex;flex-wrap:wrap;justify-content:center;gap:0 calc(3*var(--u));font-weight:700;
  font-size:calc(4.2*var(--u))}
.by-hand span+span{font-weight:400}
.ribbon{position:absolute;inset-block-start:calc(1.2*var(--u));inset-inline-end:calc(1.2*var(--u));
  background:#000;color:#fff;font-size:calc(2.8*var(--u));font-weight:700;
  padding:calc(.4*var(--u)) calc(1.6*var(--u));border-radius:calc(1*var(--u))}
@media print{
  :root{--u:${unitMm}mm}
  html,body{background:#fff;min-block-size:0;display:block}
  .tools{display:none}
  main.sheet-print{margin:0;box-shadow:none;break-after:avoid}
}`)
}
