import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import type { Built } from './build.ts'
import type { Order } from './contract.ts'

const CLASSES = {
  PARTNER: 'PartnerBook',
  WALLET: 'ShopperWallet',
  VENDOR: 'VendorLedger',
} as const

/** The runtime with all Workers of the benchmark, each in an isolate of its own. */
export interface Runtime {
  /** Where a Worker listens itself, without the proxy that development puts in front of it. */
  origin: (worker: 'product' | 'metered' | 'empty') => Promise<string>
  drive: <T>(order: Order) => Promise<T>
  stop: () => Promise<void>
}

/** The product's bindings and dates, from its own wrangler.toml. */
export function productOptions(root: string) {
  return unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'), '').workerOptions
}

export async function start(
  root: string,
  { bundles }: Built,
  stateFolder: string,
): Promise<Runtime> {
  const { compatibilityDate, bindings, durableObjects, ratelimits } = productOptions(root)
  const modules = (name: keyof Built['bundles']) => [
    { type: 'ESModule' as const, path: bundles[name] },
  ]
  const common = {
    compatibilityDate,
    modulesRoot: '/',
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
  const product = (name: 'product' | 'metered') => ({
    ...common,
    name,
    modules: modules(name),
    bindings,
    durableObjects,
    ratelimits,
    d1Databases: { DB: name },
    // Files come from Cloudflare's own cache and are no work of the Worker.
    serviceBindings: { ASSETS: () => new Response('no files here', { status: 404 }) },
  })
  const booksOf = (worker: 'product' | 'metered') =>
    Object.entries(CLASSES).map(([name, className]) => [
      `${worker.toUpperCase()}_${name}`,
      { className, scriptName: worker },
    ])
  const bare = { BARE_WALLET: 'BareWallet', BARE_VENDOR: 'BareVendor' }
  const bareBooks = Object.entries(bare).map(([binding, className]) => [
    binding,
    { className, scriptName: 'bare', useSQLite: true },
  ])
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: () => undefined,
      resourcePersistencePath: stateFolder,
      ...(process.env.PROF ? { inspectorPort: 9777 } : {}),
      workers: [
        product('product'),
        product('metered'),
        { ...common, name: 'empty', modules: modules('empty') },
        {
          ...common,
          name: 'bare',
          modules: modules('bare'),
          durableObjects: Object.fromEntries(
            Object.entries(bare).map(([binding, className]) => [
              binding,
              { className, useSQLite: true },
            ]),
          ),
        },
        {
          ...common,
          name: 'driver',
          modules: modules('driver'),
          durableObjects: Object.fromEntries([
            ...booksOf('product'),
            ...booksOf('metered'),
            ...bareBooks,
          ]),
        },
      ],
    }),
  )
  await miniflare.ready
  const statements = await migrations(root)
  for (const worker of ['product', 'metered']) {
    const db = await miniflare.getD1Database('DB', worker)
    await db.batch(statements.map((statement) => db.prepare(statement)))
  }
  const driver = await miniflare.unsafeGetDirectURL('driver')
  return {
    origin: async (worker) => (await miniflare.unsafeGetDirectURL(worker)).origin,
    drive: async <T>(order: Order): Promise<T> => {
      const response = await fetch(driver, { method: 'POST', body: JSON.stringify(order) })
      if (!response.ok) throw new Error(`the driver failed: ${await response.text()}`)
      return (await response.json()) as T
    },
    stop: () => miniflare.dispose(),
  }
}

/** The statements of all D1 migrations, in order. */
async function migrations(root: string): Promise<string[]> {
  const files = await Array.fromAsync(glob(join(root, 'migrations', '*.sql')))
  const texts = await Promise.all(files.toSorted().map((file) => readFile(file, 'utf8')))
  return texts.flatMap((text) => text.split('--> statement-breakpoint'))
}
