import './later.css'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import { LinkButton, Page, ProblemNote, ShareButton, StallSign } from '../first/parts.tsx'
import { me } from '../first/session.ts'
import { isSwitching, stallProblem, switchStall } from '../first/stall.ts'
import type { Me } from '../first/wire.ts'

/** The stall's own code: to show, to print, to share; and the shutter. */
export function StickerScreen() {
  const stall = me.value
  if (stall === null) return null
  return (
    <Page title={t('sticker.title')}>
      <StickerCard stall={stall} />
      <StickerLinks stall={stall} />
      <LinkButton href="/q/inspect" icon="eye">
        {t('sticker.inspect')}
      </LinkButton>
      {stall.vendor.status !== 'frozen' && <Shutter status={stall.vendor.status} />}
      <ProblemNote problem={stallProblem.value} />
    </Page>
  )
}

/** What the sticker shows, on white. */
export function StickerCard({ stall }: { stall: Me }) {
  const { vendor, pay_url } = stall
  return (
    <section class="sticker">
      <p class="sticker-name">
        <StallSign vendor={vendor} />
        <bdi>{vendor.name}</bdi>
      </p>
      <img
        class="sticker-qr"
        src={`/q/${vendor.code}.svg`}
        alt={t('sticker.qr', { code: vendor.code_shown })}
      />
      <p class="code sticker-code" dir="ltr">
        {vendor.code_shown}
      </p>
      <p class="sticker-url" dir="ltr">
        {pay_url.replace(/^https?:\/\//, '')}
      </p>
    </section>
  )
}

export function StickerLinks({ stall }: { stall: Me }) {
  const { poster_url, pay_url, vendor } = stall
  return (
    <div class="stack">
      <div class="two-buttons">
        <LinkButton href={posterHref(poster_url, 'a6')} icon="print">
          {t('sticker.a6')}
        </LinkButton>
        <LinkButton href={posterHref(poster_url, 'a4')} icon="print">
          {t('sticker.a4')}
        </LinkButton>
      </div>
      <ShareButton
        url={pay_url}
        text={t('sticker.share_text', { stall: vendor.name })}
        label={t('sticker.share')}
      />
    </div>
  )
}

/** Where a poster is printed from, in one of its sizes. */
export function posterHref(posterUrl: string, size: 'a4' | 'a6'): string {
  const url = new URL(posterUrl, location.origin)
  url.searchParams.set('size', size)
  return url.href
}

function Shutter({ status }: { status: 'open' | 'closed' }) {
  const isOpen = status === 'open'
  return (
    <section class="shutter-card">
      <p>
        <Icon name={isOpen ? 'tick' : 'refused'} />
        <strong>{t(isOpen ? 'stall.is_open' : 'closed.title')}</strong>
        <span>{t(isOpen ? 'stall.open_hint' : 'closed.hint')}</span>
      </p>
      <button
        type="button"
        class={isOpen ? 'button plain' : 'button'}
        disabled={isSwitching.value}
        onClick={() => void switchStall(isOpen ? 'closed' : 'open')}
      >
        {t(isOpen ? 'stall.close' : 'stall.open')}
      </button>
    </section>
  )
}
