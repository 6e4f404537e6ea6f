/** A supplier's money: what it was paid, gave back and took out. */
import type { BookMovement } from '../domain/partners/funding.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { emitEvents } from './webhooks.ts'

/** Number of a document as people write it: `INV-000042`, `CRN-000007`. */
export function documentName(kind: 'purchase' | 'credit_note', number: number): string {
  return `${kind === 'purchase' ? 'INV' : 'CRN'}-${String(number).padStart(6, '0')}`
}

/** Movements of a supplier's book, newest first, with the number of the document of each. */
export async function readStatement(
  ctx: Ctx,
  supplierId: string,
  { beforeSeq, limit }: { beforeSeq: number; limit: number },
): Promise<(BookMovement & { document: string | null })[]> {
  const book = ctx.env.PARTNER_BOOK.getByName(supplierId)
  const kinds = ['purchase', 'credit_note', 'payout', 'funding'] as const
  const movements = await book.movements([...kinds], beforeSeq, limit)
  return Promise.all(
    movements.map(async (one) => {
      const { kind, id } = one
      const isDocument = id !== null && (kind === 'purchase' || kind === 'credit_note')
      const number = isDocument ? await book.documentNumber(id) : null
      return {
        ...one,
        document: number === null || !isDocument ? null : documentName(kind, number),
      }
    }),
  )
}

/** Number of the invoice of an order that was paid; null for any other. */
export async function invoiceNumber(
  ctx: Ctx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<string | null> {
  const book = ctx.env.PARTNER_BOOK.getByName(supplierId)
  const number = await book.documentNumber(idOf('purchase', `purchase ${orderId}`))
  return number === null ? null : documentName('purchase', number)
}

export async function creditNoteNumber(
  ctx: Ctx,
  supplierId: string,
  creditNoteId: string,
): Promise<string | null> {
  const number = await ctx.env.PARTNER_BOOK.getByName(supplierId).documentNumber(creditNoteId)
  return number === null ? null : documentName('credit_note', number)
}

export type Payout = Exclude<
  Awaited<ReturnType<ReturnType<Env['PARTNER_BOOK']['getByName']>['payout']>>,
  null
>

/** Reserves money that leaves for the supplier's bank account. */
export async function payOut(
  ctx: Ctx,
  supplierId: string,
  payout: { id: string; amount: number },
): Promise<Payout | 'conflict'> {
  return ctx.env.PARTNER_BOOK.getByName(supplierId).payOut(payout, ctx.nowMs)
}

export async function findPayout(ctx: Ctx, supplierId: string, id: string): Promise<Payout | null> {
  return ctx.env.PARTNER_BOOK.getByName(supplierId).payout(id)
}

/** The operator's word on a payout; the supplier is told. The first word stands. */
export async function endPayout(
  ctx: Ctx,
  { supplierId, currency, id }: { supplierId: string; currency: string; id: string },
  isPaid: boolean,
): Promise<Payout | null> {
  const payout = await ctx.env.PARTNER_BOOK.getByName(supplierId).endPayout(id, isPaid, ctx.nowMs)
  if (payout === null) return null
  const type = payout.state === 'paid' ? ('payout.paid' as const) : ('payout.failed' as const)
  const data = { payout: id, amount: { amount: payout.amount, currency } }
  await emitEvents(ctx, supplierId, [{ id: idOf('event', `${type} ${id}`), type, data }])
  return payout
}
