let taken: string | null = null

/** The one-time token of the address, taken out of the address bar and of the history; null when there is none. */
export function takeToken(): string | null {
  const token = location.hash.slice(1)
  if (token !== '') {
    taken = token
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return taken
}
