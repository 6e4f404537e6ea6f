/** @jsxImportSource hono/jsx */
import type { Money } from '../domain/money/money.ts'
import type { ReceivingScheme } from '../domain/payments/receiving-schemes.ts'
import { type EccLevel, fitsSymbol } from '../domain/qr/matrix.ts'
import { QrSymbol } from './qr-symbol.tsx'
import { schemeName } from './scheme-name.ts'
import {
  MoneyText,
  NoteRow,
  type PageTranslator,
  PersonText,
  figureClass,
  moneyString,
} from './text.tsx'

/** Screens lose no modules, and codes of the Swiss bill and of SEPA may have no other level. */
export const SCREEN_ECL: EccLevel = 'M'

/** A code for a bank app, and the ways to get it there. */
export interface BankCodeView {
  scheme: ReceivingScheme
  /** Whom the bank app will name. */
  payee: string
  /** What the symbol holds, byte for byte. */
  payload: string
  /** What is pasted or typed. */
  copy: string
  /** Opens bank apps on this phone; null where the scheme has no such link. */
  deepLink: string | null
  /** False when the payer has to type the amount. */
  carriesAmount: boolean
  imageUrl: string
}

interface Props {
  t: PageTranslator
  code: BankCodeView
}

interface Facts {
  asked: Money
  note: string | null
  reference: string
  leftMs: number
}

/** How much to whom, then the ways there: with the phone that shows this, or with another one. */
export function BankCode({ t, code, ...facts }: Props & Facts) {
  const isDrawn = fitsSymbol(code.payload, SCREEN_ECL)
  return (
    <>
      <HowMuch t={t} code={code} {...facts} />
      <ThisPhone t={t} code={code} reference={facts.reference} isDrawn={isDrawn} />
      {isDrawn ? <OtherPhone t={t} code={code} /> : null}
    </>
  )
}

function HowMuch({ t, code, asked, note, leftMs }: Props & Facts) {
  const amount = moneyString(t, asked)
  return (
    <div class="hold">
      <section class="sheet">
        <div>
          <p class="label">{t('pay.asked')}</p>
          <p class={figureClass(amount)}>
            <MoneyText t={t} money={asked} />
          </p>
          {code.carriesAmount ? null : <p class="remark">{t('bank.type_amount', { amount })}</p>}
          <p class="until small" role="status">
            <span>{t('bank.waiting')}</span>
            <span data-left-ms={String(leftMs)} hidden>
              {t('pay.time_left')} <bdi></bdi>
            </span>
          </p>
        </div>
        <dl class="rows">
          <div>
            <dt>{t('bank.payee')}</dt>
            <dd>
              <PersonText text={code.payee} />
            </dd>
          </div>
          <div>
            <dt>{t('bank.scheme')}</dt>
            <dd>{schemeName(t, code.scheme)}</dd>
          </div>
          <NoteRow t={t} note={note} />
        </dl>
        <p class="small soft">{t('bank.payee_hint')}</p>
      </section>
    </div>
  )
}

function ThisPhone({
  t,
  code,
  reference,
  isDrawn,
}: Props & { reference: string; isDrawn: boolean }) {
  const { scheme, copy, payload, deepLink, imageUrl } = code
  const isWhole = copy === payload
  return (
    <section class="way">
      <h2>{t('bank.here')}</h2>
      {deepLink === null ? null : (
        <a class="go" href={deepLink}>
          {t('bank.open', { scheme: schemeName(t, scheme) })}
        </a>
      )}
      <p class="small">{t('bank.waiting_hint')}</p>
      {isDrawn ? (
        <>
          <a class="quiet" href={imageUrl} download>
            {t('bank.image')}
          </a>
          <p class="small soft">{t('bank.image_hint')}</p>
        </>
      ) : null}
      <p class="label">{t(isWhole ? 'bank.copy_code' : 'bank.copy_account')}</p>
      {/* One tap selects it all, for whoever has no script. */}
      <p class="copied" id="copy" dir="ltr">
        {copy}
      </p>
      <button type="button" class="quiet" hidden data-copy="copy" data-copied={t('bank.copied')}>
        {t('bank.copy')}
      </button>
      <dl class="rows">
        <div>
          <dt>{t('receipt.reference')}</dt>
          <dd class="mono">
            <bdi dir="ltr">{reference}</bdi>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function OtherPhone({ t, code }: Props) {
  const scheme = schemeName(t, code.scheme)
  return (
    <section class="way">
      <h2>{t('bank.there')}</h2>
      <p>{t('bank.scan', { scheme })}</p>
      <div class="drawn">
        <QrSymbol text={code.payload} ecl={SCREEN_ECL} label={t('bank.qr', { scheme })} />
      </div>
    </section>
  )
}
