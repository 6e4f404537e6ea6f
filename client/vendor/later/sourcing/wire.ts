/** What the calls of buying stock send and take: the domain's own shapes under the names that the screens use. */
import type { Money } from '../../../../src/domain/money/money.ts'

export type {
  ItemDetail,
  ItemPage,
  ItemResource as Item,
  Named,
  RestockHint,
  SourcingHome,
  SupplierResource as Seller,
} from '../../../../src/domain/catalogue/resource.ts'
export type {
  ClaimResource as Claim,
  OrderEventResource as OrderEvent,
  OrderLineResource as OrderLine,
  OrderResource as Order,
  PoolResource as Pool,
  QuoteResource as Quote,
} from '../../../../src/domain/orders/resource.ts'

/** The restock jar: what is in it, the share of each sale that goes into it, and the shares to choose from. */
export interface Jar {
  balance: Money
  share_bp: number
  shares_bp: readonly number[]
}
