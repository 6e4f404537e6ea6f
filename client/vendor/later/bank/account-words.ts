/** What an account is called in each scheme, and what one looks like. */
import type {
  OpenScheme,
  ReceivingScheme,
} from '../../../../src/domain/payments/receiving-schemes.ts'

/** Of nobody: reserved or made up, in the grouping of bank apps. */
export const EXAMPLES: Readonly<Record<OpenScheme, string>> = {
  upi: 'asha@okbank',
  pix: 'asha@example.com',
  promptpay: '081 234 5678',
  paynow: '+65 9123 4567',
  vietqr: '0123456789',
  hkfps: '9123 4567',
  khqr: 'asha@bank',
  epc: 'DE71 1102 2033 0123 4567 89',
}

/** True for schemes in which an account can be typed in. */
export function isOpenScheme(scheme: ReceivingScheme): scheme is OpenScheme {
  return Object.hasOwn(EXAMPLES, scheme)
}
