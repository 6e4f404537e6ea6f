/** Money that comes into a vendor's book because of orders and credit, and the share of sales that goes into the jar. */
import type { Leg } from '../../domain/ledger/accounts.ts'
import type { DeclineReason, Entry } from '../../domain/ledger/entry.ts'
import type { Transfer } from '../../domain/ledger/transfer.ts'
import { credited, creditPartOf, refuseCredit } from '../../domain/orders/claims.ts'
import { jarLegs, jarReversalLegs } from '../../domain/orders/jar.ts'
import type { Book } from '../book.ts'
import type { Receiving } from '../transfer.ts'
import type { CreditFlow } from './credit-flow.ts'
import { JAR_BP } from './order-desk.ts'
import type { OrderFlow } from './order-flow.ts'

export class OrderReceipts {
  readonly #book: Book
  readonly #orders: OrderFlow
  readonly #credit: CreditFlow

  constructor(book: Book, parts: { orders: OrderFlow; credit: CreditFlow }) {
    this.#book = book
    this.#orders = parts.orders
    this.#credit = parts.credit
  }

  /** How the book takes a draw or a credit note. */
  of(transfer: Transfer, nowMs: number): Receiving {
    if (transfer.kind === 'credit_note') {
      return {
        refuse: (fresh) => this.#refuseCreditNote(fresh),
        riders: (fresh) => this.#creditNoteLegs(fresh),
      }
    }
    const order = this.#orders.shelf.ofDraw(transfer.id)
    if (order === null) {
      return {
        refuse: (fresh) => this.#credit.refuseDraw(fresh, nowMs),
        riders: (fresh) => this.#credit.drawLegs(fresh),
      }
    }
    return {
      refuse: (fresh) => this.#orders.refuseDraw(order, fresh),
      // Set aside in the row in which it arrives: nothing else can take it.
      riders: (fresh) => [
        ...this.#credit.drawLegs(fresh),
        { debit: 'available', credit: 'ordered', amount: fresh.amount },
      ],
    }
  }

  /** After the row of a transfer. */
  arrived(transfer: Transfer, seq: number, nowMs: number): void {
    const { kind, id, detail, amount } = transfer
    if (kind === 'draw') {
      const order = this.#orders.shelf.ofDraw(id)
      this.#credit.drawn(transfer, seq, { nowMs, isOfOrder: order !== null })
      if (order !== null) this.#orders.drawn(order, nowMs)
    }
    const shelved = kind === 'credit_note' ? this.#orders.shelf.find(detail.order ?? '') : null
    if (shelved === null) return
    const { note = '', claim = null } = detail
    const order = credited(shelved.order, { id, atMs: nowMs, amount, note, claim })
    this.#orders.save({ ...shelved, order }, nowMs)
  }

  /** What a sale carries besides its own legs: what repays the credit line, then what goes into the jar. */
  saleLegs(sale: Transfer): Leg[] {
    const repaid = this.#credit.saleLegs(sale)
    const bp = Number(this.#book.setting(JAR_BP) ?? 0)
    if (bp === 0) return repaid
    const taken = repaid
      .filter(({ debit }) => debit === 'available')
      .reduce((sum, { amount }) => sum + amount, 0)
    const net = sale.amount - sale.tip
    return [...repaid, ...jarLegs({ sale: net, left: net - taken, bp })]
  }

  /** What a refund gives back of its sale's repayment, and takes back out of the jar. */
  refundLegs(sale: Entry, refunded: { before: number; now: number }): Leg[] {
    return [
      ...this.#credit.refundLegs(sale, refunded),
      ...jarReversalLegs(this.#book.journal.head.balances, sale, refunded),
    ]
  }

  #refuseCreditNote({ from, amount, detail }: Transfer): DeclineReason | null {
    const order = this.#orders.shelf.find(detail.order ?? '')?.order
    if (order === undefined || order.supplier !== from) return 'order_unknown'
    const refusal = refuseCredit(order, { amount, claim: detail.claim ?? null })
    return refusal === null ? null : 'credit_too_large'
  }

  #creditNoteLegs({ amount, detail }: Transfer): Leg[] {
    const order = this.#orders.shelf.find(detail.order ?? '')?.order
    return order === undefined ? [] : this.#credit.creditNoteLegs(creditPartOf(order, amount))
  }
}
