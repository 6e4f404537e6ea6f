/** Partners that listen, and a stand-in for the Internet between them and us. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, vi } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/log.ts'
import type { Ctx } from '../../../src/services/context.ts'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import { emitEvents } from '../../../src/services/webhooks.ts'
import type { Client } from '../../support/contract.ts'
import { made } from '../../support/contract.ts'
import { ORIGIN } from '../../support/http.ts'
import { Internet } from '../../support/webhook-receiver.ts'
import { newPartner } from './world.ts'
import type { Partner } from './world.ts'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** Gives each test of a file an Internet of its own, and nothing on its way from the one before. */
export function useInternet(): { current: Internet } {
  const internet = { current: new Internet() }
  beforeEach(async () => {
    internet.current = new Internet()
    vi.stubGlobal('fetch', internet.current.fetch)
    await env.DB.exec('DELETE FROM webhook_deliveries')
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return internet
}

/** The context of a use case at a moment. */
export function ctxAt(nowMs: number): Ctx {
  const requestId = newId('httpRequest', nowMs)
  return { env, nowMs, requestId, origin: ORIGIN, log: createLog({}) }
}

let hosts = 0

/** An address that nobody else in these tests has. */
export function newUrl(): string {
  hosts += 1
  return `https://partner-${hosts}.example.com/hooks`
}

export interface Listener extends Partner {
  endpoint: string
  url: string
  secret: string
}

/** A partner with one endpoint. */
export async function newListener(body: object = {}): Promise<Listener> {
  const partner = await newPartner('lender')
  const url = newUrl()
  const answer = await made(partner.client.post('/webhook-endpoints', { url, ...body }))
  return { ...partner, url, endpoint: answer.string('id'), secret: answer.string('secret') }
}

export function drawPosted(
  partnerId: string,
  nowMs: number,
  id = newId('event', nowMs),
): Promise<boolean> {
  const event = { id, type: 'credit.draw_posted' as const, data: { draw: 'drw_1' } }
  return emitEvents(ctxAt(nowMs), partnerId, [event])
}

export async function deliveries(client: Client, query = ''): Promise<Record<string, unknown>[]> {
  return (await client.get(`/webhook-deliveries${query}`)).list('data')
}

/** Runs the cron at each next attempt until nothing is left to be tried; gives the moments of the attempts. */
export async function runUntilDone(client: Client): Promise<number[]> {
  const attemptedAtMs: number[] = []
  for (;;) {
    const [pending] = await deliveries(client, '?state=pending')
    if (pending === undefined) return attemptedAtMs
    const atMs = Date.parse(String(pending['next_attempt_at']))
    attemptedAtMs.push(atMs)
    await deliverDue(ctxAt(atMs))
  }
}
