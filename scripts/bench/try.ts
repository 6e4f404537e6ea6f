import { mkdtemp, rm } from 'node:fs/promises'
import { build } from './build.ts'
import { productOptions, start } from './runtime.ts'
const root = '/work/main'
const t0 = Date.now()
const folder = '/tmp/bx/w'
const built = process.argv[2] === 'nobuild' ? { clientFolder: folder + '/client', bundles: Object.fromEntries(['product','metered','bare','empty','driver'].map(n => [n, `${folder}/${n}/${n === 'product' ? 'index' : n + '-worker'}.js`])) as never } : await build(root, folder, productOptions(root).compatibilityDate ?? '')
console.log('built', Date.now() - t0)
await rm('/tmp/bx/state', { recursive: true, force: true })
const rt = await start(root, built, '/tmp/bx/state')
console.log('started', Date.now() - t0)
console.log(await (await fetch(await rt.origin('empty'))).text())
const prod = await rt.drive<any>({ name: 'open', books: 'product', walletCount: 16, vendorCount: 1 })
console.log('opened', Date.now() - t0)
const bare = { walletIds: prod.walletIds, vendorIds: prod.vendorIds }
for (let i = 0; i < 6; i++) for (const lanes of [1, 16]) {
  const count = 480
  const a = await rt.drive<any>({ name: 'pay', books: 'product', ...prod, count, lanes })
  const b = await rt.drive<any>({ name: 'pay', books: 'bare', ...bare, count, lanes })
  console.log(lanes, 'product', (a.elapsedMs / count).toFixed(3), 'bare', (b.elapsedMs / count).toFixed(3), 'ratio', (b.elapsedMs / a.elapsedMs).toFixed(3))
}
await rt.stop()
