/** What the screens of the stall's own bank accounts say. */
import { useEffect } from 'preact/hooks'
import type { BankKey } from '../../../../src/domain/i18n/app/bank-en.ts'
import { locale } from '../../first/language.ts'
import { lazyWords } from '../lazy-words.ts'

export const bankWords = lazyWords<BankKey>({
  en: async () => (await import('../../../../src/domain/i18n/app/bank-en.ts')).bankEn,
  hi: async () => (await import('../../../../src/domain/i18n/app/bank-hi.ts')).bankHi,
  'zh-CN': async () => (await import('../../../../src/domain/i18n/app/bank-zh-cn.ts')).bankZhCn,
})

/** The text of a key of these screens. */
export const { say: b } = bankWords

/** Whether the words are here, for what stands on a screen of others; fetches them. */
export function useBankWords(): boolean {
  const wanted = locale()
  const isReady = bankWords.speaks(wanted)
  useEffect(() => {
    if (!isReady) void bankWords.learn(wanted)
  }, [wanted, isReady])
  return isReady
}
