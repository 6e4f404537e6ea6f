import { rm, writeFile } from 'node:fs/promises'
import { start } from './runtime.ts'
const root = '/work/main'
const folder = process.env.FOLDER ?? '/tmp/bx/w'
const built = {
  clientFolder: folder + '/client',
  bundles: Object.fromEntries(
    ['product', 'metered', 'bare', 'empty', 'driver'].map((n) => [
      n,
      `${folder}/${n}/${n === 'product' ? 'index' : n + '-worker'}.js`,
    ]),
  ) as never,
}
await rm('/tmp/bx/state', { recursive: true, force: true })
const rt = await start(root, built, '/tmp/bx/state')
const list = (await (await fetch('http://127.0.0.1:9777/json')).json()) as any[]
console.log(list.map((x) => x.webSocketDebuggerUrl + ' ' + x.title))
const what = process.argv[2] ?? 'pay'
const target = list.find((x) => x.webSocketDebuggerUrl.includes('product'))
const ws = new WebSocket(target.webSocketDebuggerUrl)
await new Promise((r) => ws.addEventListener('open', r))
let id = 0
const waiting = new Map<number, (v: any) => void>()
ws.addEventListener('message', (e) => {
  const m = JSON.parse(String(e.data))
  waiting.get(m.id)?.(m)
})
const send = (method: string, params = {}) =>
  new Promise<any>((r) => {
    id++
    waiting.set(id, r)
    ws.send(JSON.stringify({ id, method, params }))
  })
let work: () => Promise<void>
if (what === 'pay') {
  const lanes = Number(process.argv[3] ?? 1)
  const vendors = Number(process.argv[4] ?? 1)
  const prod: any = await rt.drive<any>({
    name: 'open',
    books: 'product',
    walletCount: 16,
    vendorCount: vendors,
  })
  work = async () => {
    const r = await rt.drive<any>({ name: 'pay', books: 'product', ...prod, count: 2000, lanes })
    console.log('ms per payment', r.elapsedMs / 2000)
  }
} else {
  const { preparePage } = await import('./try-page.ts')
  work = await preparePage(await rt.origin('product'))
}
await work()
await send('Profiler.enable')
await send('Profiler.setSamplingInterval', { interval: 100 })
await send('Profiler.start')
await work()
const { result } = await send('Profiler.stop')
await writeFile(`/tmp/bx/${what}.cpuprofile`, JSON.stringify(result.profile))
const p = result.profile
const self = new Map<string, number>(),
  total = new Map<string, number>()
const byId = new Map<number, any>(p.nodes.map((n: any) => [n.id, n]))
const parent = new Map<number, number>()
for (const n of p.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
const nameOf = (n: any) => `${n.callFrame.functionName || '(anon)'}:${n.callFrame.lineNumber}`
let sum = 0
p.samples.forEach((s: number, i: number) => {
  const dt = p.timeDeltas[i]
  const n = byId.get(s)
  if (nameOf(n).startsWith('(idle)')) return
  sum += dt
  self.set(nameOf(n), (self.get(nameOf(n)) ?? 0) + dt)
  const seen = new Set<string>()
  for (let k: number | undefined = s; k !== undefined; k = parent.get(k)) {
    const nm = nameOf(byId.get(k))
    if (!seen.has(nm)) {
      seen.add(nm)
      total.set(nm, (total.get(nm) ?? 0) + dt)
    }
  }
})
console.log('non-idle ms', sum / 1000)
const show = (m: Map<string, number>) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 45)
    .map(
      ([k, v]) =>
        `${(v / 1000).toFixed(1).padStart(8)} ${((100 * v) / sum).toFixed(1).padStart(5)}% ${k}`,
    )
    .join('\n')
console.log('SELF\n' + show(self))
console.log('TOTAL\n' + show(total))
await rt.stop()
process.exit(0)
