/** What the first screens know of the stall's own bank accounts. The parts that show it come where there are any. */
import { effect, signal } from '@preact/signals'
import { type Answer, get } from './api.ts'
import { bankNews, connection } from './live.ts'
import { session } from './session.ts'
import type { Bank } from './wire.ts'

/** As last told; null before. */
export const bank = signal<Bank | null>(null)

/** What the charge screen shows of them; null as long as there are none. */
export const bankParts = signal<typeof import('../later/bank/charge-parts.tsx').chargeParts | null>(
  null,
)

/** Listens from the start; asks at each of the server's words, some of which a broken connection may have missed. */
export function startBank(): void {
  session.subscribe((state) => {
    if (state !== 'in') bank.value = null
  })
  effect(() => {
    if (bankNews.value >= 0 && /live|polling/.test(connection.value)) void askBank()
  })
}

export async function askBank(): Promise<Answer<Bank>> {
  const answer = await get<Bank>('/api/bank')
  if (answer.ok) noteBank(answer.value)
  return answer
}

/** Takes what the server answered. */
export function noteBank(told: Bank): void {
  bank.value = told
  if (told.accounts.length === 0) return
  // Without them the link can still be shown.
  import('../later/bank/charge-parts.tsx').then(
    ({ chargeParts }) => (bankParts.value = chargeParts),
    () => undefined,
  )
}
