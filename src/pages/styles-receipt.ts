/** Receipt, wallet, messages and the list of stalls. */
export const receiptCss = `
/* The state is a stamp across the top: colour, sign and word say the same. */
.stamp{display:flex;align-items:center;gap:var(--s3);padding:var(--s3) var(--s4);border-radius:var(--r-m);
  font-size:var(--text-xl);font-weight:800;line-height:1.15;background:var(--paper);color:var(--ink);
  border:var(--stroke) solid var(--ink)}
.stamp svg{flex:none;inline-size:2.5rem;block-size:2.5rem}
.stamp h1{font-size:inherit}
.stamp.paid{background:var(--ok);color:var(--on-ok);border-color:var(--ok)}
.stamp.declined{background:var(--bad);color:var(--on-bad);border-color:var(--bad)}
.stamp.pending{background:var(--accent);color:var(--on-accent);border:3px dashed var(--on-accent)}

/* Four signs in four boxes, the same as on the vendor's phone: two people compare them at arm's length. */
.mark{display:flex;gap:var(--s2);direction:ltr;justify-content:center;font-weight:700}
.mark span{flex:1;max-inline-size:5.5rem;display:grid;place-items:center;padding-block:.04em;
  background:var(--accent);color:var(--on-accent);border:var(--stroke) solid var(--on-accent);
  border-radius:var(--r-m);font:700 var(--text-mark)/1.1 var(--font-code)}
.rows{display:flex;flex-direction:column}
.rows>div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 var(--s4);padding-block:var(--s2);
  border-block-start:2px dashed var(--line)}
.rows dt{color:var(--ink-soft)}
.rows dd{font-weight:700;overflow-wrap:anywhere;text-align:end;margin-inline-start:auto;min-inline-size:0}
.rows .mono,.mono{font-family:var(--font-code);font-weight:400;font-size:var(--text-s);overflow-wrap:anywhere}
.num{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.struck{text-decoration:line-through;text-decoration-thickness:3px;color:var(--ink-soft)}
.actions{display:flex;flex-direction:column;gap:var(--s3)}

.purse{inline-size:min(100%,15rem);margin-inline:auto}
.moves li{position:relative;align-content:center;min-block-size:var(--tap);display:grid;grid-template-columns:1fr auto;gap:0 var(--s3);padding-block:var(--s2);
  border-block-start:2px dashed var(--line)}
/* The whole row opens the receipt. */
.moves a::after{content:"";position:absolute;inset:0}
.moves>li>*{min-inline-size:0;overflow-wrap:anywhere}
.moves .num{font-weight:800;text-align:end}
.moves .in{color:var(--ok)}

.codes{display:flex;flex-wrap:wrap;gap:var(--s3)}
.codes a{min-block-size:var(--tap);display:inline-flex;align-items:center;text-decoration:none}
.market{display:grid;gap:var(--s4)}
.market li{background:var(--paper);border-radius:var(--r-m);padding:var(--s3);display:flex;flex-direction:column;
  gap:var(--s3)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:var(--s3);margin-block-start:auto}
`
