/** Fields that many schemas share. */
import { z } from '@hono/zod-openapi'
import { AMOUNT_MAX_MINOR, CURRENCIES } from '../domain/money/money.ts'
import type { Currency } from '../domain/money/money.ts'
import { cleanText } from '../domain/text.ts'
import { idBytes, ID_PREFIXES } from '../platform/ids.ts'
import type { IdKind } from '../platform/ids.ts'

/** A note on a payment: long enough for a name and a table, short enough for a phone's line. */
export const NOTE_CHARS_MAX = 140

/** Text from people: normalised, without control characters and direction overrides. */
export function textField(lengthMax: number) {
  return z
    .string()
    .max(20_000)
    .transform((text, check) => {
      const cleaned = cleanText(text, lengthMax)
      if (cleaned.ok) return cleaned.text
      check.addIssue({
        code: 'custom',
        message: SENTENCES[cleaned.reason](lengthMax),
        params: { code: cleaned.reason },
      })
      return z.NEVER
    })
    .openapi({ type: 'string', minLength: 1, maxLength: lengthMax })
}

const SENTENCES = {
  empty: () => 'must not be empty',
  too_long: (lengthMax: number) => `must have at most ${lengthMax} characters`,
  control_character: () => 'must not contain control characters',
  direction_override: () => 'must not contain characters that turn the direction of text',
}

export const noteField = textField(NOTE_CHARS_MAX)

export const currencyField = z.enum(Object.keys(CURRENCIES) as [Currency, ...Currency[]])

/** Minor units that may move at once. */
export const payableField = z.int().min(1).max(AMOUNT_MAX_MINOR).openapi({ example: 1250 })

export function idField(kind: IdKind) {
  return z
    .string()
    .refine(
      (id) => idBytes(kind, id) !== null,
      `must be an id that begins with ${ID_PREFIXES[kind]}_`,
    )
    .openapi({ pattern: `^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$` })
}

export const timeZoneField = z.string().max(60).refine(isTimeZone, 'must be an IANA time zone')

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
