/** Installs the service worker, and knows when a new version waits. */
import { signal } from '@preact/signals'

/** Starts the new version (and reloads); null while there is none. */
export const newVersion = signal<(() => void) | null>(null)

export async function installWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/app' })
    const offer = (worker: ServiceWorker | null): void => {
      // Without a controller this is the first install: there is nothing old to replace.
      if (worker === null || navigator.serviceWorker.controller === null) return
      newVersion.value = () => start(worker)
    }
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') offer(worker)
      })
    })
    // A till stays open for days: ask for news when somebody returns to it.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
    })
  } catch {
    // The app works without it, only not offline.
  }
}

function start(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  })
  worker.postMessage('start')
}
