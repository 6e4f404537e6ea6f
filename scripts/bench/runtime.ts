import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import type { V4WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import type { Built } from './build.ts'
import type { Order } from './contract.ts'

/** The product's books, as the driver's bindings name them. */
const BOOKS = { PARTNER: 'PartnerBook', WALLET: 'ShopperWallet', VENDOR: 'VendorLedger' }
const BARE_BOOKS = { BARE_WALLET: 'BareWallet', BARE_VENDOR: 'BareVendor' }

type ProductOptions = Required<
  Pick<V4WorkerOptions, 'bindings' | 'compatibilityDate' | 'durableObjects' | 'ratelimits'>
>

/** The runtime with all Workers of the benchmark, each in an isolate of its own. */
export interface Runtime {
  /** Where a Worker listens itself, without the proxy that development puts in front of it. */
  origin: (worker: 'product' | 'metered' | 'empty') => Promise<string>
  drive: <T>(order: Order) => Promise<T>
  /** Lets the product's cron trigger fire; resolves when the run is over. */
  scheduled: (atMs: number) => Promise<void>
  /** The product's D1. */
  database: () => ReturnType<Miniflare['getD1Database']>
  stop: () => Promise<void>
}

/** The product's bindings and compatibility date, from its own wrangler.toml. */
export function productOptions(root: string): ProductOptions {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'), '')
  return workerOptions as ProductOptions
}

/** Starts everything with books and D1 on disk in `stateFolder`. */
export async function start(
  root: string,
  built: Built,
  stateFolder: string,
  isNew = true,
): Promise<Runtime> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(LogLevel.ERROR),
      // What the Workers log is no part of a measurement's output.
      handleStructuredLogs: () => undefined,
      resourcePersistencePath: stateFolder,
      workers: workersOf(built, productOptions(root)),
    }),
  )
  await miniflare.ready
  const statements = isNew ? await migrations(root) : []
  for (const worker of ['product', 'metered']) {
    const db = await miniflare.getD1Database('DB', worker)
    if (isNew) await db.batch(statements.map((statement) => db.prepare(statement)))
  }
  const driver = await miniflare.unsafeGetDirectURL('driver')
  return {
    origin: async (worker) => (await miniflare.unsafeGetDirectURL(worker)).origin,
    drive: async <T>(order: Order): Promise<T> => {
      const response = await fetch(driver, { method: 'POST', body: JSON.stringify(order) })
      if (!response.ok) throw new Error(`the driver failed: ${await response.text()}`)
      return (await response.json()) as T
    },
    scheduled: async (atMs) => {
      const product = await miniflare.getWorker('product')
      await product.scheduled({ scheduledTime: new Date(atMs) })
    },
    database: () => miniflare.getD1Database('DB', 'product'),
    stop: () => miniflare.dispose(),
  }
}

function workersOf({ bundles }: Built, product: ProductOptions): V4WorkerOptions[] {
  const { compatibilityDate, bindings, durableObjects, ratelimits } = product
  const worker = (name: keyof Built['bundles']) => ({
    name,
    compatibilityDate,
    modules: [{ type: 'ESModule' as const, path: bundles[name] }],
    modulesRoot: '/',
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  })
  const app = (name: 'product' | 'metered'): V4WorkerOptions => ({
    ...worker(name),
    bindings,
    durableObjects,
    ratelimits,
    d1Databases: { DB: name },
    // Files come from Cloudflare's own cache and are no work of the Worker.
    serviceBindings: { ASSETS: () => new Response('no files here', { status: 404 }) },
  })
  const booksOf = (scriptName: 'product' | 'metered') =>
    Object.entries(BOOKS).map(([book, className]) => [
      `${scriptName.toUpperCase()}_${book}`,
      { className, scriptName },
    ])
  const bareBooks = (script: { scriptName?: string }) =>
    Object.entries(BARE_BOOKS).map(([binding, className]) => [
      binding,
      { className, useSQLite: true, ...script },
    ])
  const driven = [
    ...booksOf('product'),
    ...booksOf('metered'),
    ...bareBooks({ scriptName: 'bare' }),
  ]
  return [
    app('product'),
    app('metered'),
    worker('empty'),
    { ...worker('bare'), durableObjects: Object.fromEntries(bareBooks({})) },
    { ...worker('driver'), durableObjects: Object.fromEntries(driven) },
  ]
}

/** The statements of all D1 migrations, in order. */
async function migrations(root: string): Promise<string[]> {
  const files = await Array.fromAsync(glob(join(root, 'migrations', '*.sql')))
  const texts = await Promise.all(files.toSorted().map((file) => readFile(file, 'utf8')))
  return texts.flatMap((text) => text.split('--> statement-breakpoint'))
}
