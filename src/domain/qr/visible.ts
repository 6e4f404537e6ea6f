/** A piece of a text: as it is, or a character that nobody would see, by its name. */
export type VisiblePart = { text: string } | { unseen: string }

/**
 * Controls, format marks, line breaks, spaces that are not U+0020, and characters that fonts draw as nothing; and
 * plain spaces at either end, which belong to a value as much as letters do.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}|^ +| +$/gu

/** A text as parts, so that a page can show what is in it: marks that turn text around included. */
export function visibleParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = []
  let from = 0
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    for (const character of match[0]) parts.push({ unseen: nameOf(character) })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

function nameOf(character: string): string {
  if (character === ' ') return '␣'
  if (character === '\n') return 'LF'
  if (character === '\r') return 'CR'
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  return `U+${hex.padStart(4, '0')}`
}
