import { en as appCatalogue } from '../../../src/domain/i18n/app/en.ts'
import { translator } from '../../../src/domain/i18n/i18n.ts'
import { en as pageCatalogue } from '../../../src/domain/i18n/pages/en.ts'

/** What the screens say, so that a better wording does not break a test and a lost sentence does. */
export const appText = translator(appCatalogue, 'en')
export const pageText = translator(pageCatalogue, 'en')
