/** What a partner's book knows about an Idempotency-Key. */
export type IdempotencyState =
  /** Go on, with this id for what is created: the same one after a call that was cut off. */
  | { state: 'go'; operationId: string }
  | { state: 'running' }
  | { state: 'reused' }
  | { state: 'done'; status: number; body: string }
