/** Words that come with the screens that say them: a file of their own for each language. */
import { signal } from '@preact/signals'
import {
  type Catalogue,
  type Locale,
  LOCALES,
  type Params,
  type PluralStem,
  type RealLocale,
  type Translator,
  translator,
} from '../../../src/domain/i18n/i18n.ts'

/** What fetches the texts of each language. */
type Catalogues<Key extends string> = Readonly<Record<RealLocale, () => Promise<Catalogue<Key>>>>

export interface LazyWords<Key extends string> {
  /** Whether these words are here in a language. */
  speaks: (wanted: Locale) => boolean
  /** Fetches the words of a language; false when they cannot be had. */
  learn: (wanted: Locale) => Promise<boolean>
  /** The text of a key; a component that calls it follows a change of language. */
  say: (key: Key, params?: Params) => string
  /** The text for a count. */
  sayCount: (stem: PluralStem<Key>, count: number, params?: Params) => string
}

export function lazyWords<Key extends string>(catalogues: Catalogues<Key>): LazyWords<Key> {
  const words = signal<Translator<Key> | null>(null)
  return {
    speaks: (wanted) => words.value?.locale === wanted,
    learn: async (wanted) => {
      try {
        const catalogue = await catalogues[LOCALES.find((real) => real === wanted) ?? 'en']()
        words.value = translator(catalogue, wanted)
        return true
      } catch {
        return false
      }
    },
    say: (key, params) => words.value?.(key, params) ?? '',
    sayCount: (stem, count, params) => words.value?.plural(stem, count, params) ?? '',
  }
}
