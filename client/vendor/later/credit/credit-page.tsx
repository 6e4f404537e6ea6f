import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import type { Route } from '../../first/route.ts'
import { go } from '../../first/router.ts'
import { me } from '../../first/session.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
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

export function HomeButton({ isMain = false }: { isMain?: boolean }) {
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

/** It has happened: a sign, a sentence, the way on. */
export function Done(props: { icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <section class="confirm">
      <div class="confirm-what" role="status">
        <Icon name={props.icon} />
        <h2>{props.title}</h2>
        {props.children}
      </div>
      <HomeButton isMain />
    </section>
  )
}

/** A row that leads to another screen. */
export function LinkRow(props: {
  to: Exclude<Route, { name: 'unknown' }>
  icon: IconName
  label: string
}) {
  return (
    <li>
      <button type="button" class="link-row" onClick={() => go(props.to)}>
        <Icon name={props.icon} />
        <span>{props.label}</span>
        <Icon name="next" />
      </button>
    </li>
  )
}

/** Only the owner signs for the stall; others may look. */
export function isOwner(): boolean {
  return me.value?.member.role === 'owner'
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Minus and plus, far apart, with what they change between them. */
export function Stepper(props: {
  label: string
  less: { label: string; onStep: (() => void) | null }
  more: { label: string; onStep: (() => void) | null }
  children: ComponentChildren
}) {
  const { less, more } = props
  return (
    <div class="stepper" role="group" aria-label={props.label}>
      <StepButton icon="minus" {...less} />
      <output aria-live="polite">{props.children}</output>
      <StepButton icon="plus" {...more} />
    </div>
  )
}

function StepButton(props: { icon: IconName; label: string; onStep: (() => void) | null }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      disabled={props.onStep === null}
      onClick={() => props.onStep?.()}
    >
      <Icon name={props.icon} />
    </button>
  )
}

/** How much of something, for the eye; its words stand beside it. */
export function Bar({ share, tone }: { share: number; tone?: 'days' }) {
  return (
    <span class={tone === undefined ? 'bar' : `bar ${tone}`} aria-hidden="true">
      <span style={{ '--share': Math.max(0, Math.min(1, share)) }} />
    </span>
  )
}
