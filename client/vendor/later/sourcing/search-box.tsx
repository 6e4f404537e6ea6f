import { useId, useState } from 'preact/hooks'
import { Sign } from './sign.tsx'
import { s } from './words.ts'

/** Longest search; the server reads no more. */
const QUERY_MAX = 80

/** What somebody looks for, in any script. `onType` hears every letter, `onSearch` the button. */
export function SearchBox(props: {
  q: string
  onSearch: (q: string) => void
  onType?: (q: string) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState(props.q)
  return (
    <form
      class="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        // The phone's keyboard goes down: what was found stands under it.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        props.onSearch(typed.trim())
      }}
    >
      <label class="unseen" for={id}>
        {s('search.label')}
      </label>
      <input
        id={id}
        type="search"
        name="q"
        dir="auto"
        enterkeyhint="search"
        autocomplete="off"
        maxLength={QUERY_MAX}
        placeholder={s('search.label')}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          props.onType?.(event.currentTarget.value.trim())
        }}
      />
      <button type="submit" class="icon-button" aria-label={s('search.go')}>
        <Sign name="search" />
      </button>
    </form>
  )
}
