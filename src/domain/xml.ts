/** Writing XML 1.0: elements, text that comes from people, nothing else. */

/** An element with text or with elements in it; null stands for an element that is left out. */
export interface XmlElement {
  name: string
  attributes: Readonly<Record<string, string>>
  content: string | readonly (XmlElement | null)[]
}

export function xml(
  name: string,
  content: XmlElement['content'],
  attributes: XmlElement['attributes'] = {},
): XmlElement {
  return { name, attributes, content }
}

/** A whole document in UTF-8, one element a line. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`
}

function elementText({ name, attributes, content }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `${indent}<${name}${pairs.join('')}>`
  if (typeof content === 'string') return `${open}${escaped(content)}</${name}>`
  const inner = content.flatMap((one) => (one === null ? [] : elementText(one, `${indent}  `)))
  return [open, ...inner, `${indent}</${name}>`].join('\n')
}

/**
 * What no XML 1.0 document may hold, not even escaped: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.
 * Source: XML 1.0 (fifth edition), section 2.2, production 2, Char.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // Not needed by itself, but "]]>" must not stand in text.
  '>': '&gt;',
  '"': '&quot;',
  // A parser makes spaces or line feeds of these when they stand as they are (sections 2.11 and 3.3.3).
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

function escaped(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '')
    .replaceAll(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? '')
}
