/** The page with a code for bank apps. */
export const bankCss = `
.way{display:flex;flex-direction:column;gap:var(--s3)}
.way .rows>div:first-child{border:0;padding-block-start:0}
.way>h2{border-block-end:2px dashed var(--line);padding-block-end:var(--s1)}
.drawn{inline-size:min(100%,18rem);margin-inline:auto}
/* A text for another app: one tap selects all of it. */
.copied{background:var(--paper);border:var(--stroke) dashed var(--edge);border-radius:var(--r-s);
  padding:var(--s3);font:700 var(--text-m)/1.4 var(--font-code);overflow-wrap:anywhere;white-space:pre-wrap;
  -webkit-user-select:all;user-select:all}
.remark{border-inline-start:.5rem solid var(--accent-deep);background:var(--paper);border-radius:var(--r-s);
  padding:var(--s3) var(--s4);font-weight:700}
[hidden]{display:none!important}
`
