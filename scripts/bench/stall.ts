import { newId } from '../../src/platform/ids.ts'
import { DEMO_OPERATOR_TOKEN } from '../demo/token.ts'

/** The example of all our documents; a stall of the benchmark has it. */
export const STALL_CODE = '7K3M92QD'

/** Opens a stall with a sticker, as `npm start` does it. Answers its id. */
export async function openStall(origin: string): Promise<string> {
  const id = newId('vendor', Date.now())
  const vendor = {
    id,
    code: STALL_CODE,
    name: 'Asha Chaat Corner',
    trade: 'Pani puri and chaat',
    place: 'Linking Road, Bandra',
    emoji: '🥟',
    currency: 'INR',
    locale: 'en',
    time_zone: 'Asia/Kolkata',
    opened_at: new Date().toISOString(),
  }
  const response = await fetch(`${origin}/demo/vendors`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${DEMO_OPERATOR_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ vendors: [vendor] }),
  })
  if (!response.ok) throw new Error(`no stall: ${await response.text()}`)
  return id
}
