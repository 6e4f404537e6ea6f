import { squeeze } from './styles.ts'

/** The page that looks into payment codes: what was pasted, what it says, and a row for each of its fields. */
export const inspectCss: string = squeeze(`
.field textarea{inline-size:100%;min-block-size:8rem;padding:var(--s2) var(--s3);background:var(--ground);
  color:inherit;border:var(--stroke) solid var(--edge);border-radius:var(--r-s);resize:vertical;
  font:400 var(--text-s)/1.4 var(--font-code);overflow-wrap:anywhere;text-align:start}
.field textarea[aria-invalid]{border-color:var(--bad)}
.field .error{margin-block-start:var(--s1)}
.scan{display:flex;flex-direction:column;gap:var(--s3)}
.scan video{inline-size:100%;max-block-size:60vh;background:#000;border-radius:var(--r-m);object-fit:cover}
.scan [role=status]:empty{display:none}
.foot button{display:inline-flex;align-items:center;justify-content:center;min-block-size:var(--tap);
  min-inline-size:var(--tap);padding-inline:var(--s2);border:0;background:none;border-radius:var(--r-s);cursor:pointer;
  text-decoration:underline;text-decoration-color:var(--accent-deep);text-decoration-thickness:.16em;
  text-underline-offset:.2em}
.foot button[aria-current]{font-weight:800;color:var(--ink);text-decoration:none}

.rows .aside{display:block;color:var(--ink-soft);font-weight:400;font-size:var(--text-s)}
.listed{display:flex;flex-direction:column;gap:var(--s2)}
.listed li{display:block}
.problem .listed a{min-block-size:2rem;display:inline}
.doubts{background:var(--paper);border-inline-start:.5rem solid var(--accent-deep);border-radius:var(--r-s);
  padding:var(--s3) var(--s4);display:flex;flex-direction:column;gap:var(--s1)}
.doubts h2{font-size:var(--text-m)}

/* One field: its number, its name and its length on a line, its value below, and what is wrong under that. */
.fields>li{padding-block:var(--s2);border-block-start:2px dashed var(--line);display:flex;flex-direction:column;
  gap:var(--s1);scroll-margin-block-start:var(--s4);min-inline-size:0}
.fields>li:target{outline:3px solid var(--ink);outline-offset:3px}
.fields .d1{margin-inline-start:var(--s4)}
.fields .d2{margin-inline-start:var(--s6)}
.fields .d1,.fields .d2{border-block-start:1px solid var(--line);border-inline-start:3px solid var(--line);
  padding-inline-start:var(--s3)}
.name{display:flex;flex-wrap:wrap;gap:0 var(--s2);align-items:baseline;line-height:1.3}
.name>*{overflow-wrap:anywhere;min-inline-size:0}
.tag{font:700 var(--text-s)/1.4 var(--font-code)}
.length{margin-inline-start:auto;color:var(--ink-soft);font-size:var(--text-s)}
.value{font:400 var(--text-m)/1.35 var(--font-code);overflow-wrap:anywhere;white-space:pre-wrap}
.holds .value{color:var(--ink-soft);font-size:var(--text-s)}
.unseen-sign{font:700 .75em/1 var(--font-code);border:1px solid currentColor;border-radius:.25em;padding:0 .2em;
  margin-inline:.1em;white-space:nowrap;direction:ltr;unicode-bidi:isolate}
.slip{border-inline-start:.35rem solid var(--accent-deep);background:var(--ground);border-radius:var(--r-s);
  padding:var(--s2) var(--s3);font-size:var(--text-s)}
.slip.error-slip{border-color:var(--bad);background:var(--bad-wash)}
.error-slip b{color:var(--bad)}
.slip dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 var(--s3)}
.slip dt{color:var(--ink-soft)}
.slip dd{font-family:var(--font-code);overflow-wrap:anywhere}
.error-slip dt{color:inherit}
`)
