import { rm } from 'node:fs/promises'
import { start } from './runtime.ts'
const root = '/work/main'
const folder = process.argv[2] ?? '/tmp/bx/w'
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
const vend = Number(process.argv[3] ?? 1)
const prod = await rt.drive<any>({
  name: 'open',
  books: 'product',
  walletCount: 16,
  vendorCount: vend,
})
const bare = { walletIds: prod.walletIds, vendorIds: prod.vendorIds }
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!
for (const lanes of [1, 16]) {
  const ra: number[] = [],
    rb: number[] = [],
    rr: number[] = []
  for (let i = 0; i < 11; i++) {
    const count = 320
    const a = await rt.drive<any>({ name: 'pay', books: 'product', ...prod, count, lanes })
    const b = await rt.drive<any>({ name: 'pay', books: 'bare', ...bare, count, lanes })
    if (i === 0) continue
    ra.push(a.elapsedMs / count)
    rb.push(b.elapsedMs / count)
    rr.push(b.elapsedMs / a.elapsedMs)
  }
  console.log(
    lanes,
    'product',
    med(ra).toFixed(3),
    'bare',
    med(rb).toFixed(3),
    'ratio',
    med(rr).toFixed(3),
    rr.map((x) => x.toFixed(2)).join(' '),
  )
}
await rt.stop()
