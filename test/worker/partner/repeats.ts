/** Calls that are made again under their Idempotency-Key. */
import type { ExpectStatic } from 'vitest'
import type { Answer, Client } from '../../support/contract.ts'

interface Repeated {
  caller: Client
  path: string
  body: object
  /** A change of the body that makes it another call; null where there is nothing to say. */
  other: object | null
}

/** Makes a call three times under one key and then another call under it; gives the first answer. */
export async function repeated(
  expect: ExpectStatic,
  { caller, path, body, other }: Repeated,
): Promise<Answer> {
  const key = crypto.randomUUID()
  const first = await caller.post(path, body, key)
  expect(first.headers.has('Idempotent-Replayed')).toBe(false)
  for (const spelling of [key, `"${key}"`]) {
    const again = await caller.post(path, body, spelling)
    expect([again.status, again.text], path).toEqual([first.status, first.text])
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'))
  }
  if (other === null) return first
  const reused = await caller.post(path, { ...body, ...other }, key)
  expect(reused.body, path).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  return first
}
