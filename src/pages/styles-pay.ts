/** The till: amount, tip, note, wallet and the one big button. Also the code form of the start page. */
export const payCss = `
.till{display:flex;flex-direction:column;gap:var(--s3)}
.till label,.label{display:block;font-weight:700}
.figure{display:flex;align-items:baseline;gap:.15em;direction:ltr;font-size:var(--text-figure);font-weight:800;
  line-height:1.15;font-variant-numeric:tabular-nums lining-nums;border-block-end:3px solid var(--ink)}
.figure span{color:var(--ink-soft);font-size:.7em;font-weight:700}
.figure input{flex:1;min-block-size:var(--tap);min-inline-size:0;inline-size:100%;border:0;border-radius:var(--r-s) var(--r-s) 0 0;
  padding:0 .1em;margin:0;background:none;font-weight:inherit;text-align:start;
  font-variant-numeric:inherit;appearance:none}
.figure input:focus-visible{outline:0}
.figure:focus-within{box-shadow:0 3px 0 var(--ink),0 .55rem 0 var(--accent)}
.figure[data-bad]{border-color:var(--bad)}
::placeholder{color:var(--edge);opacity:1}
.fixed{font-size:var(--text-figure);font-weight:800;line-height:1.1;font-variant-numeric:tabular-nums lining-nums;
  overflow-wrap:anywhere}
.long{font-size:calc(var(--text-figure)*.68)}
.field{display:flex;flex-direction:column;gap:var(--s1)}
.field input{inline-size:100%;min-block-size:var(--tap);padding:var(--s2) var(--s3);background:var(--ground);
  border:var(--stroke) solid var(--edge);border-radius:var(--r-s);text-align:start}
.field input[aria-invalid]{border-color:var(--bad)}
.error{color:var(--bad);margin-block-start:var(--s4);font-weight:700;display:flex;gap:var(--s2)}
.error::before{content:"!";flex:none;inline-size:1.4em;block-size:1.4em;border-radius:var(--r-round);
  background:var(--bad);color:var(--on-bad);display:grid;place-items:center;line-height:1}
details{border-block-start:2px dashed var(--line)}
summary{display:flex;align-items:center;gap:var(--s3);min-block-size:var(--tap);font-weight:700;cursor:pointer;
  list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"+";flex:none;inline-size:1.6rem;block-size:1.6rem;border:var(--stroke) solid var(--ink);
  border-radius:var(--r-round);display:grid;place-items:center;line-height:1;font-weight:800}
details[open]>summary::before{content:"\\2212"}
details>div{display:flex;flex-direction:column;gap:var(--s3);padding-block-end:var(--s2)}
.wallet{display:flex;flex-direction:column;align-items:center;text-align:center}
.wallet a{display:inline-flex;align-items:center;min-block-size:var(--tap);font-weight:700}
.center{text-align:center}
.until{display:flex;flex-wrap:wrap;gap:0 var(--s3);font-weight:700;font-variant-numeric:tabular-nums}
.counters{display:grid;gap:var(--s4)}
.brand{display:flex;align-items:center;gap:var(--s3)}
.brand svg{flex:none;inline-size:4.5rem;block-size:4.5rem}
.brand b{display:block;font-size:var(--text-l)}
.big-code{font:700 1.75rem/1.2 var(--font-code);letter-spacing:.06em;text-transform:uppercase}
@media(min-width:60rem){
  .wide{max-inline-size:64rem}
  .wide .counters{grid-template-columns:1.3fr 1fr 1fr;align-items:start}
  .wide h1{font-size:2.5rem}
  .brand svg{inline-size:7rem;block-size:7rem}
  .wide .market{grid-template-columns:repeat(3,1fr)}
}
`
