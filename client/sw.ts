/**
 * Service worker: keeps the shell of the vendor app on the phone, so that the keypad stands before the network
 * answers. It never touches money: requests to anything but the shell go to the network as if it were not here.
 */

/** The few things of the worker's scope that are used here; the page's DOM types have none of them. */
interface WorkerScope {
  addEventListener<K extends keyof WorkerEvents>(
    type: K,
    listener: (event: WorkerEvents[K]) => void,
  ): void
  skipWaiting(): Promise<void>
  location: Location
  registration: { scope: string }
}

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface WorkerEvents {
  install: Extendable
  activate: Extendable
  message: MessageEvent
  fetch: Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
}

const worker = self as unknown as WorkerScope

const PREFIX = 'pushcart-'
const CACHE = PREFIX + __BUILD__
/** The app's one document, served for each of its addresses. */
const SHELL = '/app'
const KEPT: ReadonlySet<string> = new Set(__SHELL_FILES__)

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells())
})

worker.addEventListener('message', ({ data }) => {
  // The vendor tapped "new version"; until then the old one keeps serving what it started with.
  if (data === 'start') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  const isScreen = request.mode === 'navigate' && /^\/app(\/|$)/.test(url.pathname)
  if (isScreen) event.respondWith(fromShell(SHELL, request))
  else if (KEPT.has(url.pathname)) event.respondWith(fromShell(url.pathname, request))
})

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  // `reload`: never an older copy out of the browser's own cache.
  const requests = [SHELL, ...KEPT].map((path) => new Request(path, { cache: 'reload' }))
  await cache.addAll(requests)
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const kept = await caches.open(CACHE).then((cache) => cache.match(path))
  return kept ?? fetch(request)
}
