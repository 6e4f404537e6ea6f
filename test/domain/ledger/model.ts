/**
 * A ledger that anyone can check by eye: it keeps the list of what was accepted and adds everything up again for each
 * question. It shares no code with the engine, and is what the engine is compared with.
 */
export interface ModelMove {
  key: string
  fields: string
  type: 'post' | 'hold'
  from: string
  to: string
  amount: number
  declined: string | null
  /** Minor units posted when a hold ended; null while it is open. */
  posted: number | null
  expiresAtMs: number | null
}

export type ModelAnswer =
  | 'recorded'
  | 'exists'
  | 'conflict'
  | 'resolved_before'
  | `declined ${string}`

const EXACT_MAX = Number.MAX_SAFE_INTEGER

export class ModelLedger {
  moves: ModelMove[] = []

  /** What is on an account, counting holds on the side that gives. */
  spendable(account: string, moves: readonly ModelMove[] = this.moves): number {
    let sum = 0
    for (const move of moves) {
      if (move.declined !== null) continue
      const arrived = move.type === 'post' ? move.amount : (move.posted ?? 0)
      const given = move.type === 'post' ? move.amount : (move.posted ?? move.amount)
      if (move.to === account) sum += arrived
      if (move.from === account) sum -= given
    }
    return sum
  }

  /** Total ever moved into or out of an account, holds included at their full amount while open. */
  volume(account: string, side: 'from' | 'to', moves: readonly ModelMove[] = this.moves): number {
    let sum = 0
    for (const move of moves) {
      if (move.declined !== null || move[side] !== account) continue
      sum += move.type === 'post' ? move.amount : (move.posted ?? 0)
    }
    return sum
  }

  move(asked: Omit<ModelMove, 'declined' | 'posted'>, openMax: number): ModelAnswer {
    const known = this.moves.find(({ key }) => key === asked.key)
    if (known !== undefined) return known.fields === asked.fields ? 'exists' : 'conflict'
    const move: ModelMove = { ...asked, declined: null, posted: null }
    const next = [...this.moves, move]
    if (move.type === 'hold' && this.open().length >= openMax) move.declined = 'too_many_open'
    else if (this.tooLarge(next)) move.declined = 'overflow'
    else if (this.spendable('available', next) < 0) move.declined = 'insufficient_funds'
    this.moves = next
    return move.declined === null ? 'recorded' : `declined ${move.declined}`
  }

  refuse(asked: Omit<ModelMove, 'declined' | 'posted'>, reason: string): ModelAnswer {
    const known = this.moves.find(({ key }) => key === asked.key)
    if (known !== undefined) return known.fields === asked.fields ? 'exists' : 'conflict'
    this.moves = [...this.moves, { ...asked, declined: reason, posted: null }]
    return `declined ${reason}`
  }

  resolve(key: string, posted: number): ModelAnswer {
    const hold = this.open().find((move) => move.key === key)
    if (hold === undefined) return 'resolved_before'
    hold.posted = posted
    return 'recorded'
  }

  expire(nowMs: number): void {
    for (const hold of this.open()) {
      if (hold.expiresAtMs !== null && hold.expiresAtMs <= nowMs) hold.posted = 0
    }
  }

  open(): ModelMove[] {
    return this.moves.filter(
      ({ type, declined, posted }) => type === 'hold' && declined === null && posted === null,
    )
  }

  tooLarge(moves: readonly ModelMove[]): boolean {
    const accounts = ['available', 'inbound', 'outbound', 'funding']
    return accounts.some(
      (account) =>
        this.volume(account, 'from', moves) > EXACT_MAX ||
        this.volume(account, 'to', moves) > EXACT_MAX ||
        this.reserved(account, 'from', moves) > EXACT_MAX ||
        this.reserved(account, 'to', moves) > EXACT_MAX,
    )
  }

  /** What open holds would move into or out of an account. */
  reserved(account: string, side: 'from' | 'to', moves: readonly ModelMove[]): number {
    return moves
      .filter(
        ({ type, declined, posted }) => type === 'hold' && declined === null && posted === null,
      )
      .filter((move) => move[side] === account)
      .reduce((sum, { amount }) => sum + amount, 0)
  }
}
