import { useEffect, useRef } from 'preact/hooks'

/** Shows the next step of a screen from its top, and brings a reader back to its heading. */
export function useNextStep(step: string): void {
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    document.querySelector('.under')?.scrollTo(0, 0)
    document.querySelector<HTMLElement>('.page-head h1')?.focus({ preventScroll: true })
  }, [step])
}
