/** The vendor's own word on what is no income: its own data, never a lender's. */
import { setTag, tagsBetween } from '../db/credit-consents.ts'
import type { Tag } from '../db/credit-consents.ts'
import type { StatementLine } from '../domain/ledger/statement.ts'
import type { Ctx } from './context.ts'

/** Tags of the given lines, by sequence number. */
export async function readTags(
  ctx: Ctx,
  vendorId: string,
  lines: readonly Pick<StatementLine, 'seq'>[],
): Promise<Record<number, Tag>> {
  if (lines.length === 0) return {}
  const seqs = lines.map(({ seq }) => seq)
  const range = { fromSeq: Math.min(...seqs), toSeq: Math.max(...seqs) }
  const tags = await tagsBetween(ctx.env.DB, vendorId, range)
  return Object.fromEntries(tags.map(({ seq, tag }) => [seq, tag]))
}

/** Tags a payment as personal or exempt, or takes the tag away; false for what is no payment of this vendor. */
export async function tagEntry(
  ctx: Ctx,
  vendorId: string,
  { seq, tag }: { seq: number; tag: Tag | null },
): Promise<boolean> {
  const [line] = await ctx.env.VENDOR_LEDGER.getByName(vendorId).lines(seq + 1, 1)
  if (line?.seq !== seq || line.kind !== 'payment' || line.state !== 'posted') return false
  await setTag(ctx.env.DB, vendorId, { seq, tag, taggedAtMs: ctx.nowMs })
  return true
}
