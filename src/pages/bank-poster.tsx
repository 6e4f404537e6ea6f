/** @jsxImportSource hono/jsx */
import { isolate } from '../domain/i18n/i18n.ts'
import type { ReceivingScheme } from '../domain/payments/receiving-schemes.ts'
import type { EccLevel } from '../domain/qr/matrix.ts'
import type { Mode } from './layout.tsx'
import {
  InBoth,
  type PosterLanguages,
  PosterSheet,
  PosterTools,
  printedModuleMm,
  SIZES,
} from './poster.tsx'
import { QrSymbol } from './qr-symbol.tsx'
import { schemeName } from './scheme-name.ts'
import { CodePlate, type StallView } from './stall.tsx'
import type { PosterSize } from './styles-poster.ts'
import { PersonText, plainText } from './text.tsx'

/** The second sticker: a code of the stall's own bank. */
export interface BankPosterView {
  mode: Mode
  size: PosterSize
  stall: StallView
  account: { id: string; scheme: ReceivingScheme; payee: string }
  /** What the symbol holds, byte for byte. */
  payload: string
}

/** Q outlives dust and folds; the Swiss bill and the codes of SEPA may have M only. Source: qr-standards.md 2.11, 2.12. */
export function stickerEcl(scheme: ReceivingScheme): EccLevel {
  return scheme === 'swissqr' || scheme === 'epc' ? 'M' : 'Q'
}

/** Sizes on which the symbol can still be scanned, the smallest first; none for a text that is too long for paper. */
export function printableSizes(payload: string, scheme: ReceivingScheme): PosterSize[] {
  return SIZES.filter((size) => {
    try {
      return printedModuleMm(payload, size, stickerEcl(scheme)) > 0
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
  })
}

interface Props extends PosterLanguages {
  view: BankPosterView
}

/** A sticker that bank apps scan, A6 or A4. Throws a RangeError for a size that is not among the printable ones. */
export function BankPosterPage({ view, ...languages }: Props) {
  const { t, vendorT } = languages
  const { stall, size, account, payload } = view
  const { scheme } = account
  const ecl = stickerEcl(scheme)
  return (
    <PosterSheet
      {...languages}
      view={view}
      title={t('poster.bank.title', { stall: isolate(plainText(stall.name)) })}
      moduleMm={printedModuleMm(payload, size, ecl)}
      tools={
        <PosterTools
          t={t}
          size={size}
          sizes={printableSizes(payload, scheme)}
          path={`/q/${stall.code}/bank-poster?account=${account.id}&`}
          hint={t('poster.bank.test_hint')}
        />
      }
      under={
        <p class="payee">
          {vendorT('poster.bank.payee')}{' '}
          <b>
            <PersonText text={account.payee} />
          </b>
        </p>
      }
    >
      <p class="scan app">
        <InBoth
          {...languages}
          say={(words) => words('poster.bank.scan', { scheme: schemeName(words, scheme) })}
        />
      </p>
      <div class="frame">
        <QrSymbol
          text={payload}
          ecl={ecl}
          label={t('poster.bank.qr', { scheme: schemeName(t, scheme) })}
        />
      </div>
      <CodePlate code={stall.codeShown} />
      <p class="address by-hand">
        <InBoth {...languages} say={(words) => words('poster.bank.amount')} />
      </p>
    </PosterSheet>
  )
}
