import type { Currency } from '../../src/domain/money/money.ts'
import type { TimeZone } from './calendar.ts'

export type City = 'jaipur' | 'bengaluru' | 'chengdu' | 'kampala'

/** What the stalls of one city share: money, clock, weather, the fair, and who shops there. */
export interface CityLife {
  currency: Currency
  timeZone: TimeZone
  /** Share of rainy days. */
  rain: number
  /** First of the fair's four days, counted from the first day of the history. */
  fairFrom: number
  regulars: number
  occasionals: number
  /** What people load onto a wallet at a time, in minor units. */
  topUps: readonly number[]
}

export const CITIES: Readonly<Record<City, CityLife>> = {
  jaipur: {
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    rain: 0.12,
    fairFrom: 83,
    regulars: 18,
    occasionals: 30,
    topUps: [1000_00, 2000_00, 2000_00, 5000_00],
  },
  bengaluru: {
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    rain: 0.2,
    fairFrom: 64,
    regulars: 12,
    occasionals: 20,
    topUps: [1000_00, 2000_00, 5000_00],
  },
  chengdu: {
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    rain: 0.25,
    fairFrom: 27,
    regulars: 10,
    occasionals: 24,
    topUps: [200_00, 300_00, 500_00],
  },
  kampala: {
    currency: 'UGX',
    timeZone: 'Africa/Kampala',
    rain: 0.22,
    fairFrom: 105,
    regulars: 6,
    occasionals: 12,
    topUps: [20_000, 50_000, 50_000],
  },
}

export const CITY_NAMES = ['jaipur', 'bengaluru', 'chengdu', 'kampala'] as const satisfies City[]
