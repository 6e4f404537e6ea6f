/** @jsxImportSource hono/jsx */
import type { Locale } from '../../../src/domain/i18n/i18n.ts'
import { pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import { HomePage } from '../../../src/pages/home.tsx'
import { MessagePage } from '../../../src/pages/message.tsx'
import { PayPage, type PayView } from '../../../src/pages/pay.tsx'
import { PosterPage, type PosterView } from '../../../src/pages/poster.tsx'
import { ReceiptPage, type ReceiptView } from '../../../src/pages/receipt.tsx'
import type { StallView } from '../../../src/pages/stall.tsx'
import { StickerSheetPage } from '../../../src/pages/sticker-sheet.tsx'
import { WalletPage, type WalletView } from '../../../src/pages/wallet.tsx'
import { everyInspection } from './inspect-samples.tsx'
import { everyPaper } from './paper-samples.tsx'

export const AT_MS = Date.UTC(2026, 10, 21, 8, 35)

export const stall: StallView = {
  name: 'Asha Chai Corner',
  trade: 'Tea and snacks',
  place: 'Gate 2, Dadar market',
  emoji: '☕',
  pictureUrl: null,
  code: '7K3M92QD',
  codeShown: '7K3M-92QD',
  status: 'open',
  currency: 'INR',
}

export const payView: PayView = {
  mode: 'demo',
  here: '/p/7K3M92QD',
  action: '/p/7K3M92QD',
  stall,
  timeZone: 'Asia/Kolkata',
  paymentId: 'pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
  typed: { amount: '', tip: '', note: '' },
  request: null,
  wallet: { state: 'ready', balanceMinor: 50_000 },
  banks: [],
  problem: null,
  scriptUrl: '/assets/pay.js',
}

export const receiptView: ReceiptView = {
  mode: 'demo',
  here: '/t/pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N?c=7K3M92QD',
  paymentId: 'pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
  stall,
  timeZone: 'Asia/Kolkata',
  totalMinor: 13_000,
  tipMinor: 1_000,
  note: 'Two cutting chai',
  state: { name: 'paid', alertCode: 'Q2WX', atMs: AT_MS, refundedMinor: 0 },
}

export const walletView: WalletView = {
  mode: 'demo',
  here: '/wallet',
  timeZone: 'Asia/Kolkata',
  wallets: [
    {
      walletId: 'wal_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
      currency: 'INR',
      balanceMinor: 37_000,
      movements: [
        {
          kind: 'payment',
          amountMinor: 13_000,
          state: 'posted',
          counterparty: 'Asha Chai Corner',
          atMs: AT_MS,
          receiptUrl: '/t/pay_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N?c=7K3M92QD',
        },
        {
          kind: 'top_up',
          amountMinor: 50_000,
          state: 'pending',
          counterparty: null,
          atMs: AT_MS - 60_000,
          receiptUrl: null,
        },
      ],
    },
  ],
}

export const posterView: PosterView = {
  mode: 'demo',
  size: 'a6',
  stall,
  payUrl: 'https://pay.example.org/p/7K3M92QD',
}

export function payHtml(change: Partial<PayView> = {}, locale: Locale = 'en'): string {
  return (<PayPage t={pageTranslator(locale)} view={{ ...payView, ...change }} />).toString()
}

export function receiptHtml(change: Partial<ReceiptView> = {}, locale: Locale = 'en'): string {
  return (
    <ReceiptPage t={pageTranslator(locale)} view={{ ...receiptView, ...change }} />
  ).toString()
}

export function walletHtml(change: Partial<WalletView> = {}, locale: Locale = 'en'): string {
  return (<WalletPage t={pageTranslator(locale)} view={{ ...walletView, ...change }} />).toString()
}

export function posterHtml(change: Partial<PosterView> = {}, locale: Locale = 'en'): string {
  return (
    <PosterPage
      t={pageTranslator(locale)}
      vendorT={pageTranslator(locale)}
      englishT={pageTranslator('en')}
      view={{ ...posterView, ...change }}
    />
  ).toString()
}

/** A page without its styles: what a person can read, and what a test should look at. */
export function withoutStyles(html: string): string {
  return html.replaceAll(/<style>.*?<\/style>/gs, '')
}

/** Every page in every state that looks different, by name. */
export function everyPage(locale: Locale): Record<string, string> {
  const t = pageTranslator(locale)
  const request = {
    amountMinor: 12_000,
    note: 'Lunch',
    expiresAtMs: AT_MS + 600_000,
    leftMs: 600_000,
    state: 'open' as const,
  }
  return {
    pay: payHtml({}, locale),
    payWithoutWallet: payHtml({ wallet: { state: 'none' } }, locale),
    payRefused: payHtml({ problem: { key: 'decline.insufficient_funds' } }, locale),
    paySlip: payHtml({ problem: { key: 'amount.too_large', field: 'amount' } }, locale),
    payClosed: payHtml({ stall: { ...stall, status: 'closed' } }, locale),
    request: payHtml({ request, action: '/r/x' }, locale),
    requestSpent: payHtml({ request: { ...request, state: 'paid' } }, locale),
    receipt: receiptHtml({}, locale),
    receiptPending: receiptHtml({ state: { name: 'pending' } }, locale),
    receiptDeclined: receiptHtml({ state: { name: 'declined', reason: 'vendor_closed' } }, locale),
    wallet: walletHtml({}, locale),
    walletNone: walletHtml({ wallets: [] }, locale),
    home: (<HomePage t={t} view={{ mode: 'demo', here: '/', hasWallet: true }} />).toString(),
    stickers: (<StickerSheetPage t={t} view={{ here: '/stickers', stalls: [stall] }} />).toString(),
    posterA6: posterHtml({}, locale),
    posterA4: posterHtml({ size: 'a4' }, locale),
    ...everyPaper(locale),
    ...everyInspection(locale),
    message: (
      <MessagePage
        t={t}
        view={{ mode: 'live', here: '/p/x', name: 'code_wrong', suggestions: ['7K3M-92QD'] }}
      />
    ).toString(),
  }
}
