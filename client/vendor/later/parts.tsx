/** Pieces of the screens behind the keypad. */
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../first/icons.tsx'
import type { Route } from '../first/route.ts'
import { go } from '../first/router.ts'
import { me } from '../first/session.ts'

/** Only the owner signs for the stall; others may look. */
export function isOwner(): boolean {
  return me.value?.member.role === 'owner'
}

/** It has happened: a sign, a sentence, the way on. */
export function Outcome(props: {
  icon: IconName
  title: string
  children: ComponentChildren
  next: ComponentChildren
}) {
  return (
    <section class="confirm">
      <div class="confirm-what" role="status">
        <Icon name={props.icon} />
        <h2>{props.title}</h2>
        {props.children}
      </div>
      {props.next}
    </section>
  )
}

/** A row that leads to another screen. */
export function LinkRow(props: {
  to: Exclude<Route, { name: 'unknown' }>
  icon: IconName
  label: ComponentChildren
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

export function Fact({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Minus and plus, far apart, with what they change between them. A null step cannot be made. */
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
