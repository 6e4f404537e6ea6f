import { useState } from 'preact/hooks'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import type { Me } from '../first/wire.ts'
import { addPasskey, canUsePasskeys, type PasskeyResult } from './passkeys.ts'

/** Offered, never forced. */
export function PasskeyOffer({ stall }: { stall: Me }) {
  const [result, setResult] = useState<PasskeyResult | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  if (!canUsePasskeys()) return null
  if (stall.member.has_passkey) {
    return (
      <section class="choice">
        <p role="status">
          <Icon name="key" />
          <span>{t('passkey.have')}</span>
        </p>
      </section>
    )
  }
  const add = async (): Promise<void> => {
    setIsBusy(true)
    setResult(await addPasskey())
    setIsBusy(false)
  }
  return (
    <section class="choice">
      <p>
        <Icon name="key" />
        <span>{t('passkey.hint')}</span>
      </p>
      <div role="alert">
        {result !== null && result !== 'done' && <p>{t(`passkey.${result}`)}</p>}
      </div>
      <button type="button" class="button plain" disabled={isBusy} onClick={() => void add()}>
        {t('passkey.add')}
      </button>
    </section>
  )
}
