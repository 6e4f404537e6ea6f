import { rm } from 'node:fs/promises'
import { runtimeCpuMs } from './cpu.ts'
import { getRepeatedly } from './load.ts'
import { spreadOf } from './rounds.ts'
import { start } from './runtime.ts'
import { openStall, STALL_CODE } from './stall.ts'
const folder = process.argv[2] ?? '/tmp/bx/w'
const built = { clientFolder: folder + '/client', bundles: Object.fromEntries(['product','metered','bare','empty','driver'].map(n => [n, `${folder}/${n}/${n === 'product' ? 'index' : n + '-worker'}.js`])) as never }
await rm('/tmp/bx/state', { recursive: true, force: true })
const rt = await start('/work/main', built, '/tmp/bx/state')
const origin = await rt.origin('product'); await openStall(origin)
const paths: Record<string, string> = { empty: await rt.origin('empty') + '/', healthz: origin + '/healthz', robots: origin + '/robots.txt', page: `${origin}/p/${STALL_CODE}` }
const got: Record<string, number[]> = {}, wall: Record<string, number[]> = {}
for (let i = 0; i < 15; i++) for (const [n, u] of Object.entries(paths)) { const c0 = runtimeCpuMs()!; const r = await getRepeatedly(new URL(u), { connections: 8, durationMs: 200 }); if (i) { (got[n] ??= []).push(1000 * (runtimeCpuMs()! - c0) / r.count); (wall[n] ??= []).push(1000 * r.elapsedMs / r.count) } }
for (const n of Object.keys(paths)) console.log(n.padEnd(10), 'cpu us', spreadOf(got[n]!).median.toFixed(0), 'low', spreadOf(got[n]!).low.toFixed(0), 'wall low', spreadOf(wall[n]!).low.toFixed(0))
await rt.stop()
