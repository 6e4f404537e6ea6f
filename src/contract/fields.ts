/** Fields that many schemas share. */
import { z } from '@hono/zod-openapi'
import { AMOUNT_MAX_MINOR, CURRENCIES } from '../domain/money/money.ts'
import type { Currency } from '../domain/money/money.ts'
import { readCode } from '../domain/qr/code.ts'
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

export const currencyField = z
  .enum(Object.keys(CURRENCIES) as [Currency, ...Currency[]])
  .openapi('Currency', { description: 'ISO 4217.', example: 'INR' })

/**
 * A schema with a name, or null. The generator writes `.nullable()` of such a schema as all of "an object like that"
 * and "an object or null", which null is not.
 */
export function orNull<S extends z.ZodType>(schema: S) {
  return z.union([schema, z.null()])
}

/** A field that says its own type in the document, or null; unlike a union it keeps saying what is wrong with a text. */
export function textOrNull<S extends z.ZodType>(field: S) {
  return field.nullable().openapi({ type: ['string', 'null'] })
}

/** Minor units that may move at once. */
export const payableField = z.int().min(1).max(AMOUNT_MAX_MINOR).openapi({ example: 1250 })

export function idField(kind: IdKind) {
  return z
    .string()
    .refine(
      (id) => idBytes(kind, id) !== null,
      `must be an id that begins with ${ID_PREFIXES[kind]}_`,
    )
    .openapi({
      // 26 symbols carry 130 bits and an id has 128, so the first symbol is at most 7.
      pattern: `^${ID_PREFIXES[kind]}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`,
      example: `${ID_PREFIXES[kind]}_01KAVJ4S3QG8M7N2T5V9XWYZAB`,
    })
}

/** A moment on the wire: RFC 3339 in UTC. */
export const timeField = z.iso.datetime().openapi({
  format: 'date-time',
  example: '2026-11-24T03:20:00.000Z',
})

/** A sticker code as it is stored. */
export const codeField = z
  .string()
  .refine((code) => readCode(code).ok, 'must be a sticker code')
  .openapi({ pattern: '^[0-9A-HJKMNP-TV-Z]{8}$', example: '7K3M92QD' })

/** 256 pixels square as JPEG or WebP are far smaller; as base64 in a data URL. */
const PICTURE_CHARS_MAX = 90_000

/** `data:image/webp;base64,…` as bytes with their type; SVG is left out because it can carry script. */
export const pictureField = z
  .string()
  .max(PICTURE_CHARS_MAX)
  .transform((dataUrl, check) => {
    const match = /^data:(image\/(?:jpeg|webp|png));base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)
    const bytes = match?.[2] === undefined ? null : fromBase64(match[2])
    if (match?.[1] !== undefined && bytes !== null) return { type: match[1], bytes }
    const message = 'must be a data URL of a JPEG, WebP or PNG'
    check.addIssue({ code: 'custom', message, params: { code: 'not_a_picture' } })
    return z.NEVER
  })
  .openapi({
    type: 'string',
    maxLength: PICTURE_CHARS_MAX,
    pattern: '^data:image/(jpeg|webp|png);base64,',
    description: 'A square picture of the stall as a data URL.',
  })

/** Null for text that only looks like base64: a single symbol at the end carries no byte. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0))
  } catch {
    return null
  }
}

export const timeZoneField = z.string().max(60).refine(isTimeZone, 'must be an IANA time zone')

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
