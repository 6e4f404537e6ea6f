import type { StatementLine, TodayResource } from '../../domain/ledger/statement.ts'
import type { PaymentRequestResource } from '../../domain/payments/request.ts'
import { tokenHash } from '../../platform/secrets.ts'

/** What the server says on a live connection. */
export type LiveMessage =
  | { type: 'hello'; last_seq: number; today: TodayResource }
  | { type: 'entry'; entry: StatementLine; today: TodayResource }
  | { type: 'request'; request: PaymentRequestResource }
  | { type: 'status'; status: string }
  /** The credit changed: ask for it again. */
  | { type: 'credit' }
  /** An order changed: ask for it again. */
  | { type: 'order'; id: string }
  /** Money at the vendor's bank: ask what waits, and how the payment that is shown stands. */
  | { type: 'bank' }
  /** The tiles changed: ask for them again. */
  | { type: 'till_items' }

/** Close code for a session that ended: the app must not reconnect with it. */
const SESSION_ENDED = 4401

/** The vendor's open screens. Hibernatable: an idle stall costs nothing. */
export class LiveFeed {
  readonly #ctx: DurableObjectState

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    // Answered by the runtime: a ping does not wake the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Takes a connection and tells it what it missed; tagged with its session, so that logging out ends it. */
  accept(token: string, missed: readonly LiveMessage[]): WebSocket {
    const { 0: client, 1: server } = new WebSocketPair()
    this.#ctx.acceptWebSocket(server, [tagOf(token)])
    for (const message of missed) this.#send(server, message)
    return client
  }

  #send(socket: WebSocket, message: LiveMessage): void {
    try {
      socket.send(JSON.stringify(message))
    } catch {
      // A socket that closed meanwhile; its owner reconnects and is told what it missed.
    }
  }

  broadcast(message: LiveMessage): void {
    for (const socket of this.#ctx.getWebSockets()) this.#send(socket, message)
  }

  get isWatched(): boolean {
    return this.#ctx.getWebSockets().length > 0
  }

  endSession(token: string): void {
    for (const socket of this.#ctx.getWebSockets(tagOf(token)))
      socket.close(SESSION_ENDED, 'session ended')
  }
}

function tagOf(token: string): string {
  return tokenHash(token).slice(0, 32)
}
