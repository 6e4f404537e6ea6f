/** The Worker's entry: requests, the cron trigger, and the classes of the Durable Objects. */
import { app } from './app.ts'
import { sweepBooks } from './jobs/sweep-books.ts'

export { PartnerBook } from './durable/partner-book.ts'
export { ShopperWallet } from './durable/shopper-wallet.ts'
export { VendorLedger } from './durable/vendor-ledger.ts'

// The runtime finds its handlers by the default export.
export default {
  fetch: app.fetch,
  async scheduled(controller, env): Promise<void> {
    await sweepBooks(env, controller.scheduledTime)
  },
} satisfies ExportedHandler<Env>
