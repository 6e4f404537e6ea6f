import fc from 'fast-check'
import { describe, it } from 'vitest'
import { taxIn } from '../../../src/domain/orders/invoice-tax.ts'
import { creditNoteOf, invoiceOf } from '../../../src/domain/orders/invoice.ts'
import { ORDER_STATES } from '../../../src/domain/orders/order.ts'
import { anyOrder, creditNote, issue, orderLine, settledOrder } from './invoice-samples.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('the tax inside a price', () => {
  it('is rounded half up', ({ expect }) => {
    expect(taxIn(10_000, 500)).toBe(476)
    expect(taxIn(11_800, 1800)).toBe(1800)
    expect(taxIn(10_000, 0)).toBe(0)
    // Half of three and of one: exactly between two units.
    expect(taxIn(3, 10_000)).toBe(2)
    expect(taxIn(1, 10_000)).toBe(1)
    expect(taxIn(100_000_000_000, 1)).toBe(9_999_000)
  })

  it('is what a tax reckoned on the net would be, wherever net and tax make up a gross', ({
    expect,
  }) => {
    const nets = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(nets, fc.integer({ min: 0, max: 10_000 }), (net, taxBp) => {
        const tax = Math.floor((2 * net * taxBp + 10_000) / 20_000)
        expect(taxIn(net + tax, taxBp)).toBe(tax)
      }),
    )
  })

  it('is elsewhere one unit off at the most', ({ expect }) => {
    const grosses = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(grosses, fc.integer({ min: 0, max: 10_000 }), (gross, taxBp) => {
        const tax = taxIn(gross, taxBp)
        const onNet = Math.floor((2 * (gross - tax) * taxBp + 10_000) / 20_000)
        expect(Math.abs(tax - onNet)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('an invoice', () => {
  it('has what arrived, at what it was bought for', ({ expect }) => {
    const order = settledOrder({
      lines: [
        orderLine({ quantity: 8, arrived: 6, problem: 'short' }),
        orderLine({ item: 'itm_2', sku: 'GONE', quantity: 3, arrived: 0, problem: 'wrong' }),
        orderLine({ item: 'itm_3', sku: 'SUGAR', unitPrice: 219_999, taxBp: 0, quantity: 1 }),
      ],
    })
    expect(invoiceOf(order, issue)).toMatchObject({
      kind: 'invoice',
      number: 'SBT-2026-000117',
      currency: 'INR',
      supplier: { name: 'Shree Balaji Traders Pvt. Ltd.', taxId: '08AABCS1429B1ZX', country: 'IN' },
      customer: { name: 'Asha Chai Corner', address: 'Bapu Bazar, Jaipur', country: 'IN' },
      order: { id: order.id, number: '7Y2-M3N' },
      deliveryPlace: 'Bapu Bazar, Jaipur',
      lines: [
        { id: 1, sku: 'TEA-500', name: 'Assam tea, strong', quantity: 6, gross: 630_000 },
        { id: 2, sku: 'SUGAR', quantity: 1, gross: 219_999, net: 219_999 },
      ],
      goods: 849_999,
      payable: 0,
      notes: ['Three cartons of cups were wet'],
    })
  })

  it('is dated by the supplier’s calendar', ({ expect }) => {
    const invoice = invoiceOf(settledOrder(), issue)
    // 23:30 in London is the next morning in Jaipur.
    expect(invoice?.issueDay).toBe(Date.UTC(2026, 10, 28) / 86_400_000)
    const west = { ...issue, terms: { ...issue.terms, timeZone: 'America/New_York' } }
    expect(invoiceOf(settledOrder(), west)?.issueDay).toBe(Date.UTC(2026, 10, 27) / 86_400_000)
  })

  it('names items in the language of the reader', ({ expect }) => {
    const invoice = invoiceOf(settledOrder(), { ...issue, locale: 'hi' })
    expect(invoice?.lines.map(({ name }) => name)).toEqual(['असम चाय, कड़क', 'चीनी', 'काग़ज़ के कप'])
  })

  it('is not there before the order is settled', ({ expect }) => {
    for (const state of ORDER_STATES.filter((one) => one !== 'settled')) {
      expect(invoiceOf(settledOrder({ state }), issue), state).toBeNull()
    }
  })

  it('spreads the discount over the rates and says what was paid, to the unit', ({ expect }) => {
    const invoice = invoiceOf(settledOrder(), issue)
    // Cups for 44 850 did not arrive and come off the credit: 1.5 % of 908 149 is 13 622.
    expect(invoice).toMatchObject({ goods: 1_384_648, allowance: 13_622, total: 1_371_026 })
    expect(invoice?.taxes).toEqual([
      {
        taxBp: 0,
        lines: { gross: 439_998, net: 439_998 },
        allowance: { gross: 4_329, net: 4_329 },
        gross: 435_669,
        net: 435_669,
        tax: 0,
      },
      {
        taxBp: 500,
        lines: { gross: 840_000, net: 800_000 },
        allowance: { gross: 8_264, net: 7_870 },
        gross: 831_736,
        net: 792_130,
        tax: 39_606,
      },
      {
        taxBp: 1800,
        lines: { gross: 104_650, net: 88_686 },
        allowance: { gross: 1_029, net: 872 },
        gross: 103_621,
        net: 87_814,
        tax: 15_807,
      },
    ])
  })

  it('adds up to what was paid, exactly, for any lines, rates, discounts and currencies', ({
    expect,
  }) => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const invoice = invoiceOf(order, issue)
        if (invoice === null) throw new Error('settled, and without an invoice')
        const { lines, taxes, goods, allowance, total, net, tax, prepaid, payable } = invoice
        expect(lines.every((line) => line.gross === line.quantity * line.unitPrice)).toBe(true)
        expect(lines.every((line) => line.net >= 0 && line.net <= line.gross)).toBe(true)
        expect(sum(lines.map(({ gross }) => gross))).toBe(goods)
        expect(total).toBe(goods - allowance)
        expect(net + tax).toBe(total)
        expect(payable).toBe(0)
        expect(prepaid).toBe(total)
        expect(sum(taxes.map((row) => row.allowance.gross))).toBe(allowance)
        for (const row of taxes) {
          const own = lines.filter(({ taxBp }) => taxBp === row.taxBp)
          expect(sum(own.map((line) => line.net))).toBe(row.lines.net)
          expect(row.net).toBe(row.lines.net - row.allowance.net)
          expect(row.net + row.tax).toBe(row.gross)
          expect(row.allowance.net).toBeGreaterThanOrEqual(0)
          expect(row.allowance.net).toBeLessThanOrEqual(row.allowance.gross)
          expect(row.tax).toBe(taxIn(row.gross, row.taxBp))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a credit note', () => {
  it('names the invoice, and gives back tax as it was paid', ({ expect }) => {
    const order = settledOrder({ creditNotes: [creditNote()] })
    const credit = creditNoteOf(order, creditNote().id, { ...issue, number: 'C-9', invoice: 'I-4' })
    expect(credit).toMatchObject({
      kind: 'credit_note',
      number: 'C-9',
      invoice: { number: 'I-4', issueDay: Date.UTC(2026, 10, 28) / 86_400_000 },
      issueDay: Date.UTC(2026, 10, 29) / 86_400_000,
      lines: [
        { id: 1, sku: null, name: 'Two cartons of tea were stale', taxBp: 0, gross: 15_888 },
        { id: 2, taxBp: 500, gross: 30_333, net: 28_889 },
        { id: 3, taxBp: 1800, gross: 3_779, net: 3_202 },
      ],
      total: 50_000,
      allowance: 0,
      prepaid: 50_000,
      payable: 0,
      notes: [],
    })
  })

  it('is not there for an unknown id, or before there is an invoice', ({ expect }) => {
    const order = settledOrder({ creditNotes: [creditNote()] })
    const both = { ...issue, invoice: 'I-4' }
    expect(creditNoteOf(order, 'crn_other', both)).toBeNull()
    expect(creditNoteOf({ ...order, state: 'confirmed' }, creditNote().id, both)).toBeNull()
  })

  it('never takes back more of a rate than is left, and all of them together the invoice', ({
    expect,
  }) => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const invoice = invoiceOf(order, issue)
        if (invoice === null) throw new Error('settled, and without an invoice')
        const both = { ...issue, invoice: issue.number }
        const credits = order.creditNotes.map(({ id }) => creditNoteOf(order, id, both))
        for (const row of invoice.taxes) {
          const rows = credits.flatMap((one) => one?.taxes ?? [])
          const own = rows.filter(({ taxBp }) => taxBp === row.taxBp)
          expect(own.every(({ net, tax }) => net >= 0 && tax >= 0)).toBe(true)
          const isWhole = sum(order.creditNotes.map(({ amount }) => amount)) === invoice.total
          for (const part of ['gross', 'net', 'tax'] as const) {
            const back = sum(own.map((one) => one[part]))
            if (isWhole) expect(back).toBe(row[part])
            else expect(back).toBeLessThanOrEqual(row[part])
          }
        }
        for (const [i, credit] of credits.entries()) {
          expect(credit?.total).toBe(order.creditNotes[i]?.amount)
          expect((credit?.net ?? 0) + (credit?.tax ?? 0)).toBe(credit?.total)
        }
      }),
      { numRuns: 500 },
    )
  })
})
