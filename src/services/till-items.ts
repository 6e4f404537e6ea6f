/** What a stall sells: the tiles of its keypad. The vendor's own book keeps them, because nobody else reads them. */
import { readDay } from '../domain/calendar.ts'
import type { SoldItem, TillItem } from '../domain/payments/till-items.ts'
import { localDay } from '../domain/time.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'

/**
 * The tiles of a vendor and what was sold of each, as its object knows them. To be taken with `using`: an object whose
 * stubs are not given back stays awake, and is billed for it.
 */
export function tillItemsOf(ctx: Ctx, vendorId: string) {
  const tillItems = ctx.env.VENDOR_LEDGER.getByName(vendorId).tillItems()
  // As with access: the promise of a stub is disposable too, and not awaiting it saves a round trip.
  return tillItems as typeof tillItems & Disposable
}

export async function readTillItems(ctx: Ctx, vendorId: string): Promise<TillItem[]> {
  using tillItems = tillItemsOf(ctx, vendorId)
  return await tillItems.items()
}

/** Puts another list in the place of the tiles. Of two at once the later one stands. */
export async function replaceTillItems(
  ctx: Ctx,
  vendorId: string,
  items: readonly TillItem[],
): Promise<void> {
  using tillItems = tillItemsOf(ctx, vendorId)
  await tillItems.replace(items)
}

/** What was sold so far on the day that it is at the stall. */
export async function readSoldToday(
  ctx: Ctx,
  { id, timeZone }: VendorRow,
): Promise<{ day: string; data: SoldItem[] }> {
  using tillItems = tillItemsOf(ctx, id)
  const day = localDay(ctx.nowMs, timeZone)
  const sold = await tillItems.sold(readDay(day) ?? 0)
  return { day, data: sold.map(({ item, quantity }) => ({ item, quantity })) }
}
