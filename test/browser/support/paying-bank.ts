import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import type { Chaos } from '../../../scripts/acquirer/simulator.ts'
import { pay, sign } from '../../../scripts/acquirer/simulator.ts'
import type { Currency } from '../../../src/domain/money/money.ts'
import { newId } from '../../../src/platform/ids.ts'
import { apiPost, operatorPost } from './stalls.ts'

/** A payer's bank app with the acquirer behind it: it knows of a payment what the code says, and nothing else. */
export interface PayingBank {
  /** Pays the code that was scanned, and tells Pushcart; resolves with what it is to the vendor. */
  pay: (payload: string, chaos?: Chaos & { amount?: number; tampered?: boolean }) => Promise<string>
}

export async function openBank(currency: Currency = 'INR'): Promise<PayingBank> {
  const acquirer = {
    id: newId('partner', Date.now()),
    kind: 'acquirer',
    name: 'Dadar Bank',
    currency,
  }
  const { partners } = (await operatorPost('/demo/partners', { partners: [acquirer] })) as {
    partners: { api_key: string }[]
  }
  const call = async (path: string, init: RequestInit) => {
    const headers = { ...init.headers, Authorization: `Bearer ${partners[0]?.api_key ?? ''}` }
    const answer = await fetch(inject('baseUrl') + path, { method: 'POST', ...init, headers })
    return (await answer.json()) as { secret: string; outcome?: string; code?: string }
  }
  const { secret } = await call('/v1/acquirer/secret', {})
  return {
    pay: async (payload, { tampered = false, ...how } = {}) => {
      const signed = sign(pay(payload, currency, how), { secret, tampered })
      const { outcome, code } = await call('/v1/acquirer/credits', signed)
      return outcome ?? code ?? ''
    },
  }
}

/** An account of the stall's bank, added on the vendor's phone that has just signed in. */
export async function addAccount(
  vendor: Page,
  account: object,
): Promise<{ id: string; poster_url: string }> {
  const { accounts } = await apiPost<{ accounts: { id: string; poster_url: string }[] }>(
    vendor,
    '/api/bank/accounts',
    account,
  )
  const added = accounts.at(-1)
  if (added === undefined) throw new Error('the account is not there')
  return added
}
