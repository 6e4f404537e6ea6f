import type { EmvProfile } from '../emv-profile.ts'

/** Any code of EMVCo MPM 1.1 whose scheme has no profile of its own, or that several schemes share. */
export const emvco: EmvProfile<'emvco'> = {
  scheme: 'emvco',
  payloadFormat: '01',
  currencies: null,
  country: null,
  optional: [],
  accounts: [],
  recognise: () => true,
}
