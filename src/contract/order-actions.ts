/** What suppliers' systems, and the operator, say of orders. */
import { z } from '@hono/zod-openapi'
import { LINES_MAX } from '../domain/orders/limits.ts'
import { idField, textField, textOrNull } from './fields.ts'
import { payableMoney } from './money.ts'
import { EXAMPLE_CLAIM, SUGAR, TEA } from './order-examples.ts'
import { countedField, countsField, orderNoteField, once, ONCE } from './orders.ts'

const noteOrNull = textOrNull(orderNoteField).optional()

/** What the vendor reads. */
const reason = z.strictObject({
  reason: orderNoteField.openapi({ description: 'For the vendor to read.' }),
})
export const rejectBody = reason.openapi('RejectOrder', {
  description: 'Why the supplier does not take the order on.',
  example: { reason: 'Tea has sold out until Monday.' },
})
export const supplierCancelBody = reason.openapi('CancelOrder', {
  description: 'Why the supplier cannot deliver after all.',
  example: { reason: 'The van has broken down.' },
})

export const acceptBody = z
  .strictObject({
    lines: z
      .array(z.strictObject({ item: idField('catalogueItem'), quantity: countedField }))
      .min(1)
      .max(LINES_MAX)
      .refine(once, ONCE)
      .optional()
      .openapi({ description: 'Lines of which less is taken on; everything when left out.' }),
    note: noteOrNull,
  })
  .openapi('AcceptOrder', {
    description: 'What the supplier takes on: all of it, or less of some lines, 0 for none of one.',
    example: {
      lines: [
        { item: TEA, quantity: 8 },
        { item: SUGAR, quantity: 0 },
      ],
      note: 'Sugar comes on Monday.',
    },
  })

export const packBody = z
  .strictObject({})
  .openapi('PackOrder', { description: 'Nothing to say.', example: {} })
export const dispatchBody = z
  .strictObject({})
  .openapi('DispatchOrder', { description: 'Nothing to say.', example: {} })

export const deliverBody = z
  .strictObject({ received_by: textField(80), note: noteOrNull })
  .openapi('DeliverOrder', {
    description: 'Proof of delivery: who took it, and where.',
    example: { received_by: 'Ravi, the tailor next door', note: 'Left under the counter, 07:40.' },
  })

export const answerBody = z
  .strictObject({
    agrees: z.boolean().openapi({ description: 'Whether what the vendor counted is what came.' }),
    note: noteOrNull,
  })
  .openapi('AnswerDispute', {
    description: 'The supplier’s word on what the vendor counted.',
    example: { agrees: false, note: 'The driver’s photo shows ten sealed packs.' },
  })

export const resolveBody = z
  .strictObject({
    counts: countsField,
    note: orderNoteField.openapi({ description: 'Why, for both sides to read.' }),
  })
  .openapi('ResolveDispute', {
    description: 'The operator’s count, every line of the order once.',
    example: {
      counts: [
        { item: TEA, arrived: 9, problem: 'damaged' },
        { item: SUGAR, arrived: 4 },
      ],
      note: 'The photo shows one torn pack.',
    },
  })

export const creditNoteBody = z
  .strictObject({
    amount: payableMoney,
    note: orderNoteField.openapi({ description: 'The reason, as the credit note says it.' }),
    claim: idField('claim')
      .nullish()
      .openapi({ description: 'The claim that it answers; null or left out for none.' }),
  })
  .openapi('NewCreditNote', {
    description: 'Money that the supplier gives back.',
    example: { ...EXAMPLE_CLAIM, note: 'Sorry: two packs were damp.' },
  })

export const declineClaimBody = z
  .strictObject({
    claim: idField('claim'),
    note: orderNoteField.openapi({ description: 'Why, for the vendor to read.' }),
  })
  .openapi('DeclineClaim', {
    description: 'The supplier’s no to a claim.',
    example: { claim: EXAMPLE_CLAIM.claim, note: 'The packs were dry when they were counted.' },
  })
