/** A stall with a bank account, a shopper's browser, and money that arrives at the bank. */
import type { ReceivingAccount } from '../../src/domain/payments/receiving-schemes.ts'
import { accountKey } from '../../src/domain/payments/receiving.ts'
import type { ReceivingInput } from '../../src/domain/payments/receiving.ts'
import { newId } from '../../src/platform/ids.ts'
import { addReceivingAccount, readBankPayment, receiveCredit } from '../../src/services/bank.ts'
import { Browser, mintedId, send, signUp } from '../support/http.ts'
import type { Stall } from '../support/http.ts'
import { ctxAt, rowOf } from './credit/servicing-world.ts'

export interface World {
  stall: Stall
  shopper: Browser
  account: ReceivingAccount
  path: string
}

let serial = 0

/** A number that no other name of this file's has. */
export function nextSerial(): number {
  serial += 1
  return serial
}

export async function addAccount(stall: Stall, input?: ReceivingInput): Promise<ReceivingAccount> {
  const vpa = {
    scheme: 'upi' as const,
    account: `asha.pages${nextSerial()}@okbank`,
    name: 'Asha Patil',
  }
  const added = await addReceivingAccount(ctxAt(Date.now()), await rowOf(stall), input ?? vpa)
  if (added.outcome !== 'added') throw new Error(JSON.stringify(added))
  return added.account
}

export async function newWorld(): Promise<World> {
  const stall = await signUp()
  const account = await addAccount(stall)
  const shopper = new Browser({ 'CF-Connecting-IP': crypto.randomUUID() })
  return { stall, account, shopper, path: `/p/${stall.code}` }
}

/** What a person reads of a page, and what its buttons and states are. */
export function read(html: string): string {
  return html
    .replaceAll(/<(style|title)>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

export const isGreen = (html: string) => html.includes('class="stamp paid"')

export function signsOf(html: string): string {
  const mark = /<p class="mark">(.*?)<\/p>/s.exec(html)?.[1] ?? ''
  return mark.replaceAll(/<[^>]+>|\s/g, '')
}

/** Sends the form of a pay page to the stall's bank; answers where the browser is sent. */
export async function begin(
  { shopper, path }: Pick<World, 'shopper' | 'path'>,
  fields: Record<string, string>,
): Promise<string> {
  const payment = mintedId(await (await shopper.get(path)).text())
  const answer = await shopper.postForm(`${path}/bank`, { payment, ...fields })
  if (answer.status !== 303) throw new Error(`${answer.status} ${read(await answer.text())}`)
  return answer.headers.get('Location') ?? ''
}

export const idIn = (location: string) => /att_[0-9A-Z]{26}/.exec(location)?.[0] ?? ''

export async function attemptOf({ stall }: World, location: string) {
  const found = await readBankPayment(ctxAt(Date.now()), await rowOf(stall), idIn(location))
  if (found === null) throw new Error(`nobody began ${location}`)
  return found
}

/** Money arrives at the stall's bank, and its acquirer says so. */
export async function arrive(
  { account }: World,
  amount: number,
  { reference = null, atMs = Date.now() }: { reference?: string | null; atMs?: number } = {},
) {
  const number = nextSerial()
  const notice = {
    event_id: `evt-${number}`,
    account: account.account,
    amount: { amount, currency: 'INR' },
    reference,
    bank_txn_id: `PAGES${number}`,
    booked_at: new Date(atMs).toISOString(),
  }
  const credited = await receiveCredit(ctxAt(atMs), newId('partner', atMs), {
    notice,
    key: accountKey(account),
  })
  if (credited === 'conflict') throw new Error('the same id of the bank twice')
  return credited
}

export const stateOf = async (location: string) => {
  const response = await send(location.replace('?', '.json?'))
  return response.json<{ state: string }>()
}
