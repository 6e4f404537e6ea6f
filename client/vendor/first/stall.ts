import { signal } from '@preact/signals'
import { post } from './api.ts'
import type { Problem } from './problem.ts'
import { welcome } from './session.ts'
import type { Me } from './wire.ts'

export const isSwitching = signal(false)
export const stallProblem = signal<Problem | null>(null)

/** Opens or closes the stall. */
export async function switchStall(status: 'open' | 'closed'): Promise<void> {
  if (isSwitching.peek()) return
  isSwitching.value = true
  stallProblem.value = null
  const answer = await post<Me>('/api/stall', { status })
  isSwitching.value = false
  if (answer.ok) await welcome(answer.value)
  else stallProblem.value = answer.problem
}
