/** @jsxImportSource hono/jsx */
import { Layout, type Mode } from './layout.tsx'
import { CodeForm } from './message.tsx'
import type { PageTranslator } from './text.tsx'

export interface HomeView {
  mode: Mode
  here: string
  /** Whether the browser holds a wallet to look at. */
  hasWallet: boolean
}

/** The cart under its awning. */
function CartMark() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path fill="var(--ink)" d="M8 16h2.5v14H8zM37.5 16h2.5v14h-2.5zM3 28h42l-4 9H7z" />
      <path
        fill="var(--accent)"
        stroke="var(--ink)"
        stroke-width="2"
        stroke-linejoin="round"
        d="M8 5h32l4 10a4 4 0 01-8 0 4 4 0 01-8 0 4 4 0 01-8 0 4 4 0 01-8 0 4 4 0 01-8 0z"
      />
      <g fill="var(--paper)" stroke="var(--ink)" stroke-width="3">
        <circle cx="15" cy="39" r="5.5" />
        <circle cx="33" cy="39" r="5.5" />
      </g>
    </svg>
  )
}

/** The start page: three counters, for who pays, who sells, and who connects a system. */
export function HomePage({ t, view }: { t: PageTranslator; view: HomeView }) {
  return (
    <Layout
      t={t}
      mode={view.mode}
      title={`${t('brand')}: ${t('home.title')}`}
      here={view.here}
      wide
    >
      <header class="brand">
        <CartMark />
        <h1>
          <b>{t('brand')}</b> {t('home.title')}
        </h1>
      </header>
      <div class="counters">
        <div class="hold">
          <section class="sheet">
            <h2>{t('home.pay.title')}</h2>
            <p>{t('home.pay')}</p>
            <CodeForm t={t} value="" />
            {view.hasWallet ? (
              <a class="quiet" href="/wallet">
                {t('home.wallet')}
              </a>
            ) : null}
            {view.mode === 'demo' ? (
              <a class="quiet" href="/stickers">
                {t('home.stickers')}
              </a>
            ) : null}
          </section>
        </div>
        <div class="hold">
          <section class="sheet">
            <h2>{t('home.sell.title')}</h2>
            <p>{t('home.sell')}</p>
            <a class="quiet" href="/app/join">
              {t('home.join')}
            </a>
            <a class="quiet" href="/app">
              {t('home.app')}
            </a>
          </section>
        </div>
        <div class="hold">
          <section class="sheet">
            <h2>{t('home.build.title')}</h2>
            <p>{t('home.build')}</p>
            <a class="quiet" href="/docs">
              {t('home.docs')}
            </a>
          </section>
        </div>
      </div>
    </Layout>
  )
}
