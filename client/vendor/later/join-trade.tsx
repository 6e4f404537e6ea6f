import { useRef, useState } from 'preact/hooks'
import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import type { Answers } from './join-form.tsx'
import { smallPicture } from './picture.ts'
import { Fault, TextField } from './text-field.tsx'
import { OTHER_EMOJI, TRADES } from './trades.ts'

const TRADE_MAX = 60

interface Props {
  answers: Answers
  onChange: (part: Partial<Answers>) => void
}

/** What the stall sells: a tile, or words of one's own. */
export function TradeChoice({ answers, fault, onChange }: Props & { fault: AppKey | undefined }) {
  const isOther = answers.emoji === OTHER_EMOJI
  return (
    <fieldset class="trades" aria-describedby="trade-fault">
      <legend>{t('join.trade')}</legend>
      <div class="tiles">
        {TRADES.map(({ emoji, key }) => (
          <Tile
            key={emoji}
            emoji={emoji}
            words={t(key)}
            isChosen={answers.emoji === emoji}
            onChoose={() => onChange({ emoji, trade: t(key) })}
          />
        ))}
        <Tile
          emoji={OTHER_EMOJI}
          words={t('trade.other')}
          isChosen={isOther}
          onChoose={() => onChange({ emoji: OTHER_EMOJI, trade: '' })}
        />
      </div>
      {isOther ? (
        <TextField
          name="trade"
          label={t('join.trade_other')}
          value={answers.trade}
          max={TRADE_MAX}
          fault={fault}
          onChange={(trade) => onChange({ trade })}
        />
      ) : (
        <Fault id="trade-fault" fault={fault} />
      )}
    </fieldset>
  )
}

function Tile(props: { emoji: string; words: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <label class="tile">
      <input
        type="radio"
        class="unseen"
        name="trade"
        checked={props.isChosen}
        onChange={props.onChoose}
      />
      <span class="tile-emoji" aria-hidden="true">
        {props.emoji}
      </span>
      <span>{props.words}</span>
    </label>
  )
}

/** The stall's face on the pay page: a picture taken now, or the sign of its trade. */
export function Sign({ answers, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const picture = await smallPicture(file)
    setIsUnreadable(picture === null)
    if (picture !== null) onChange({ picture })
  }
  const sign = answers.emoji === '' ? OTHER_EMOJI : answers.emoji
  return (
    <section class="sign-choice">
      {answers.picture === null ? (
        <span class="sign large" aria-hidden="true">
          {sign}
        </span>
      ) : (
        <img class="sign large" src={answers.picture} alt={t('join.picture_alt')} />
      )}
      <div>
        <p>{t('join.picture_hint')}</p>
        <input
          ref={input}
          class="unseen"
          type="file"
          accept="image/*"
          tabindex={-1}
          aria-label={t('join.picture')}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <button type="button" class="button plain" onClick={() => input.current?.click()}>
          <Icon name="camera" />
          <span>{t('join.picture')}</span>
        </button>
        {answers.picture !== null && (
          <button type="button" class="button plain" onClick={() => onChange({ picture: null })}>
            {t('join.no_picture')}
          </button>
        )}
        <p role="alert" class="fault">
          {isUnreadable ? t('join.picture_bad') : ''}
        </p>
      </div>
    </section>
  )
}
