import { rm } from 'node:fs/promises'
import { runtimeCpuMs } from './cpu.ts'
import { getRepeatedly } from './load.ts'
import { compare } from './rounds.ts'
import { start } from './runtime.ts'
import { openStall, STALL_CODE } from './stall.ts'
const root = '/work/main'
const folder = process.argv[2] ?? '/tmp/bx/w'
const what = process.argv[3] ?? 'pay'
const built = { clientFolder: folder + '/client', bundles: Object.fromEntries(['product','metered','bare','empty','driver'].map(n => [n, `${folder}/${n}/${n === 'product' ? 'index' : n + '-worker'}.js`])) as never }
await rm('/tmp/bx/state', { recursive: true, force: true })
const rt = await start(root, built, '/tmp/bx/state')
const f = (s: any) => s && `${s.median.toFixed(3)} (${s.low.toFixed(2)}-${s.high.toFixed(2)})`
if (what === 'pay') {
  const prod = await rt.drive<any>({ name: 'open', books: 'product', walletCount: 16, vendorCount: 1 })
  for (const lanes of [1, 16]) {
    const work = (books: any) => async () => ({ count: 208, ...(await rt.drive<any>({ name: 'pay', books, ...prod, count: 208, lanes })) })
    const c = await compare(Number(process.argv[4] ?? 16), work('product'), work('bare'))
    console.log(lanes, 'thr', f(c.throughput), 'cpu', f(c.processor), c.subjectPerSecond.toFixed(0), c.basePerSecond.toFixed(0))
  }
} else {
  const origin = await rt.origin('product'); await openStall(origin)
  const o = { connections: 8, durationMs: 600 }
  const page = new URL(`/p/${STALL_CODE}`, origin), empty = new URL('/', await rt.origin('empty'))
  const c = await compare(9, () => getRepeatedly(page, o), () => getRepeatedly(empty, o))
  console.log('page', 'thr', f(c.throughput), 'cpu', f(c.processor), c.subjectPerSecond.toFixed(0), c.basePerSecond.toFixed(0))
  const t = performance.now(), c0 = runtimeCpuMs()!, m0 = process.cpuUsage(); const r = await getRepeatedly(empty, o); const m1 = process.cpuUsage(m0)
  console.log('empty: workerd busy', ((runtimeCpuMs()! - c0) / (performance.now() - t)).toFixed(2), 'client busy', ((m1.user + m1.system) / 1000 / (performance.now() - t)).toFixed(2))
}
await rt.stop()
