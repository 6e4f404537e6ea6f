import { describe, it } from 'vitest'
import { PAYMENT_DECLINES } from '../../../src/domain/ledger/entry.ts'
import { AT_MS, receiptHtml, walletHtml, walletView } from './samples.tsx'

describe('a receipt', () => {
  it('that is paid shows the four signs, the total, the tip and the time at the stall', ({
    expect,
  }) => {
    const html = receiptHtml()
    expect(html).toContain('<span>Q</span><span>2</span><span>W</span><span>X</span>')
    expect(html).toContain('₹130.00')
    expect(html).toContain('₹120.00')
    expect(html).toContain('₹10.00')
    expect(html).toContain('21 Nov 2026, 14:05')
    expect(html).toContain('stamp paid')
    expect(html).not.toContain('http-equiv="refresh"')
  })

  it('without a tip repeats nothing', ({ expect }) => {
    expect(receiptHtml({ tipMinor: 0 })).not.toContain('Tip')
  })

  it('that is pending looks again by itself, has no code and is not green', ({ expect }) => {
    const html = receiptHtml({ state: { name: 'pending' } })
    expect(html).toContain('http-equiv="refresh"')
    expect(html).not.toContain('class="mark"')
    expect(html).not.toContain('stamp paid')
    expect(html).toContain('do not pay a second time')
  })

  it('that is declined says why for every reason, and that the money stayed', ({ expect }) => {
    for (const reason of PAYMENT_DECLINES) {
      const html = receiptHtml({ state: { name: 'declined', reason } })
      expect(html).toContain('Your money stays in your wallet.')
      expect(html).not.toContain('class="mark"')
    }
  })

  it('tells what came back and what is left', ({ expect }) => {
    const paid = { name: 'paid', alertCode: 'Q2WX', atMs: AT_MS } as const
    const partly = receiptHtml({ state: { ...paid, refundedMinor: 5_000 } })
    expect(partly).toContain('Partly given back')
    expect(partly).toContain('₹50.00')
    expect(partly).toContain('₹80.00')
    const fully = receiptHtml({ state: { ...paid, refundedMinor: 13_000 } })
    expect(fully).toContain('stamp refunded')
    expect(fully).toContain('struck')
    expect(fully).not.toContain('Still paid')
  })
})

describe('the wallet', () => {
  it('shows the balance, the code for the agent and signed movements', ({ expect }) => {
    const html = walletHtml()
    expect(html).toContain('₹370.00')
    expect(html).toContain('aria-label="QR code of wallet wal_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N"')
    expect(html).toContain('+₹500.00')
    expect(html).toContain('on its way')
    expect(html).toContain('href="/t/pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N?c=7K3M92QD"')
  })

  it('opens the code by itself when there is nothing to spend', ({ expect }) => {
    const wallets = walletView.wallets.map((one) => ({ ...one, balanceMinor: 0, movements: [] }))
    const html = walletHtml({ wallets })
    expect(html).toMatch(/<details open/)
    expect(html).toContain('Nothing yet')
  })

  it('that does not exist tells how to get one', ({ expect }) => {
    expect(walletHtml({ wallets: [] })).toContain('No wallet here yet')
  })
})
