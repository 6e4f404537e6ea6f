import { useState } from 'preact/hooks'
import { qrMatrix } from '../../../src/domain/qr/matrix.ts'
import { qrPath } from '../../../src/domain/qr/svg.ts'
import { post } from '../first/api.ts'
import { Icon } from '../first/icons.tsx'
import { showDateTime, t } from '../first/language.ts'
import { ProblemNote, ShareButton } from '../first/parts.tsx'
import type { Problem } from '../first/problem.ts'
import { me } from '../first/session.ts'

interface Enrolment {
  url: string
  expires_at: string
}

/** A one-time link for a second phone. Its QR is drawn here: the secret in it is in no request. */
export function DeviceLink() {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const make = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Enrolment>('/api/enrolments', {})
    setIsBusy(false)
    if (answer.ok) setEnrolment(answer.value)
    else setProblem(answer.problem)
  }
  if (enrolment === null) {
    return (
      <section class="choice">
        <p>
          <Icon name="phone" />
          <span>{t('device.hint')}</span>
        </p>
        <ProblemNote problem={problem} />
        <button type="button" class="button plain" disabled={isBusy} onClick={() => void make()}>
          {t('device.make')}
        </button>
      </section>
    )
  }
  const { size, d } = qrPath(qrMatrix(enrolment.url, 'M'))
  const until = showDateTime(enrolment.expires_at, me.value?.vendor.time_zone ?? 'UTC')
  return (
    <section class="card">
      <p>{t('device.scan')}</p>
      <div class="plate">
        <svg
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={t('device.qr')}
          shape-rendering="crispEdges"
        >
          <path d={d} />
        </svg>
      </div>
      <p class="hint">{t('device.until', { time: until })}</p>
      <ShareButton url={enrolment.url} text={t('device.share_text')} label={t('device.share')} />
    </section>
  )
}
