import { useState } from 'preact/hooks'
import { post } from '../first/api.ts'
import { t } from '../first/language.ts'
import { ProblemNote } from '../first/parts.tsx'
import type { Problem } from '../first/problem.ts'
import type { Tag } from '../first/wire.ts'

const CHOICES = [
  [null, 'tag.sale'],
  ['personal', 'tag.personal'],
  ['exempt', 'tag.exempt'],
] as const

/** What the money of a row was, in the vendor's own word. Shown at once, and taken back when the server did not hear. */
export function TagChoice(props: { seq: number; tag: Tag | null }) {
  const [chosen, setChosen] = useState(props.tag)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const choose = async (next: Tag | null): Promise<void> => {
    if (isBusy || next === chosen) return
    const before = chosen
    setChosen(next)
    setIsBusy(true)
    setProblem(null)
    const answer = await post(`/api/entries/${props.seq}/tag`, { tag: next })
    setIsBusy(false)
    if (answer.ok) return
    setChosen(before)
    setProblem(answer.problem)
  }
  return (
    <fieldset class="trades" aria-busy={isBusy}>
      <legend>{t('tag.title')}</legend>
      <div class="tiles tags">
        {CHOICES.map(([tag, words]) => (
          <label class="tile" key={words}>
            <input
              class="unseen"
              type="radio"
              name="tag"
              checked={chosen === tag}
              onChange={() => void choose(tag)}
            />
            <span>{t(words)}</span>
          </label>
        ))}
      </div>
      <p class="hint">{t('tag.hint')}</p>
      <ProblemNote problem={problem} />
    </fieldset>
  )
}
