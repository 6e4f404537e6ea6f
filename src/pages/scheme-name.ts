import type { ReceivingScheme } from '../domain/payments/receiving-schemes.ts'
import { SCHEME_TITLES } from '../domain/qr/titles.ts'
import type { PageTranslator } from './text.tsx'

/** What people call a scheme's apps: "UPI"; "bank" where the standard has a name and the apps have none. */
export function schemeName(t: PageTranslator, scheme: ReceivingScheme): string {
  return scheme === 'emvco' ? t('bank.any') : SCHEME_TITLES[scheme]
}
