/** The address bar and the screen, kept together. */
import { signal } from '@preact/signals'
import { pathOf, type Route, routeOf } from './route.ts'

export const route = signal<Route>(routeOf(location.pathname))

/** How many screens of ours lie behind this one; 0 means that "back" would leave the app. */
let depth = 0

/** Shows a screen. `replace` leaves no way back to the one before. */
export function go(next: Exclude<Route, { name: 'unknown' }>, { replace = false } = {}): void {
  const url = addressOf(next)
  if (replace) history.replaceState({ depth }, '', url)
  else {
    depth += 1
    history.pushState({ depth }, '', url)
  }
  route.value = next
}

/** `?lang=` goes along; the rest of a query belongs to the screen that it was made for. */
function addressOf(next: Exclude<Route, { name: 'unknown' }>): string {
  const lang = new URLSearchParams(location.search).get('lang')
  const path = pathOf(next)
  if (lang === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}lang=${encodeURIComponent(lang)}`
}

/** The screen before, or `fallback` when the app was opened on this one. */
export function goBack(fallback: Exclude<Route, { name: 'unknown' }> = { name: 'keypad' }): void {
  if (depth > 0) history.back()
  else go(fallback, { replace: true })
}

export function startRouter(): void {
  const state = history.state as { depth?: unknown } | null
  depth = typeof state?.depth === 'number' ? state.depth : 0
  addEventListener('popstate', (event) => {
    const arrived = event.state as { depth?: unknown } | null
    depth = typeof arrived?.depth === 'number' ? arrived.depth : 0
    route.value = routeOf(location.pathname)
  })
}
