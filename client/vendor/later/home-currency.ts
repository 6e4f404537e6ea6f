import { type Currency, CURRENCIES } from '../../../src/domain/money/money.ts'

/** Where the money of a time zone's city is known. Cities that browsers still spell the old way stand twice. */
const BY_CITY: Readonly<Record<string, Currency>> = {
  Accra: 'GHS',
  Amsterdam: 'EUR',
  Athens: 'EUR',
  Bangkok: 'THB',
  Berlin: 'EUR',
  Brussels: 'EUR',
  Calcutta: 'INR',
  Chongqing: 'CNY',
  Colombo: 'LKR',
  Dar_es_Salaam: 'TZS',
  Dhaka: 'BDT',
  Dublin: 'EUR',
  Helsinki: 'EUR',
  Ho_Chi_Minh: 'VND',
  Hong_Kong: 'HKD',
  Jakarta: 'IDR',
  Johannesburg: 'ZAR',
  Kampala: 'UGX',
  Karachi: 'PKR',
  Kathmandu: 'NPR',
  Katmandu: 'NPR',
  Kolkata: 'INR',
  Kuala_Lumpur: 'MYR',
  Kuwait: 'KWD',
  Lagos: 'NGN',
  Lisbon: 'EUR',
  London: 'GBP',
  Madrid: 'EUR',
  Manila: 'PHP',
  Mexico_City: 'MXN',
  Nairobi: 'KES',
  Paris: 'EUR',
  Phnom_Penh: 'KHR',
  Rome: 'EUR',
  Saigon: 'VND',
  Sao_Paulo: 'BRL',
  Seoul: 'KRW',
  Shanghai: 'CNY',
  Singapore: 'SGD',
  Tokyo: 'JPY',
  Tunis: 'TND',
  Urumqi: 'CNY',
  Vienna: 'EUR',
}

/** The currency to propose to somebody in an IANA time zone. A proposal only: it is shown and can be changed. */
export function homeCurrency(timeZone: string): Currency {
  const city = timeZone.split('/').at(-1) ?? ''
  const known = Object.hasOwn(BY_CITY, city) ? BY_CITY[city] : undefined
  return known ?? (timeZone.startsWith('America/') ? 'USD' : 'INR')
}

/** All currencies with their names in a language, in that language's order. */
export function currencyNames(locale: string): { code: Currency; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const codes = Object.keys(CURRENCIES) as Currency[]
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
}
