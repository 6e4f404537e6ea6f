/** Weather of the cities and festivals of the country. */
import { createRandom, seedFrom } from '../../demo/random.ts'
import { WORLD } from './params.ts'

export interface Calendar {
  isRain: (city: number, day: number) => boolean
  isFestival: (day: number) => boolean
}

export const DAYS = WORLD.days.asOf + WORLD.days.after

export function createCalendar(seed: number): Calendar {
  const random = createRandom(seedFrom('credit-calendar', seed))
  const rain = new Uint8Array(WORLD.cities * DAYS)
  for (let city = 0; city < WORLD.cities; city += 1) {
    for (let day = 0; day < DAYS; day += 1) {
      const ofYear = day % 365
      const isWet = ofYear >= WORLD.rain.wetFrom && ofYear < WORLD.rain.wetTo
      rain[city * DAYS + day] = Number(random.chance(isWet ? WORLD.rain.wet : WORLD.rain.dry))
    }
  }
  const festival = new Uint8Array(DAYS)
  const { everyDays, jitterDays, days } = WORLD.festivals
  for (let at = 20; at < DAYS; at += everyDays) {
    const from = at + random.int(0, jitterDays)
    festival.fill(1, from, from + days)
  }
  return {
    isRain: (city, day) => rain[city * DAYS + day] === 1,
    isFestival: (day) => festival[day] === 1,
  }
}
