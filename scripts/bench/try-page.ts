import { getRepeatedly } from './load.ts'
import { openStall, STALL_CODE } from './stall.ts'
export async function preparePage(origin: string) {
  await openStall(origin)
  const page = new URL(`/p/${STALL_CODE}`, origin)
  const r = await fetch(page); const t = await r.text(); console.log('bytes', t.length, [...r.headers].map(h => h.join(': ').length).reduce((a, b) => a + b))
  return async () => { const r = await getRepeatedly(page, { connections: 8, durationMs: 3000 }); console.log('us per page', 1000 * r.elapsedMs / r.count) }
}
