import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Built } from './build.ts'
import type { Line } from './report.ts'
import type { Runtime } from './runtime.ts'
import { STALL_CODE } from './stall.ts'

/** Compressed sizes of what travels: to Cloudflare at a deploy, to a phone at a visit. One KB is 1,024 bytes. */
export async function measureSizes(built: Built, runtime: Runtime): Promise<Line[]> {
  const page = await fetch(`${await runtime.origin('product')}/p/${STALL_CODE}`)
  const shell = await readFile(join(built.clientFolder, 'app', 'index.html'), 'utf8')
  const files = [...shell.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].flatMap(
    ([, path]) => (path === undefined ? [] : [path]),
  )
  const of = async (extension: string) => {
    const contents = files
      .filter((path) => path.endsWith(extension))
      .map((path) => readFile(join(built.clientFolder, path)))
    return (await Promise.all(contents)).reduce((sum, content) => sum + gzipKb(content), 0)
  }
  // The app's words come in a file of their own, one a language.
  const catalogues = await Array.fromAsync(
    glob(join(built.clientFolder, 'assets', 'app', '{en,hi,zh-cn}-*.js')),
    async (path) => gzipKb(await readFile(path)),
  )
  const appScript = (await of('.js')) + Math.max(...catalogues)
  const payScript = await readFile(join(built.clientFolder, 'assets', 'pay.js'))
  const worker = await readFile(built.bundles.product)
  return [
    size('Worker bundle', gzipKb(worker), 400),
    size('pay page, HTML with its CSS', gzipKb(Buffer.from(await page.arrayBuffer())), 14),
    size('pay.js', gzipKb(payScript), 5),
    size('vendor app, script of the first screen and its longest language', appScript, 35),
    size('vendor app, CSS of the first screen', await of('.css'), 8),
  ]
}

function size(name: string, value: number, atMost: number): Line {
  return { name, value, unit: 'KB', budget: { atMost }, note: 'gzip' }
}

function gzipKb(content: Buffer): number {
  return gzipSync(content).length / 1024
}
