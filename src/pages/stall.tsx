/** @jsxImportSource hono/jsx */
import type { Currency } from '../domain/money/money.ts'
import type { VendorStatus } from '../domain/payments/vendor.ts'
import { type PageTranslator, PersonText, widthOf } from './text.tsx'

/** What a shopper sees of a vendor. */
export interface StallView {
  name: string
  trade: string
  place: string
  emoji: string
  /** Same-origin address of the picture, or null: then the emoji stands in. */
  pictureUrl: string | null
  /** `7K3M92QD`, as in links. */
  code: string
  /** `7K3M-92QD`, as on the sticker. */
  codeShown: string
  status: VendorStatus
  currency: Currency
}

// Two lines of a small phone; longer names are set smaller, so that the amount stays in sight.
const NAME_WIDTH_MAX = 30

/** The stall's sign: picture or emoji, name, what it sells and where. The name is the page's heading. */
export function StallSign({ stall }: { stall: StallView }) {
  return (
    <header class="stall">
      <StallPlate stall={stall} />
      <div>
        <h1 class={widthOf(stall.name) > NAME_WIDTH_MAX ? 'less' : undefined}>
          <PersonText text={stall.name} />
        </h1>
        <p class="soft">
          <PersonText text={stall.trade} /> · <PersonText text={stall.place} />
        </p>
      </div>
    </header>
  )
}

/** Picture or emoji. Empty alternative text: the name stands beside it. */
export function StallPlate({ stall }: { stall: StallView }) {
  return stall.pictureUrl === null ? (
    <span class="plate" aria-hidden="true">
      {stall.emoji}
    </span>
  ) : (
    <span class="plate">
      <img src={stall.pictureUrl} alt="" width="72" height="72" />
    </span>
  )
}

/** The code as on the sticker, and the question that unmasks a sticker pasted over another one. */
export function StallCode({ t, stall }: { t: PageTranslator; stall: StallView }) {
  return (
    <div class="check">
      <CodePlate code={stall.codeShown} />
      <p class="small soft">{t('pay.compare')}</p>
    </div>
  )
}

export function CodePlate({ code }: { code: string }) {
  return (
    <bdi dir="ltr" class="code">
      {code}
    </bdi>
  )
}
