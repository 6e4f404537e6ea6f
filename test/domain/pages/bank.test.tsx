import { gzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { bankCode } from '../../../src/domain/payments/receiving.ts'
import { printableSizes, stickerEcl } from '../../../src/pages/bank-poster.tsx'
import { decodeWithZxing, svgPixels } from '../../support/decode.ts'
import {
  accountOf,
  bankHtml,
  bankPosterHtml,
  bankView,
  epc,
  ONE_BANK,
  paid,
  pix,
  TWO_BANKS,
  upi,
  waitingFor,
} from './bank-samples.tsx'
import { payHtml, stall, withoutStyles } from './samples.tsx'

const NASTY = '<script>alert(1)</script>"\'&'
const noWallet = { wallet: { state: 'none' } } as const

/** What another program reads off the symbol of a page. */
async function decoded(html: string) {
  const symbol = /<svg class="qr-symbol".*?<\/svg>/s.exec(html)?.[0] ?? ''
  const svg = symbol.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
  const { rgba, width, height } = svgPixels(svg, 4)
  const found = await decodeWithZxing({ rgba, width, height })
  return { text: new TextDecoder().decode(found?.bytes), ecl: found?.ecLevel }
}

describe('the pay page of a stall with a bank account', () => {
  it('stays under 14 KB compressed, styles included, with every button there can be', ({
    expect,
  }) => {
    const typed = { amount: '120.50', tip: '10', note: 'Two cutting chai' }
    const problem = { key: 'decline.insufficient_funds' } as const
    for (const locale of ['en-XA', 'hi'] as const) {
      const html = payHtml({ typed, problem, banks: TWO_BANKS }, locale)
      expect(gzipSync(html).length).toBeLessThanOrEqual(14 * 1024)
    }
  })

  it('has a second button beside the wallet’s, in the same form', ({ expect }) => {
    const html = payHtml({ banks: ONE_BANK })
    expect(html.match(/<form/g)).toHaveLength(1)
    expect(html).toMatch(/class="go">Pay<.*class="quiet" formaction="\/p\/7K3M92QD\/bank"/s)
    expect(html).toContain('Pay with your bank app')
    expect(payHtml()).not.toContain('bank app')
  })

  it('has it first for whoever has no wallet, also for the keyboard’s own key', ({ expect }) => {
    const html = payHtml({ banks: ONE_BANK, ...noWallet })
    expect(html).toContain('action="/p/7K3M92QD/bank" class="till"')
    expect(html).toMatch(/class="go" formaction="\/p\/7K3M92QD\/bank".*Get a demo wallet/s)
    expect(html).toContain('class="quiet" formaction="/wallet/demo"')
    expect(html.match(/class="go"/g)).toHaveLength(1)
  })

  it('names the schemes where there are several', ({ expect }) => {
    const html = payHtml({ banks: TWO_BANKS, ...noWallet })
    expect(html).toContain('Pay with your UPI app')
    expect(html).toContain('Pay with your BharatQR app')
    expect(html).toContain(`value="${TWO_BANKS[1]?.account}"`)
    const unnamed = [...ONE_BANK, { account: 'rcv_1', scheme: 'emvco' as const }]
    expect(payHtml({ banks: unnamed })).toContain('Pay with your bank app')
  })

  it('has none for a request that is over', ({ expect }) => {
    const request = { amountMinor: 100, note: null, expiresAtMs: 0, leftMs: 0 }
    const html = payHtml({ banks: ONE_BANK, request: { ...request, state: 'expired' } })
    expect(html).not.toContain('/bank')
  })
})

describe('the page with the code', () => {
  it('holds the payload byte for byte, at M', async ({ expect }) => {
    for (const state of [waitingFor(upi), waitingFor(pix, 'BRL'), waitingFor(epc, 'EUR')]) {
      expect(await decoded(bankHtml({ state }))).toEqual({ text: state.payload, ecl: 'M' })
    }
  })

  it('opens bank apps where the scheme has a link, and says what to copy everywhere', ({
    expect,
  }) => {
    const link = bankHtml()
    expect(link).toContain('<a class="go" href="upi://pay?pa=asha@okbank&amp;')
    expect(link).toContain('id="copy" dir="ltr">asha@okbank</p>')
    expect(link).toContain('Open your UPI app')
    const { payload } = waitingFor(pix, 'BRL')
    const copied = bankHtml({ state: waitingFor(pix, 'BRL') })
    expect(copied).toContain(`id="copy" dir="ltr">${payload}</p>`)
    expect(copied).not.toContain('class="go"')
    expect(copied).toContain('paste it in your bank app')
  })

  it('asks to type the amount only where the code does not say it', ({ expect }) => {
    expect(bankHtml()).not.toContain('Type exactly')
    const state = { ...waitingFor(upi), carriesAmount: false }
    expect(bankHtml({ state })).toContain('Type exactly ₹120.50 in your bank app')
  })

  it('leaves the picture out that no symbol can hold', ({ expect }) => {
    const html = bankHtml({ state: { ...waitingFor(upi), payload: 'x'.repeat(3000) } })
    expect(html).not.toContain('class="qr-symbol"')
    expect(html).not.toContain('.png')
    expect(html).toContain('asha@okbank')
  })

  it('counts down, looks again without a script, and leaves it to the script where there is one', ({
    expect,
  }) => {
    const html = bankHtml()
    expect(html).toContain('data-left-ms="840000" hidden')
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="4"/></noscript>')
    expect(html).toContain(
      'data-look="/b/att_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N.json?c=7K3M92QD" data-state="waiting"',
    )
    expect(bankHtml({ state: paid })).not.toMatch(/refresh|data-look|<script/)
    const over = bankHtml({ state: { name: 'over', why: 'expired' } })
    // What was paid at the last moment still comes; but nobody's phone asks for ever without being asked.
    expect(over).toContain('data-state="over"')
    expect(over).not.toContain('http-equiv="refresh"')
  })

  it('says in a demonstration that a bank app would send real money', ({ expect }) => {
    expect(bankHtml()).toContain('a bank app would send real money')
    expect(withoutStyles(bankHtml({ mode: 'live' }))).not.toMatch(/demo/i)
  })

  it('needs no wallet in any state', ({ expect }) => {
    for (const state of [bankView.state, paid, { name: 'over', why: 'expired' } as const]) {
      expect(withoutStyles(bankHtml({ state }))).not.toContain('wallet')
    }
  })

  it('is green for money in the vendor’s book and for nothing else', ({ expect }) => {
    expect(bankHtml({ state: paid })).toContain('class="stamp paid"')
    const received = { amount: 1, currency: 'INR' } as const
    for (const state of [
      bankView.state,
      { name: 'over', why: 'request_paid' },
      { name: 'held', why: 'overpaid', received },
      { name: 'dismissed', received },
    ] as const) {
      const html = withoutStyles(bankHtml({ state }))
      expect(html).not.toContain('paid"')
      expect(html).not.toContain('class="mark"')
    }
  })

  it('escapes what people wrote, and lets nothing turn the page around', ({ expect }) => {
    const nasty = { ...stall, name: NASTY, trade: NASTY, place: NASTY }
    const state = { ...waitingFor(upi), payee: `${NASTY}\u202Ex`, copy: NASTY, deepLink: null }
    const html = withoutStyles(bankHtml({ stall: nasty, note: NASTY, state }))
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('"\'&')
    expect(html).not.toMatch(/[\u202A-\u202E]/)
  })
})

describe('the bank sticker', () => {
  it('holds the payload byte for byte, at Q, and at M where the scheme has no other', async ({
    expect,
  }) => {
    const shown = async (account: typeof upi) => {
      const { payload } = bankCode(account, { amount: null, reference: stall.code, note: null })
      const { scheme, name: payee } = account
      const html = bankPosterHtml({ payload, account: { id: 'rcv_1', scheme, payee } })
      return { ...(await decoded(html)), payload }
    }
    for (const account of [upi, pix]) {
      const { text, ecl, payload } = await shown(account)
      expect({ text, ecl }).toEqual({ text: payload, ecl: 'Q' })
    }
    const { text, ecl, payload } = await shown(epc)
    expect({ text, ecl }).toEqual({ text: payload, ecl: 'M' })
    expect(stickerEcl('swissqr')).toBe('M')
  })

  it('shows whose account it is, by which app, and that the amount is typed there', ({
    expect,
  }) => {
    const html = bankPosterHtml({}, 'hi')
    expect(html).toContain('<bdi>Asha Chai Corner</bdi>')
    expect(html).toContain('<bdi>Asha Patil</bdi>')
    expect(html).toContain('>7K3M-92QD</bdi>')
    expect(html).toContain('<span lang="en">Scan with your UPI app</span>')
    expect(html).toContain('<span lang="en">Type the amount in the app</span>')
    expect(html).toContain(
      'href="/q/7K3M92QD/bank-poster?account=rcv_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N&amp;size=a4&amp;lang=hi"',
    )
    expect(html).toContain('class="ribbon"')
    expect(bankPosterHtml({ mode: 'live' })).not.toContain('class="ribbon"')
  })

  it('is printed only where its modules have 0.7 mm, else larger, else not at all', ({
    expect,
  }) => {
    expect(printableSizes(upi.payload, 'upi')).toEqual(['a6', 'a4'])
    expect(printableSizes('x'.repeat(450), 'duitnow')).toEqual(['a4'])
    expect(printableSizes('x'.repeat(1600), 'duitnow')).toEqual([])
    expect(printableSizes('क'.repeat(1000), 'emvco')).toEqual([])
    const long = { payload: 'x'.repeat(450), size: 'a4' } as const
    expect(bankPosterHtml(long)).not.toContain('size=a6')
    expect(() => bankPosterHtml({ ...long, size: 'a6' })).toThrow(RangeError)
  })

  it('prints any account that can be added by hand on the smallest paper', ({ expect }) => {
    const name = 'Shree Mahalakshmi Fruits'
    for (const account of [
      accountOf({ scheme: 'upi', account: `${'a'.repeat(60)}@bank`, name }, 'INR'),
      accountOf(
        {
          scheme: 'pix',
          account: `${'a'.repeat(60)}@example.com.br`,
          name,
          city: 'Rio de Janeiro',
        },
        'BRL',
      ),
      epc,
    ]) {
      const asked = { amount: null, reference: stall.code, note: null }
      expect(printableSizes(bankCode(account, asked).payload, account.scheme)).toContain('a6')
    }
  })
})
