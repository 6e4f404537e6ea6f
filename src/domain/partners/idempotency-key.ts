const KEY_CHARS_MAX = 255

/**
 * The value of an Idempotency-Key header, or null when it is not usable: empty, longer than 255 characters, or with
 * anything but printable ASCII. The expired IETF draft (draft-ietf-httpapi-idempotency-key-header-07) quotes the key as
 * a structured-field string (RFC 8941 section 3.3.3) and everybody else sends it bare: both name the same key.
 */
export function readIdempotencyKey(header: string): string | null {
  const text = header.trim()
  const key = text.startsWith('"') ? unquoted(text) : text
  return key !== null && key.length <= KEY_CHARS_MAX && /^[\u0020-\u007e]+$/.test(key) ? key : null
}

function unquoted(text: string): string | null {
  const match = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text)
  return match?.[1] === undefined ? null : match[1].replaceAll(/\\(["\\])/g, '$1')
}

/** JSON with the members of every object in order, so that two texts of the same value become one. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}
