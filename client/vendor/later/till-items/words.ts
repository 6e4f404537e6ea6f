/** What the screens say on which a stall's tiles are set up. */
import type { TillItemsKey } from '../../../../src/domain/i18n/app/till-items-en.ts'
import { lazyWords } from '../lazy-words.ts'

export const tillItemsWords = lazyWords<TillItemsKey>({
  en: async () => (await import('../../../../src/domain/i18n/app/till-items-en.ts')).tillItemsEn,
  hi: async () => (await import('../../../../src/domain/i18n/app/till-items-hi.ts')).tillItemsHi,
  'zh-CN': async () =>
    (await import('../../../../src/domain/i18n/app/till-items-zh-cn.ts')).tillItemsZhCn,
})

/** The text of a key of these screens. */
export const { say: i } = tillItemsWords
