import { bankCss } from './styles-bank.ts'
import { payCss } from './styles-pay.ts'
import { receiptCss } from './styles-receipt.ts'
import { awningCss, tokensCss } from './tokens.ts'

/** What every page stands on: text, links, focus, the column, sheets of paper, plates and buttons. */
const baseCss = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;background:var(--ground)}
body{margin:0;min-block-size:100vh;min-block-size:100svh;display:flex;flex-direction:column;
  background:var(--ground);color:var(--ink);font:400 var(--text-m)/var(--leading) var(--font)}
h1,h2,p,dl,dd,ul,ol{margin:0;padding:0;list-style:none}
h1,h2{line-height:var(--leading-tight);font-weight:800;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:var(--text-xl)}
h2{font-size:var(--text-l)}
h1.less{font-size:var(--text-l)}
.less+p{font-size:var(--text-s)}
a .code{text-decoration:none}
a{color:inherit;text-decoration-color:var(--accent-deep);text-decoration-thickness:.16em;
  text-underline-offset:.2em}
input,button,summary{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.soft{color:var(--ink-soft)}
.small{font-size:var(--text-s)}
.demo{background:var(--ink);color:var(--paper);font-size:var(--text-s);font-weight:700;text-align:center;
  padding:.2rem var(--s4)}
.top{filter:drop-shadow(0 2px 2px #1c140740)}
main{inline-size:100%;max-inline-size:30rem;margin-inline:auto;padding:var(--s3) var(--s4) var(--s5);flex:1;
  display:flex;flex-direction:column;gap:var(--s4)}

/* Receipt paper, torn off along the bottom. The shadow is on a wrapper, as the mask would cut it away. */
.hold{filter:drop-shadow(0 1px 1.5px #1c14074d)}
.sheet{background:var(--paper);padding:var(--s4) var(--s4) calc(var(--s2) + .75rem);
  border-start-start-radius:var(--r-s);border-start-end-radius:var(--r-s);
  display:flex;flex-direction:column;gap:var(--s3);
  --tear:linear-gradient(#000 0 0) 0 0/100% calc(100% - .5rem + .5px) no-repeat,
    conic-gradient(from -45deg at 50% 100%,#000 90deg,#0000 0) 50% 100%/1rem .5rem repeat-x;
  -webkit-mask:var(--tear);mask:var(--tear)}

/* The stall: what it sells in a round plate, its name as on the sign, its code as on an enamel plate. */
.stall{display:grid;grid-template-columns:auto 1fr;gap:0 var(--s3);align-items:center}
.stall>div{min-inline-size:0;overflow-wrap:anywhere}
.plate{inline-size:4.5rem;block-size:4.5rem;border-radius:var(--r-round);border:var(--stroke) solid var(--ink);
  background:var(--accent);color:var(--on-accent);display:grid;place-items:center;overflow:hidden;
  font:2.5rem/1 var(--font-emoji)}
.plate img{inline-size:100%;block-size:100%;object-fit:cover}
.code{font:700 1.5rem/1.2 var(--font-code);letter-spacing:.05em;white-space:nowrap;display:inline-block;
  background:var(--paper);color:var(--ink);border:var(--stroke) solid var(--ink);border-radius:var(--r-s);
  padding:.2rem .6rem;box-shadow:inset 0 0 0 2px var(--paper),inset 0 0 0 3px var(--line)}
.check{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s3);align-items:center}
.check p{flex:1 1 8rem;line-height:1.3}

.go,.quiet{display:flex;align-items:center;justify-content:center;gap:var(--s2);text-align:center;
  inline-size:100%;min-block-size:var(--tap);padding:var(--s2) var(--s4);border-radius:var(--r-m);
  border:var(--stroke) solid var(--ink);font-weight:700;text-decoration:none;cursor:pointer;
  background:var(--paper);color:var(--ink);line-height:1.2}
.go{min-block-size:4.25rem;font-size:1.5rem;font-weight:800;background:var(--accent);
  color:var(--on-accent);border-color:var(--on-accent);
  box-shadow:inset 0 -.3rem 0 var(--accent-deep);padding-block-end:calc(var(--s2) + .2rem);
  transition:box-shadow var(--quick) var(--ease),transform var(--quick) var(--ease)}
.go:active{box-shadow:none;transform:translateY(.15rem)}
.go[disabled]{opacity:.75;cursor:progress}

/* A refusal: a shape and words, the colour only helps. */
.problem{background:var(--bad-wash);border-inline-start:.5rem solid var(--bad);border-radius:var(--r-s);
  padding:var(--s3) var(--s4);display:flex;flex-direction:column;gap:var(--s1)}
.problem h2{font-size:var(--text-m);color:var(--bad)}
.problem a{display:inline-flex;align-items:center;min-block-size:var(--tap);font-weight:700}

.foot{inline-size:100%;max-inline-size:30rem;margin-inline:auto;padding:0 var(--s4) var(--s4);
  display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 var(--s4);
  font-size:var(--text-s);color:var(--ink-soft)}
.foot ul{display:flex;flex-wrap:wrap;gap:0 var(--s1)}
.foot a{display:inline-flex;align-items:center;justify-content:center;min-block-size:var(--tap);
  min-inline-size:var(--tap);padding-inline:var(--s2);border-radius:var(--r-s)}
.foot a[aria-current]{font-weight:800;color:var(--ink);text-decoration:none}
.qr-symbol{display:block;inline-size:100%;block-size:auto;border-radius:var(--r-s)}
@media print{.demo,.foot,.top{display:none}}
`

/** Newlines and indents are for us, not for a shopper on a slow network. No text in our styles holds two spaces. */
export function squeeze(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
    .trim()
}

/** Every style of the server's pages but the poster's page size, in one piece with one CSP hash. */
export const pagesCss: string = squeeze(
  tokensCss + awningCss + baseCss + payCss + receiptCss + bankCss,
)
