/** People and things for tests of `/v1`, all of them made through `/v1`. */
import type { Scope } from '../../../src/domain/partners/scopes.ts'
import { DEMO_OPERATOR_TOKEN } from '../../../src/env.ts'
import { Client, made } from '../../support/contract.ts'

export const operator = new Client(DEMO_OPERATOR_TOKEN)

export const STALL = {
  name: 'Asha’s Chaat',
  trade: 'Snacks and tea',
  place: 'Station Road, gate 2',
  emoji: '🥟',
  currency: 'INR',
  locale: 'hi',
  time_zone: 'Asia/Kolkata',
}

export function inr(amount: number) {
  return { amount, currency: 'INR' }
}

export interface Partner {
  id: string
  client: Client
}

/** A partner with a key of its own. */
export async function newPartner(
  kind: 'agent' | 'supplier' | 'lender' | 'acquirer' = 'agent',
  { scopes, currency = 'INR' }: { scopes?: readonly Scope[]; currency?: string } = {},
): Promise<Partner> {
  const partner = await made(operator.post('/partners', { kind, name: 'Market Co-op', currency }))
  const id = partner.string('id')
  return { id, client: await newKey(id, scopes) }
}

export async function newKey(partnerId: string, scopes?: readonly Scope[]): Promise<Client> {
  const body = scopes === undefined ? {} : { scopes }
  const key = await made(operator.post(`/partners/${partnerId}/api-keys`, body))
  return new Client(key.string('key'))
}

export async function fund(partnerId: string, amount: number, currency = 'INR'): Promise<void> {
  await made(operator.post(`/partners/${partnerId}/fundings`, { amount: { amount, currency } }))
}

export interface Stall {
  id: string
  code: string
}

export async function newStall(client: Client, change: object = {}): Promise<Stall> {
  const vendor = await made(client.post('/vendors', { ...STALL, ...change }))
  return { id: vendor.string('id'), code: vendor.string('code') }
}

export interface Market extends Partner {
  stall: Stall
  /** A wallet of the agent's with 10,000.00 rupees in it. */
  wallet: string
}

/** An agent with a float, one stall, and a wallet that can pay. */
export async function newMarket(): Promise<Market> {
  const partner = await newPartner()
  await fund(partner.id, 5_000_000)
  const [stall, wallet] = await Promise.all([
    newStall(partner.client),
    newWallet(partner.client, 1_000_000),
  ])
  return { ...partner, stall, wallet }
}

export async function newWallet(client: Client, amount: number): Promise<string> {
  const wallet = (await made(client.post('/wallets', { currency: 'INR' }))).string('id')
  if (amount > 0) await made(client.post(`/wallets/${wallet}/top-ups`, { amount: inr(amount) }))
  return wallet
}

/** Pays, and gives the payment's id. */
export async function pay(market: Market, amount: number, change: object = {}): Promise<string> {
  const { client, wallet, stall } = market
  const body = { wallet, vendor: stall.id, amount: inr(amount), ...change }
  return (await made(client.post('/payments', body))).string('id')
}
