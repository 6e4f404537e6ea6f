import { squeeze } from './styles.ts'
import { LIGHT } from './tokens.ts'

/**
 * Papers of an order on A4: invoice, credit note, delivery note. Colours are fixed and not the theme's: ink on paper has
 * no dark mode. On a small phone the sheet is as wide as the screen and tables lose columns, whose content then stands
 * under the name of the item.
 */
export const paperCss: string = squeeze(`
@page{size:210mm 297mm;margin:14mm;
  @bottom-center{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#000}}
.tools{inline-size:100%;max-inline-size:210mm;margin-inline:auto;padding:var(--s3) var(--s4);display:flex;
  flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--s2) var(--s4)}
.tools a{display:inline-flex;align-items:center;min-block-size:var(--tap);font-weight:700}
main.paper{color-scheme:light;--ink:#000;--ink-soft:${LIGHT['ink-soft']};--line:${LIGHT.line};
  flex:none;inline-size:100%;max-inline-size:210mm;margin:0 auto var(--s5);padding:clamp(1rem,5vw,14mm);
  background:#fff;color:#000;box-shadow:0 .2rem 1rem #0005;font-size:1rem;line-height:1.4;gap:1.6em}
.paper .ribbon{inline-size:fit-content;background:#000;color:#fff;font-size:.85em;font-weight:700;
  padding:.15em .7em;border-radius:.4em;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.paper h1{font-size:1.9em}
.paper h2{font-size:1em}
.paper small{font-size:.85em;color:var(--ink-soft)}
.paper .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:1.2em 2em}
.paper .sides>*{min-inline-size:0;overflow-wrap:anywhere}
.paper .party{font-weight:800;font-size:1.15em;line-height:1.2}
.paper .facts{display:grid;grid-template-columns:auto 1fr;gap:.15em 1em;align-content:start}
.paper .facts dt{color:var(--ink-soft)}
.paper .facts dd{font-weight:700;min-inline-size:0;overflow-wrap:anywhere}
.paper .facts .mono{font-size:.75em}
.paper table{inline-size:100%;border-collapse:collapse}
.paper caption{text-align:start;font-weight:800;padding-block-end:.3em}
.paper th,.paper td{text-align:end;vertical-align:top;padding-block:.45em;padding-inline:.8em 0}
.paper th:first-child,.paper td:first-child{text-align:start;padding-inline-start:0}
.paper th{font-size:.85em;line-height:1.2;color:var(--ink-soft);vertical-align:bottom}
.paper thead th{border-block-end:2px solid #000}
.paper tbody td,.paper tbody th{border-block-end:1px solid var(--line)}
.paper tr{break-inside:avoid}
/* Once, at the end: a foot of a table would stand on every sheet. */
.paper tfoot{display:table-row-group}
.paper .name{overflow-wrap:anywhere;min-inline-size:7rem;line-height:1.3}
.paper .name>*{display:block}
.paper .narrow{display:none!important}
.paper .sums{align-self:flex-end;inline-size:100%;max-inline-size:22rem;break-inside:avoid}
.paper .sums div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em;padding-block:.25em}
.paper .sums dd{margin-inline-start:auto}
.paper .sums .big{border-block:2px solid #000;font-weight:800;font-size:1.25em}
.paper .taxes{break-inside:avoid}
.paper .taxes table{max-inline-size:34rem}
.paper .taxes tfoot td{font-weight:700}
.paper .notes{overflow-wrap:anywhere}

.paper .number{font:800 clamp(2.4rem,13vw,4.2rem)/1.1 var(--font-code);white-space:nowrap}
.paper .to{border:2px solid #000;border-radius:.6em;padding:.8em 1em}
.paper .to .party{font-size:1.7em}
.paper .box{inline-size:1.5em;block-size:1.5em;border:2px solid #000;border-radius:.2em;display:inline-block;
  vertical-align:middle}
.paper .count{inline-size:4em;block-size:1.9em;border:1px solid #000;border-radius:.2em;display:inline-block;
  vertical-align:middle}
.paper .packs{font-weight:800;font-size:1.25em;line-height:1.1}
.paper .load td{vertical-align:middle}
.paper .load .tick{text-align:start;inline-size:1%;white-space:nowrap}
.paper .load .name{text-align:start;inline-size:100%}
.paper .sign{display:flex;gap:1em;align-items:end}
.paper .sign span{flex:1;border-block-end:1px solid #000;block-size:2em}
.paper .stub{border-block-start:2px dashed #000;padding-block-start:.6em;break-inside:avoid;display:grid;
  grid-template-columns:minmax(0,52mm) minmax(0,1fr);gap:.6em 1.4em;align-items:center}
.paper .stub>.fold{grid-column:1/-1;text-align:center}
.paper .stub>div{display:flex;flex-direction:column;gap:.5em;min-inline-size:0}
.paper .digits{font:800 clamp(2rem,11vw,4rem)/1.1 var(--font-code);white-space:nowrap}
.paper .digits span+span{margin-inline-start:.4em}
.paper .warn{font-weight:800}

@media screen and (max-width:36rem){
  .paper .wide{display:none}
  .paper .narrow{display:block!important}
  .paper .taxes th,.paper .taxes td{font-size:.85em}
  .paper .taxes :is(th,td):not(:first-child){padding-inline-start:.5em}
  .paper .stub{grid-template-columns:minmax(0,1fr)}
  .paper .stub .qr-symbol{inline-size:min(100%,52mm);margin-inline:auto}
}
@media print{
  html,body{background:#fff;min-block-size:0;display:block}
  .tools{display:none}
  main.paper{margin:0;padding:0;max-inline-size:none;box-shadow:none;display:block;font-size:10.5pt}
  main.paper>*+*{margin-block-start:1.5em}
  .paper .sums{margin-inline-start:auto}
}`)
