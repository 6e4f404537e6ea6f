import fc from 'fast-check'
import { it } from 'vitest'
import { xml, xmlDocument } from '../../src/domain/xml.ts'
import { readXml } from '../support/xml.ts'

it('writes any text so that a strict parser reads the same, less what XML cannot hold', ({
  expect,
}) => {
  fc.assert(
    fc.property(fc.array(fc.nat(0x10_ffff), { maxLength: 40 }), (points) => {
      const text = points.map((point) => String.fromCodePoint(point)).join('')
      const root = readXml(xmlDocument(xml('a', text, { b: text })))
      const kept = [...text].filter(isChar).join('')
      expect(root.text).toBe(kept)
      expect(root.attributes['b']).toBe(kept)
    }),
    { numRuns: 2_000 },
  )
})

it('drops exactly the characters at the edges of what XML 1.0 allows', ({ expect }) => {
  const edges = [0x00, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x1f, 0x20, 0x7f, 0x85, 0xd7ff]
  const more = [0xd800, 0xdfff, 0xe000, 0xfdd0, 0xfffd, 0xfffe, 0xffff, 0x1_0000, 0x10_ffff]
  for (const point of [...edges, ...more]) {
    const text = String.fromCodePoint(point)
    const { text: read } = readXml(xmlDocument(xml('a', `x${text}y`)))
    expect(read, point.toString(16)).toBe(isChar(text) ? `x${text}y` : 'xy')
  }
})

it('leaves out elements that are not there, and indents the others', ({ expect }) => {
  expect(xmlDocument(xml('a', [xml('b', '1 < 2 & "3"'), null, xml('c', [])]))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>1 &lt; 2 &amp; &quot;3&quot;</b>\n  <c>\n  </c>\n</a>\n',
  )
})

/** XML 1.0 (fifth edition), section 2.2, production 2. */
function isChar(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return (
    point === 0x9 ||
    point === 0xa ||
    point === 0xd ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    point >= 0x1_0000
  )
}
