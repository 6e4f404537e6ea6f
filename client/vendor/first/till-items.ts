/** The stall's tiles: remembered on the phone, and asked for with each connection, because news may have been missed. */
import { effect } from '@preact/signals'
import type { TillItem } from '../../../src/domain/payments/till-items.ts'
import { get } from './api.ts'
import { connection, tilesNews } from './live.ts'
import { session } from './session.ts'
import { recallJson, storeJson } from './storage.ts'
import { tiles } from './tiles.ts'

const STORED = 'tiles'

export function startTillItems(): void {
  session.subscribe((state) => {
    const known = state === 'in' ? (recallJson(STORED) as TillItem[] | null) : null
    tiles.value = known ?? []
  })
  effect(() => {
    // Read for its sake: each of the server's words asks again.
    if (tilesNews.value >= 0 && connection.value === 'live') void ask()
  })
}

/** Takes what the server told. */
export function noteTiles(told: readonly TillItem[]): void {
  tiles.value = told
  storeJson(STORED, told)
}

async function ask(): Promise<void> {
  const answer = await get<{ data: TillItem[] }>('/api/till/items')
  if (answer.ok && session.peek() === 'in') noteTiles(answer.value.data)
}
