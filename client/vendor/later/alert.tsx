import type { ComponentChildren } from 'preact'
import { Icon } from '../first/icons.tsx'

/** A sign that something is wrong, with its words; empty without words. */
export function Alert({ children }: { children: ComponentChildren }) {
  const isEmpty = children === null || children === undefined || children === ''
  return (
    <div role="alert" class={isEmpty ? '' : 'problem'}>
      {!isEmpty && (
        <>
          <Icon name="alarm" />
          <span>{children}</span>
        </>
      )}
    </div>
  )
}
