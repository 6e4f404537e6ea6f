import { gzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { payHtml, payView, receiptHtml, stall, withoutStyles } from './samples.tsx'

const NASTY = '<script>alert(1)</script>"\'&'
const TURNED = 'gnorw\u202Edlrow\u2066x'
const request = {
  amountMinor: 12_000,
  note: 'Lunch',
  expiresAtMs: Date.UTC(2026, 10, 21, 8, 45),
  leftMs: 540_000,
  state: 'open' as const,
}

function field(html: string, name: string): string | undefined {
  return new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0]
}

describe('the size of the pay page', () => {
  it('is at most 14 KB compressed, styles included, in the longest language', ({ expect }) => {
    const typed = { amount: '120.50', tip: '10', note: 'Two cutting chai' }
    const problem = { key: 'decline.insufficient_funds' } as const
    expect(gzipSync(payHtml({ typed, problem }, 'en-XA')).length).toBeLessThanOrEqual(14 * 1024)
    expect(gzipSync(payHtml({ typed, problem }, 'hi')).length).toBeLessThanOrEqual(14 * 1024)
  })
})

describe('the form', () => {
  it('posts the minted payment id, amount, tip and note to its own path', ({ expect }) => {
    const html = payHtml()
    expect(html).toMatch(/<form method="post" action="\/p\/7K3M92QD"/)
    expect(field(html, 'payment')).toContain(`value="${payView.paymentId}"`)
    expect(field(html, 'amount')).toContain('inputmode="decimal"')
    expect(field(html, 'amount')).toContain('placeholder="0.00"')
    expect(field(html, 'tip')).toBeDefined()
    expect(field(html, 'note')).toBeDefined()
    expect(html).toContain('₹500.00')
  })

  it('asks for the decimals of the currency', ({ expect }) => {
    const yen = payHtml({ stall: { ...stall, currency: 'JPY' } })
    const dinar = payHtml({ stall: { ...stall, currency: 'KWD' } })
    expect(field(yen, 'amount')).toContain('placeholder="0"')
    expect(field(dinar, 'amount')).toContain('placeholder="0.000"')
  })

  it('keeps what was typed and opens the extras that hold something', ({ expect }) => {
    const html = payHtml({ typed: { amount: '1.005', tip: '', note: 'no sugar' } })
    expect(field(html, 'amount')).toContain('value="1.005"')
    expect(field(html, 'note')).toContain('value="no sugar"')
    expect(html).toMatch(/<details open/)
    expect(payHtml()).toMatch(/<details>/)
  })

  it('gets a demo wallet with the same fields, so that nothing is lost', ({ expect }) => {
    const html = payHtml({ wallet: { state: 'none' }, typed: { amount: '12', tip: '', note: '' } })
    expect(html).toContain('action="/wallet/demo"')
    expect(field(html, 'currency')).toContain('value="INR"')
    expect(field(html, 'return_to')).toContain('value="/p/7K3M92QD"')
    expect(field(html, 'amount')).toContain('value="12"')
    expect(html).toContain('Get a demo wallet')
  })

  it('opens a real wallet in live mode and never offers play money', ({ expect }) => {
    const html = payHtml({ mode: 'live', wallet: { state: 'none' } })
    expect(html).toContain('action="/wallet/open"')
    const short = payHtml({ mode: 'live', problem: { key: 'decline.insufficient_funds' } })
    expect(withoutStyles(html + short)).not.toMatch(/demo|play money/i)
  })

  it('offers more play money when the demo wallet is too small', ({ expect }) => {
    const html = payHtml({ problem: { key: 'decline.insufficient_funds' } })
    expect(html).toContain('formaction="/wallet/demo"')
    expect(html).toMatch(/role="alert"/)
    expect(html).toContain('There is not enough in your wallet')
  })
})

describe('a problem', () => {
  it('stands beside its field, which says so to a screen reader too', ({ expect }) => {
    const html = payHtml({ problem: { key: 'amount.too_many_decimals', field: 'amount' } })
    expect(field(html, 'amount')).toContain('aria-invalid="true"')
    expect(field(html, 'amount')).toContain('aria-describedby="amount-error"')
    expect(html).toMatch(/id="amount-error" role="alert">[^<]*12\.50/)
    expect(html).not.toContain('class="problem"')
  })

  it('names the most that one payment carries', ({ expect }) => {
    const html = payHtml({ problem: { key: 'amount.too_large', field: 'amount' } })
    expect(html).toContain('₹1,00,00,00,000.00')
  })

  it('does not speak of a point where the currency has none', ({ expect }) => {
    const problem = { key: 'amount.too_many_decimals', field: 'amount' } as const
    const html = payHtml({ problem, stall: { ...stall, currency: 'JPY' } })
    expect(html).toContain('digits 0 to 9 only, like 125.')
    expect(html).not.toContain('after the point')
  })

  it('with an earlier payment leads to its receipt', ({ expect }) => {
    const html = payHtml({ problem: { key: 'problem.conflict', receiptUrl: '/t/pay_1' } })
    expect(html).toContain('href="/t/pay_1"')
  })

  it('of a closed or frozen stall is said before anybody tries', ({ expect }) => {
    expect(payHtml({ stall: { ...stall, status: 'closed' } })).toContain('Closed right now')
    expect(payHtml({ stall: { ...stall, status: 'frozen' } })).toContain('cannot take payments')
  })
})

describe('a payment request', () => {
  it('shows its amount, note and end, and nothing to type but a tip', ({ expect }) => {
    const html = payHtml({ request, action: '/r/7K3M92QD-01KAVE4Y7QF0RZ6V9V6Z7Y2M3N' })
    expect(html).toContain('₹120.00')
    expect(html).toContain('<bdi>Lunch</bdi>')
    expect(html).toContain('Valid until 14:15')
    expect(html).toContain('data-left-ms="540000" hidden')
    expect(field(html, 'amount')).toBe('<input type="hidden" name="amount" value="120.00"/>')
    expect(field(html, 'note')).toBeUndefined()
    expect(field(html, 'tip')).toBeDefined()
  })

  it('that is over has no form, says why, and leads to the stall', ({ expect }) => {
    for (const [state, words] of [
      ['paid', 'Already paid'],
      ['expired', 'Out of time'],
      ['cancelled', 'Taken back'],
    ] as const) {
      const html = payHtml({ request: { ...request, state } })
      expect(html).not.toContain('<form')
      expect(html).toContain(words)
      expect(html).toContain('href="/p/7K3M92QD"')
    }
  })
})

describe('text from people', () => {
  const nasty = { ...stall, name: NASTY, trade: NASTY, place: NASTY }

  it('is escaped wherever it stands', ({ expect }) => {
    const typed = { amount: NASTY, tip: NASTY, note: NASTY }
    for (const html of [
      payHtml({ stall: nasty, typed, here: `/p/x?${NASTY}` }),
      payHtml({ request: { ...request, note: NASTY } }),
      receiptHtml({ stall: nasty, note: NASTY }),
    ]) {
      expect(html).not.toContain('<script>')
      expect(html).not.toContain('"\'&')
      expect(html).toContain('&lt;script&gt;')
    }
  })

  it('is isolated and cannot turn the rest of the page around', ({ expect }) => {
    const turned = { ...stall, name: TURNED, place: TURNED }
    for (const html of [payHtml({ stall: turned }), receiptHtml({ stall: turned, note: TURNED })]) {
      expect(html).toContain('<bdi>gnorw dlrow x</bdi>')
      expect(html).not.toMatch(/[\u202A-\u202E\u2066\u2067]/)
    }
  })

  it('keeps the joiners that Hindi and emoji are made of', ({ expect }) => {
    const name = 'क्‍ष 👩‍🌾'
    expect(payHtml({ stall: { ...stall, name } })).toContain(`<bdi>${name}</bdi>`)
  })
})
