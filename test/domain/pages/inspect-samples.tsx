/** @jsxImportSource hono/jsx */
import type { Locale } from '../../../src/domain/i18n/i18n.ts'
import { INSPECT_CATALOGUES } from '../../../src/domain/i18n/pages/inspect-words.ts'
import { inspectTranslator } from '../../../src/domain/i18n/pages/inspect.ts'
import { pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import { inspectQr } from '../../../src/domain/qr/inspect.ts'
import type { InspectResult, InspectView } from '../../../src/pages/inspect-view.ts'
import { InspectPage } from '../../../src/pages/inspect.tsx'
import { changed, code } from '../qr/emv.ts'
import { samples, SWISS_LINES } from '../qr/samples.ts'

export const INSPECTED_AT_MS = Date.UTC(2026, 10, 24)

const inspectView: InspectView = {
  mode: 'demo',
  here: '/q/inspect',
  typed: '',
  exact: '',
  error: null,
  result: null,
  scriptUrl: '/assets/inspect.js',
}

/** The page with its form, or with the answer to a text. */
export function inspectHtml(
  text: string | null,
  change: Partial<InspectResult & InspectView> = {},
  locale: Locale = 'en',
): string {
  const { unknown = 'text', stall = null, nowMs = INSPECTED_AT_MS, ...view } = change
  const result: InspectResult | null =
    text === null ? null : { inspection: inspectQr(text), unknown, stall, nowMs }
  return (
    <InspectPage
      t={inspectTranslator(locale, INSPECT_CATALOGUES[locale])}
      pageT={pageTranslator(locale)}
      view={{ ...inspectView, typed: text ?? '', result, ...view }}
    />
  ).toString()
}

export const INSPECTED = {
  pix: code(samples.pix),
  broken: code(changed(samples.pix, { '54': '12,50', '60': null })),
  doubtful: code(changed(samples.paynow, { '59': 'Chai Point ' })),
  bill: SWISS_LINES.join('\n'),
  hostile: 'upi://pay?pa=x&pn=%E2%80%AE<script>alert(1)</script>%00&am=1,5',
  link: 'https://pay.example.org/p/7K3M92QD',
  wallet: 'https://qr.alipay.com/fkx08658',
} as const

/** The page in every state that looks different, by name: part of every page. */
export function everyInspection(locale: Locale): Record<string, string> {
  const stall = { name: 'Asha Chai Corner', payPath: '/p/7K3M92QD' }
  return {
    inspect: inspectHtml(null, {}, locale),
    inspectEmpty: inspectHtml(null, { error: 'empty' }, locale),
    inspectRight: inspectHtml(INSPECTED.pix, {}, locale),
    inspectRefused: inspectHtml(INSPECTED.broken, {}, locale),
    inspectDoubtful: inspectHtml(INSPECTED.doubtful, {}, locale),
    inspectBill: inspectHtml(INSPECTED.bill, {}, locale),
    inspectHostile: inspectHtml(INSPECTED.hostile, {}, locale),
    inspectOwn: inspectHtml(INSPECTED.link, { stall }, locale),
    inspectWallet: inspectHtml(INSPECTED.wallet, {}, locale),
    inspectUnknown: inspectHtml('https://evil.example/', { unknown: 'link' }, locale),
  }
}
