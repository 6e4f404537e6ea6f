import { insertBook } from '../db/books.ts'
import type { Currency } from '../domain/money/money.ts'
import type { WalletEntry, WalletHolder, WalletView } from '../domain/wallet/wallet.ts'
import { newId } from '../platform/ids.ts'
import { newToken } from '../platform/secrets.ts'
import type { Ctx } from './context.ts'

/** What a demonstration wallet starts with: about a week of street food. */
const DEMO_WALLET_MINOR = 200_000

/** Opens a wallet for a browser; the token goes into its cookie and is not kept. */
export async function openShopperWallet(
  ctx: Ctx,
  currency: Currency,
): Promise<{ walletId: string; token: string }> {
  const walletId = newId('wallet', ctx.nowMs)
  const token = newToken()
  await openWallet(ctx, { walletId, currency, holder: { token } })
  return { walletId, token }
}

/** Opens a wallet with a known id for its holder; the same again changes nothing. */
export async function openWallet(
  ctx: Ctx,
  wallet: { walletId: string; currency: Currency; holder: WalletHolder },
): Promise<void> {
  const { walletId, currency, holder } = wallet
  await ctx.env.SHOPPER_WALLET.getByName(walletId).open(currency, holder, ctx.nowMs)
  await insertBook(ctx.env.DB, { id: walletId, kind: 'wallet', currency, createdAtMs: ctx.nowMs })
}

/**
 * A wallet with play money, funded as real ones are: a float that the operator filled, and a top-up from it.
 *
 * @throws in live mode, where play money cannot exist
 */
export async function openDemoWallet(
  ctx: Ctx,
  currency: Currency,
): Promise<{ walletId: string; token: string }> {
  const wallet = await openShopperWallet(ctx, currency)
  await addDemoMoney(ctx, wallet.walletId, currency)
  return wallet
}

/** Puts play money into a wallet. The same rules as {@link openDemoWallet}. */
export async function addDemoMoney(ctx: Ctx, walletId: string, currency: Currency): Promise<void> {
  const { env, nowMs } = ctx
  if (env.MODE !== 'demo') throw new Error('demonstration money exists in demonstrations only')
  const amount = DEMO_WALLET_MINOR
  const floatId = `prt_demo_${currency}`
  const float = env.PARTNER_BOOK.getByName(floatId)
  if ((await float.float()) === null) {
    await float.open(currency, nowMs)
    await insertBook(env.DB, { id: floatId, kind: 'partner', currency, createdAtMs: nowMs })
  }
  await float.fund({ id: newId('funding', nowMs), amount, effectiveAtMs: nowMs }, nowMs)
  const topUp = { id: newId('topUp', nowMs), amount, walletId, currency, effectiveAtMs: nowMs }
  await float.topUp(topUp, nowMs)
}

export async function viewWallet(
  ctx: Ctx,
  walletId: string,
  holder: WalletHolder,
): Promise<WalletView | null> {
  return ctx.env.SHOPPER_WALLET.getByName(walletId).view(holder)
}

export async function walletEntries(
  ctx: Ctx,
  walletId: string,
  holder: WalletHolder,
  page: { beforeSeq: number; limit: number },
): Promise<WalletEntry[]> {
  const { beforeSeq, limit } = page
  return ctx.env.SHOPPER_WALLET.getByName(walletId).entries(holder, beforeSeq, limit)
}

/** A movement of a wallet by its id: for the shopper whose vendor has not answered yet. */
export async function walletMovement(
  ctx: Ctx,
  walletId: string,
  holder: WalletHolder,
  id: string,
): Promise<WalletEntry | null> {
  return ctx.env.SHOPPER_WALLET.getByName(walletId).movement(holder, id)
}

/** Currency of a wallet, or null when it was never opened. */
export async function walletCurrency(ctx: Ctx, walletId: string): Promise<Currency | null> {
  return ctx.env.SHOPPER_WALLET.getByName(walletId).currency()
}
