import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from './language.ts'

/** A screen that is fetched when it is first needed. */
export function lazy(load: () => Promise<ComponentType>) {
  const loaded = signal<ComponentType | null>(null)
  const hasFailed = signal(false)
  const fetchScreen = async (): Promise<void> => {
    hasFailed.value = false
    try {
      loaded.value = await load()
    } catch {
      hasFailed.value = true
    }
  }
  function Lazy() {
    useEffect(() => {
      if (loaded.peek() === null) void fetchScreen()
    }, [])
    const Loaded = loaded.value
    if (Loaded !== null) return <Loaded />
    if (!hasFailed.value) return <main class="page" aria-busy="true" />
    return (
      <main class="page">
        <p role="alert">{t('problem.no_answer')}</p>
        <button type="button" class="button" onClick={() => void fetchScreen()}>
          {t('again')}
        </button>
      </main>
    )
  }
  return Lazy
}
