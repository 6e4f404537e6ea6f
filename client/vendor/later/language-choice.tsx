import { LOCALE_NAMES, LOCALES, parseLocale } from '../../../src/domain/i18n/i18n.ts'
import { chooseLanguage, locale, t } from '../first/language.ts'

/** The languages, each in its own words. Used where somebody may not read the rest of the screen. */
export function LanguageChoice() {
  const choose = (value: string): void => {
    const next = LOCALES.find((candidate) => candidate === parseLocale(value))
    if (next !== undefined) void chooseLanguage(next).catch(() => undefined)
  }
  return (
    <label class="field">
      <span>{t('settings.language')}</span>
      <select
        name="language"
        value={locale()}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {LOCALES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LOCALE_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
