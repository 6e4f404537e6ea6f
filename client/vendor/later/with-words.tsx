import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { locale, t } from '../first/language.ts'
import { Page } from '../first/parts.tsx'
import type { LazyWords } from './lazy-words.ts'

/** What of the words a screen waits for. */
type Waited = Pick<LazyWords<never>, 'speaks' | 'learn'>

/** Screens whose words are fetched with them: these, once the words are here in the person's language. */
export function WithWords(props: {
  title: string
  words: readonly Waited[]
  children: ComponentChildren
}) {
  const { words } = props
  const wanted = locale()
  const [hasFailed, setHasFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const isReady = words.every(({ speaks }) => speaks(wanted))
  useEffect(() => {
    if (isReady) return
    let isOver = false
    void Promise.all(words.map(({ learn }) => learn(wanted))).then((learned) => {
      if (!isOver) setHasFailed(learned.includes(false))
    })
    return () => {
      isOver = true
    }
  }, [wanted, isReady, tries])
  if (isReady) return <>{props.children}</>
  return (
    <Page title={props.title}>
      {hasFailed ? (
        <>
          <p role="alert">{t('problem.no_answer')}</p>
          <button type="button" class="button" onClick={() => setTries(tries + 1)}>
            {t('again')}
          </button>
        </>
      ) : (
        <p role="status">{t('starting')}</p>
      )}
    </Page>
  )
}
