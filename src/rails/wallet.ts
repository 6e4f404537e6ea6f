/** The closed loop as a rail: paid in the call that asks for it, and proved by our own books. */
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import type { AttemptInput, Observation, Rail, RefundInput } from '../domain/payments/rail.ts'

/** What the wallet rail needs: the shopper's wallet and the vendor's book, behind two calls. */
export interface WalletRailConfig {
  /** Pays from the wallet; the same id again answers as the first time. */
  pay(attempt: AttemptInput): Promise<TransferOutcome>
  /** Gives a payment back, or a part of it. */
  refund(refund: RefundInput): Promise<TransferOutcome>
}

export const walletRail: Rail<WalletRailConfig> & Required<Pick<Rail<WalletRailConfig>, 'refund'>> =
  {
    id: 'wallet',
    caps: {
      presentations: ['instant'],
      expiry: { minS: 1, maxS: 1, defaultS: 1 },
      notify: 'internal',
      query: true,
      cancel: false,
      refund: { mode: 'sync', partial: true },
      settlement: 'platform',
    },
    ref: (attemptId) => attemptId,
    create: async (books, attempt) => ({
      show: { kind: 'instant' },
      observations: [observed(attempt, await books.pay(attempt))],
    }),
    // Asking again under the same id moves nothing twice, and so is the query.
    query: async (books, attempt) => [observed(attempt, await books.pay(attempt))],
    refund: async (books, asked) => [
      observed({ ref: asked.id, money: asked.money }, await books.refund(asked)),
    ],
    // Our own books are asked, not believed by post.
    open: async () => null,
    acknowledge: (outcome) => (outcome === 'accepted' ? 200 : outcome === 'retry' ? 503 : 401),
  }

const STATES = {
  posted: 'paid',
  pending: 'pending',
  declined: 'failed',
  conflict: 'unknown',
} as const satisfies Record<TransferOutcome['state'], Observation['state']>

function observed(
  { ref, money }: Pick<AttemptInput, 'ref' | 'money'>,
  outcome: TransferOutcome,
): Observation {
  const isPosted = outcome.state === 'posted'
  return {
    ourRef: ref,
    railRef: isPosted ? ref : null,
    // The id belongs to another payment: of this one nothing is known.
    state: STATES[outcome.state],
    money: isPosted ? money : null,
    account: null,
    payer: { label: null, hash: null },
    atMs: isPosted ? outcome.atMs : 0,
    evidence: 'internal',
    declined: outcome.state === 'declined' ? outcome.reason : null,
  }
}
