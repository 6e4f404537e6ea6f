/** The Worker's entry: requests, the cron trigger, and the classes of the Durable Objects. */
import { app } from './app.ts'
import { endOrders } from './jobs/end-orders.ts'
import { refreshCredit } from './jobs/refresh-credit.ts'
import { sweepBooks } from './jobs/sweep-books.ts'

export { PartnerBook } from './durable/partner-book.ts'
export { ShopperWallet } from './durable/shopper-wallet.ts'
export { VendorLedger } from './durable/vendor-ledger.ts'

// The runtime finds its handlers by the default export.
export default {
  fetch: app.fetch,
  async scheduled(controller, env): Promise<void> {
    // Each on its own: what stops one must not stop the other.
    const done = await Promise.allSettled([
      sweepBooks(env, controller.scheduledTime),
      refreshCredit(env, controller.scheduledTime),
      endOrders(env, controller.scheduledTime),
    ])
    const failed = done.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  },
} satisfies ExportedHandler<Env>
