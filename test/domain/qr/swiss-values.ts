import fc from 'fast-check'
import { mod10RecursiveIsRight } from '../../../src/domain/qr/check-digits.ts'
import type { QrInput, SwissAddress } from '../../../src/domain/qr/values.ts'
import {
  UPPER,
  ALPHANUMERIC,
  from,
  digits,
  word,
  completed,
  creditorReference,
  iban,
  amount,
  some,
  joined,
} from './arbitraries.ts'

/** Random Swiss bills: each kind of IBAN with a reference that goes with it. */
export function swiss(): fc.Arbitrary<QrInput> {
  const latin = from(`${ALPHANUMERIC}éüßŽ€Ș`, 1, 30)
  const party: fc.Arbitrary<SwissAddress> = fc
    .tuple(
      fc.record({
        type: fc.constant('S' as const),
        name: latin,
        postalCode: word(1, 16),
        town: latin,
        country: from(UPPER, 2),
      }),
      some({ street: latin, building: word(1, 16) }),
    )
    .map(([needed, given]) => ({ ...needed, ...given }))
  const reference = fc.oneof(
    fc
      .tuple(
        iban(
          'CH',
          digits(12).map((text) => `31999${text}`),
        ),
        digits(26).map(completed(mod10RecursiveIsRight)),
      )
      .map(([number, text]) => ({ iban: number, referenceType: 'QRR', reference: text })),
    fc
      .tuple(
        iban(
          'CH',
          digits(12).map((text) => `00791${text}`),
        ),
        creditorReference,
      )
      .map(([number, text]) => ({ iban: number, referenceType: 'SCOR', reference: text })),
    iban(
      'LI',
      digits(12).map((text) => `08800${text}`),
    ).map((number) => ({ iban: number, referenceType: 'NON' })),
  )
  return joined(
    some({
      amount: amount(2),
      debtor: party,
      message: latin,
      billInformation: latin.map((text) => `//S1/${text}`),
      alternativeSchemes: fc.tuple(latin),
    }),
    fc
      .tuple(party, fc.constantFrom('CHF', 'EUR'), reference)
      .map(([creditor, currency, money]) => ({
        scheme: 'swissqr',
        creditor,
        currency,
        ...money,
      })),
  )
}
