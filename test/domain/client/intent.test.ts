import { describe, it } from 'vitest'
import {
  answerRefund,
  chargeIntent,
  confirmRefund,
  type Refunding,
  reviseRefund,
  sendRefund,
} from '../../../client/vendor/first/intent.ts'

function counter(): () => string {
  let count = 0
  return () => {
    count += 1
    return `id_${count}`
  }
}

const CHAI = { item: 'til_chai', quantity: 1 }

describe('charging', () => {
  const wanted = { amount: 500, note: 'tea', items: [CHAI] }

  it('keeps the id of a sale that nobody answered', ({ expect }) => {
    const mint = counter()
    const first = chargeIntent(null, wanted, mint)
    expect(chargeIntent(first, { ...wanted, items: [{ ...CHAI }] }, mint)).toBe(first)
  })

  it('takes a new id for another sale', ({ expect }) => {
    const mint = counter()
    const first = chargeIntent(null, wanted, mint)
    expect(chargeIntent(first, { ...wanted, amount: 501 }, mint).id).toBe('id_2')
    expect(chargeIntent(first, { ...wanted, note: '' }, mint).id).toBe('id_3')
    expect(chargeIntent(first, { ...wanted, items: [] }, mint).id).toBe('id_4')
    const twice = [{ ...CHAI, quantity: 2 }]
    expect(chargeIntent(first, { ...wanted, items: twice }, mint).id).toBe('id_5')
    expect(chargeIntent(null, wanted, mint).id).toBe('id_6')
  })
})

describe('refunding', () => {
  const confirming = (): Refunding => confirmRefund({ step: 'choosing' }, 500, counter())

  it('mints the id when it asks for confirmation', ({ expect }) => {
    expect(confirming()).toEqual({ step: 'confirming', id: 'id_1', amount: 500 })
  })

  it('does not ask to confirm nothing', ({ expect }) => {
    expect(confirmRefund({ step: 'choosing' }, 0, counter())).toEqual({ step: 'choosing' })
  })

  it('sends once for a double tap', ({ expect }) => {
    const sent = sendRefund(confirming())
    expect(sent).toEqual({ step: 'sending', id: 'id_1', amount: 500 })
    expect(sent === null ? null : sendRefund(sent)).toBeNull()
  })

  it('sends the same refund again when nobody answered', ({ expect }) => {
    const unknown = answerRefund(
      { step: 'sending', id: 'id_1', amount: 500 },
      { type: 'no_answer' },
    )
    expect(unknown.step).toBe('unknown')
    expect(sendRefund(unknown)).toEqual({ step: 'sending', id: 'id_1', amount: 500 })
  })

  it('does not let the amount be changed once something was sent', ({ expect }) => {
    const unknown: Refunding = { step: 'unknown', id: 'id_1', amount: 500 }
    const sending: Refunding = { step: 'sending', id: 'id_1', amount: 500 }
    expect(reviseRefund(unknown)).toBe(unknown)
    expect(reviseRefund(sending)).toBe(sending)
    expect(confirmRefund(unknown, 700, counter())).toBe(unknown)
    expect(reviseRefund(confirming())).toEqual({ step: 'choosing' })
  })

  it('takes a new id after a durable no', ({ expect }) => {
    const mint = counter()
    const asked = confirmRefund({ step: 'choosing' }, 500, mint)
    const sent = sendRefund(asked)
    const refused = answerRefund(sent ?? asked, { type: 'refused', code: 'insufficient_funds' })
    expect(refused).toEqual({ step: 'refused', code: 'insufficient_funds' })
    expect(confirmRefund(refused, 400, mint)).toMatchObject({ id: 'id_2', amount: 400 })
  })

  it('is done when the book says so, also on its way', ({ expect }) => {
    const sending: Refunding = { step: 'sending', id: 'id_1', amount: 500 }
    expect(answerRefund(sending, { type: 'paid' })).toMatchObject({
      step: 'done',
      isPending: false,
    })
    expect(answerRefund(sending, { type: 'pending' })).toMatchObject({ isPending: true })
  })

  it('ignores an answer that nobody waits for', ({ expect }) => {
    const choosing: Refunding = { step: 'choosing' }
    expect(answerRefund(choosing, { type: 'paid' })).toBe(choosing)
  })

  it('sends nothing before it was confirmed or after it was answered', ({ expect }) => {
    expect(sendRefund({ step: 'choosing' })).toBeNull()
    expect(sendRefund({ step: 'done', id: 'id_1', amount: 5, isPending: false })).toBeNull()
    expect(sendRefund({ step: 'refused', code: 'overflow' })).toBeNull()
  })
})
