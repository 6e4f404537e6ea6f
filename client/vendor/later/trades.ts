import type { AppKey } from '../../../src/domain/i18n/app/en.ts'

/** What most stalls sell: one tap instead of typing, and the sign for those who put up no picture. */
export const TRADES = [
  { emoji: '🍵', key: 'trade.tea' },
  { emoji: '🥘', key: 'trade.food' },
  { emoji: '🥭', key: 'trade.fruit' },
  { emoji: '🥬', key: 'trade.vegetables' },
  { emoji: '🌼', key: 'trade.flowers' },
  { emoji: '🐟', key: 'trade.fish' },
  { emoji: '👕', key: 'trade.clothes' },
  { emoji: '🔧', key: 'trade.repairs' },
] as const satisfies readonly { emoji: string; key: AppKey }[]

/** The sign of a stall that sells something else. */
export const OTHER_EMOJI = '🧺'
