/** What this phone remembers between visits. Every use works without it: private windows have none. */

const PREFIX = 'pushcart.'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key)
  } catch {
    return null
  }
}

export function store(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value)
  } catch {
    // Full or forbidden: the app forgets, and nothing depends on it.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // As above.
  }
}

/** Everything but the language and the sound, which belong to the person and not to the stall. */
export function forgetStall(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      const isKept = key === `${PREFIX}language` || key === `${PREFIX}sound`
      if (key.startsWith(PREFIX) && !isKept) localStorage.removeItem(key)
    }
  } catch {
    // As above.
  }
}

/** A remembered value, as it was stored by this app; null when there is none or it cannot be read. */
export function recallJson(key: string): unknown {
  const text = recall(key)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function storeJson(key: string, value: unknown): void {
  store(key, JSON.stringify(value))
}
