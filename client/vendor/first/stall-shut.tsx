import { Icon } from './icons.tsx'
import { t } from './language.ts'
import { ProblemNote } from './parts.tsx'
import { isSwitching, stallProblem, switchStall } from './stall.ts'
import type { Me } from './wire.ts'

/** Stands where the keys are while the stall takes no payments, and says why and what to do. */
export function StallShut({ vendor }: { vendor: Me['vendor'] }) {
  if (vendor.status === 'frozen') {
    return (
      <section class="shut frozen">
        <Icon name="alarm" />
        <h2>{t('frozen.title')}</h2>
        <p class="reason">
          <strong>{t('frozen.reason')}</strong>{' '}
          <bdi>{vendor.status_reason ?? t('frozen.no_reason')}</bdi>
        </p>
        <p>{t('frozen.hint')}</p>
      </section>
    )
  }
  return (
    <section class="shut">
      <span class="shutter" aria-hidden="true" />
      <h2>{t('closed.title')}</h2>
      <p>{t('closed.hint')}</p>
      <ProblemNote problem={stallProblem.value} />
      <button
        type="button"
        class="button"
        disabled={isSwitching.value}
        onClick={() => void switchStall('open')}
      >
        {t('stall.open')}
      </button>
    </section>
  )
}
