/** @jsxImportSource hono/jsx */
import type { Pack } from '../domain/catalogue/item.ts'
import type { Mode } from './layout.tsx'
import { DayText, Paper, packText } from './paper.tsx'
import { QrSymbol } from './qr-symbol.tsx'
import { type PageTranslator, PersonText } from './text.tsx'

export interface DeliveryNoteView {
  mode: Mode
  /** Path and query, for the language links. */
  here: string
  order: { id: string; number: string }
  supplier: string
  stall: { name: string; place: string }
  /** Days since 1970-01-01. */
  day: number
  /** What the vendor asked of whoever brings it. */
  note: string | null
  /** What the supplier took on; lines of which that is nothing are left out. */
  lines: readonly { name: string; sku: string; pack: Pack; packs: number }[]
  /** Scheme and host of the vendor's app: `https://pay.example.org`. */
  origin: string
  /** Six digits. */
  code: string
}

interface Props {
  t: PageTranslator
  view: DeliveryNoteView
}

/** What the QR opens in the vendor's app. The code is in the fragment, which no server and no log ever sees. */
export function confirmLink({
  origin,
  order,
  code,
}: Pick<DeliveryNoteView, 'origin' | 'order' | 'code'>): string {
  return `${origin}/app/orders/${order.id}/confirm#code=${code}`
}

/** What the driver carries: what goes where, boxes to tick, and below a fold the code that lets the stall pay. */
export function DeliveryNotePage({ t, view }: Props) {
  const { order, supplier, stall, day, note, mode, here } = view
  return (
    <Paper t={t} mode={mode} here={here} title={t('delivery.title', { number: order.number })}>
      <header class="sides">
        <div>
          <h1>{t('delivery.name')}</h1>
          <p>
            <small>{t('paper.order')}</small>
            <br />
            <bdi dir="ltr" class="number">
              {order.number}
            </bdi>
          </p>
          <p>
            <small>{t('delivery.day')}</small>{' '}
            <b>
              <DayText t={t} day={day} />
            </b>
          </p>
          <p>
            <small>{t('paper.from')}</small> <PersonText text={supplier} />
          </p>
        </div>
        <div class="to">
          <small>{t('paper.to')}</small>
          <p class="party">
            <PersonText text={stall.name} />
          </p>
          <p>
            <PersonText text={stall.place} />
          </p>
          {note === null ? null : (
            <p>
              <small>{t('paper.note')}</small> <PersonText text={note} />
            </p>
          )}
        </div>
      </header>
      <Load t={t} view={view} />
      <p class="sign">
        {t('delivery.signed')} <span></span>
      </p>
      <Stub t={t} view={view} />
    </Paper>
  )
}

function Load({ t, view }: Props) {
  const lines = view.lines.filter(({ packs }) => packs > 0)
  const total = lines.reduce((sum, { packs }) => sum + packs, 0)
  return (
    <table class="load">
      <thead>
        <tr>
          <th scope="col" class="tick">
            {t('delivery.loaded')}
          </th>
          <th scope="col" class="name">
            {t('paper.item')}
          </th>
          <th scope="col">{t('paper.packs')}</th>
          <th scope="col">{t('delivery.counted')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, sku, pack, packs }) => (
          <tr>
            <td class="tick">
              <span class="box"></span>
            </td>
            <td class="name">
              <b>
                <PersonText text={name} />
              </b>
              <small>
                <bdi>{packText(t, pack)}</bdi> · <PersonText text={sku} />
              </small>
            </td>
            <td class="num packs">{packs}</td>
            <td>
              <span class="count"></span>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td class="tick"></td>
          <td class="name">{t('delivery.total')}</td>
          <td class="num packs">{total}</td>
          <td>
            <span class="count"></span>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function Stub({ t, view }: Props) {
  const { code, order } = view
  return (
    <section class="stub">
      <p class="fold">
        <small>{t('delivery.fold')}</small>
      </p>
      <QrSymbol
        text={confirmLink(view)}
        ecl="M"
        label={t('delivery.qr', { number: order.number })}
      />
      <div>
        <p>
          <small>{t('delivery.code')}</small>
          <br />
          <bdi dir="ltr" class="digits">
            <span>{code.slice(0, 3)}</span>
            <span>{code.slice(3)}</span>
          </bdi>
        </p>
        <p class="warn">{t('delivery.code_hint')}</p>
        <p>{t('delivery.scan')}</p>
      </div>
    </section>
  )
}
