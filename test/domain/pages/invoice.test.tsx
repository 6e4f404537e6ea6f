import { describe, it } from 'vitest'
import { pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import { confirmLink } from '../../../src/pages/delivery-note.tsx'
import { packText } from '../../../src/pages/paper.tsx'
import { decodeWithZxing, svgPixels } from '../../support/decode.ts'
import { creditNote, orderLine } from '../orders/invoice-samples.ts'
import {
  creditNoteHtml,
  deliveryNoteHtml,
  deliveryNoteView,
  invoiceHtml,
} from './paper-samples.tsx'
import { withoutStyles } from './samples.tsx'

const NASTY = '<script>alert(1)</script>"\'&'
const TURNED = 'gnorw\u202Edlrow\u2066x'

/** What a person reads: words alone, one space between them. */
function words(html: string): string {
  const body = /<main[^>]*>(.*)<\/main>/s.exec(withoutStyles(html))?.[1] ?? ''
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

describe('an invoice on paper', () => {
  it('names both sides, the order, and what arrived with its price', ({ expect }) => {
    const text = words(invoiceHtml())
    expect(text).toContain('Invoice SBT-2026-000117 Date 28 Nov 2026 Delivered 28 Nov 2026')
    expect(text).toContain('Order 7Y2-M3N ord_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N')
    expect(text).toContain('Shree Balaji Traders Pvt. Ltd. 14 Kishanpole Bazar')
    expect(text).toContain('India Tax number 08AABCS1429B1ZX')
    expect(text).toContain('Asha Chai Corner Bapu Bazar, Jaipur India')
    expect(text).toContain('Paper cups 100 pieces · CUP-150')
    expect(text).toContain('7 ₹149.50 18% ₹1,046.50')
  })

  it('adds up in sight: goods, discount, total, paid, and nothing left', ({ expect }) => {
    expect(words(invoiceHtml())).toContain(
      'Goods ₹13,846.48 Discount for early payment -₹136.22 Total with tax ₹13,710.26 ' +
        'Paid on delivery ₹13,710.26 Left to pay ₹0.00',
    )
  })

  it('tells tax and what is without it, rate by rate', ({ expect }) => {
    expect(words(invoiceHtml())).toContain(
      '0% ₹4,356.69 ₹0.00 ₹4,356.69 5% ₹7,921.30 ₹396.06 ₹8,317.36 ' +
        '18% ₹878.14 ₹158.07 ₹1,036.21 ₹13,156.13 ₹554.13 ₹13,710.26',
    )
  })

  it('has no line for a discount that was not given, and no sum of one rate', ({ expect }) => {
    const html = invoiceHtml({ order: { lines: [orderLine()], discountBp: 0 } })
    expect(html).not.toContain('Discount')
    expect(html).not.toContain('Goods')
    expect(html).not.toContain('<tfoot')
  })

  it('leaves out the tax number of a supplier that has none', ({ expect }) => {
    const terms = {
      legalName: 'Asha',
      taxId: null,
      address: 'Jaipur',
      country: 'IN',
      timeZone: 'Asia/Kolkata',
    }
    expect(invoiceHtml({ about: { terms } })).not.toContain('Tax number')
  })

  it('shows names that people typed, and runs none of them', ({ expect }) => {
    const html = invoiceHtml({
      order: {
        lines: [orderLine({ names: { en: NASTY }, sku: NASTY })],
        delivered: { atMs: 0, receivedBy: '', note: NASTY },
      },
      about: { vendor: { name: NASTY, place: TURNED }, number: NASTY },
    })
    expect(html).not.toContain('<script>alert')
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)).toHaveLength(6)
    expect(html).toContain('<bdi>gnorw dlrow x</bdi>')
  })

  it('has the decimals of the currency', ({ expect }) => {
    expect(words(invoiceHtml({ order: { currency: 'JPY' } }))).toContain('Left to pay ¥0 ')
    expect(words(invoiceHtml({ order: { currency: 'KWD' } }))).toContain('0.000')
  })

  it('leads to the same paper as a file, where that can be had', ({ expect }) => {
    expect(invoiceHtml()).toContain('<a href="/papers/1.xml">File for accounting (UBL 2.1)</a>')
    expect(invoiceHtml({ view: { xmlUrl: null } })).not.toContain('UBL')
  })

  it('is printed on A4 without toolbar and languages', ({ expect }) => {
    const html = invoiceHtml()
    expect(html).toContain('@page{size:210mm 297mm')
    expect(html).toMatch(/@media print\{[^@]*\.tools\{display:none\}/)
    expect(html).toMatch(/@media print\{[^@]*\.foot/)
  })

  it('is marked in a demonstration and nowhere else', ({ expect }) => {
    expect(invoiceHtml()).toContain('class="ribbon"')
    expect(invoiceHtml({ view: { mode: 'live' } })).not.toContain('class="ribbon"')
  })
})

describe('a credit note on paper', () => {
  it('names the invoice, the reason, and what went back', ({ expect }) => {
    const text = words(creditNoteHtml())
    expect(text).toContain('Credit note SBT-C-2026-000004 Date 29 Nov 2026')
    expect(text).toContain('For invoice SBT-2026-000117 · 28 Nov 2026')
    expect(text).toContain('Reason Two cartons of tea were stale')
    expect(text).toContain('Total with tax ₹500.00 Given back ₹500.00')
    expect(text).not.toContain('Left to pay')
  })

  it('has the reason as the supplier wrote it, and runs nothing of it', ({ expect }) => {
    const html = creditNoteHtml({ order: { creditNotes: [creditNote({ note: NASTY })] } })
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;')
  })
})

describe('a delivery note', () => {
  const link =
    'https://pay.example.org/app/orders/ord_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N/confirm#code=042917'

  it('has a code that opens the count in the vendor’s app, with the digits in the fragment', async ({
    expect,
  }) => {
    expect(confirmLink(deliveryNoteView)).toBe(link)
    const svg = /<svg class="qr-symbol".*?<\/svg>/s.exec(deliveryNoteHtml())?.[0] ?? ''
    const drawn = svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
    const read = await decodeWithZxing(svgPixels(drawn, 8))
    expect(new TextDecoder().decode(read?.bytes)).toBe(link)
  })

  it('shows the digits in two groups and when to give them', ({ expect }) => {
    const html = deliveryNoteHtml()
    expect(html).toContain('<span>042</span><span>917</span>')
    expect(words(html)).toContain('Give this code only when the goods were counted')
  })

  it('counts packs and leaves out what the supplier did not take on', ({ expect }) => {
    const [tea, ...others] = deliveryNoteView.lines
    const lines = [...others, { ...tea, name: 'Tea', sku: 'T', packs: 0 } as (typeof others)[0]]
    const html = deliveryNoteHtml({ lines })
    expect(html.match(/class="box"/g)).toHaveLength(2)
    expect(words(html)).toContain('Paper cups 100 pieces · CUP-150 10 All together 12')
    expect(words(html)).not.toContain('Tea')
  })

  it('shows the order, the stall and the vendor’s note, whatever is in them', ({ expect }) => {
    const text = words(deliveryNoteHtml())
    expect(text).toContain('Order 7Y2-M3N Day 28 Nov 2026 Supplier Shree Balaji Traders')
    expect(text).toContain('Stall Asha Chai Corner Bapu Bazar, Jaipur Note Gate 2, before nine')
    expect(words(deliveryNoteHtml({ note: null }))).not.toContain('Note')
    const html = deliveryNoteHtml({ stall: { name: NASTY, place: TURNED }, note: NASTY })
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('<bdi>gnorw dlrow x</bdi>')
  })

  it('never has the code in a place that is logged or kept', ({ expect }) => {
    const html = deliveryNoteHtml()
    expect(html.match(/042917/g)).toBeNull()
    expect(html).not.toMatch(/<title>[^<]*042/)
  })
})

describe('what is in a pack', () => {
  it('is told in the language of the page', ({ expect }) => {
    const en = pageTranslator('en')
    expect(packText(en, { count: 24, size: 250, unit: 'ml' })).toBe('24 × 250 ml')
    expect(packText(en, { count: 1, size: 50, unit: 'kg' })).toBe('50 kg')
    expect(packText(en, { count: 1, size: 1, unit: 'piece' })).toBe('1 piece')
    expect(packText(en, { count: 100, size: 1, unit: 'piece' })).toBe('100 pieces')
    expect(packText(en, { count: 5, size: 12, unit: 'piece' })).toBe('5 × 12 pieces')
    expect(packText(pageTranslator('hi'), { count: 1, size: 1, unit: 'l' })).toBe('1 ली॰')
    expect(packText(pageTranslator('zh-CN'), { count: 3, size: 5, unit: 'piece' })).toBe('3 × 5 个')
  })
})
