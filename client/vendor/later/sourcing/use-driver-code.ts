import { useEffect, useState } from 'preact/hooks'
import { codeIn } from './count.ts'

/** The driver's code: typed, or out of the address of the QR, from which it goes at once. */
export function useDriverCode(): [string, (code: string) => void] {
  const [code, setCode] = useState(() => codeIn(location.hash) ?? '')
  useEffect(() => {
    const take = (): void => {
      const found = codeIn(location.hash)
      if (found !== null) setCode(found)
      // A code in the address would stay in the history, and in what is shared of it.
      if (location.hash !== '')
        history.replaceState(history.state, '', location.pathname + location.search)
    }
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
  return [code, setCode]
}
