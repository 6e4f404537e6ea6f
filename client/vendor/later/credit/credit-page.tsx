import type { ComponentChildren } from 'preact'
import type { IconName } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import { go } from '../../first/router.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
import { Outcome } from '../parts.tsx'
import { useCredit } from './use-credit.ts'
import { c } from './words.ts'

const HOME = { name: 'credit', part: 'home' } as const

/** A screen of credit behind its home; its content once the credit is known. */
export function CreditPage(props: {
  title: string
  children: (credit: Credit) => ComponentChildren
}) {
  const { known, problem, again } = useCredit()
  return (
    <Page title={props.title} back={HOME}>
      {known === null && problem === null && <p role="status">{t('starting')}</p>}
      <ProblemNote problem={problem} />
      {problem !== null && (
        <button type="button" class="button plain" onClick={again}>
          {t('again')}
        </button>
      )}
      {known !== null && props.children(known)}
    </Page>
  )
}

/** A screen that needs a line that is not over; without one it leads home. */
export function LinePage(props: {
  title: string
  children: (line: CreditLine, credit: Credit) => ComponentChildren
}) {
  return (
    <CreditPage title={props.title}>
      {(credit) => {
        const line = openLine(credit)
        return line === null ? <Nothing words={c('payoff.none')} /> : props.children(line, credit)
      }}
    </CreditPage>
  )
}

/** The line in use; null for none, and for one that is closed. */
export function openLine({ line }: Credit): CreditLine | null {
  return line === null || line.state === 'closed' ? null : line
}

/** There is nothing to do here: says so, and leads back. */
export function Nothing({ words }: { words: string }) {
  return (
    <>
      <p class="empty">{words}</p>
      <HomeButton />
    </>
  )
}

function HomeButton({ isMain = false }: { isMain?: boolean }) {
  return (
    <button
      type="button"
      class={isMain ? 'button' : 'button plain'}
      onClick={() => go(HOME, { replace: true })}
    >
      {c('back_home')}
    </button>
  )
}

/** It has happened; back to where the stall stands. */
export function Done(props: { icon: IconName; title: string; children: ComponentChildren }) {
  return <Outcome {...props} next={<HomeButton isMain />} />
}
