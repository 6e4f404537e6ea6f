import type { QrProblem } from './problems.ts'

/** One data object: two digits of id, two of length, and as many characters as those say. */
export interface TlvObject {
  id: string
  value: string
  /** Position of the id in the text, in code points. */
  at: number
}

export interface TlvWalk {
  objects: TlvObject[]
  /** Why the walk ended before the text did, and where; null when it all fitted. */
  stop: TlvStop | null
}

interface TlvStop {
  code: 'bad_id' | 'bad_length' | 'too_many_objects'
  at: number
  id: string
}

/** Two digits make a hundred ids, and each may stand once. */
const OBJECTS_MAX = 100

const TWO_DIGITS = /^\d\d$/
const SURROGATE = /[\uD800-\uDFFF]/

/** Characters of a text as QR standards count them, which is by code point. */
export function lengthOf(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length
}

/**
 * The objects of a text, in order. A length counts characters, and those are code points: a Chinese
 * character is one and not three. Objects of length 00 are listed, with an empty value, so that whoever
 * judges them can name them all.
 *
 * Source: EMVCo MPM 1.1, section 3.
 */
export function walkTlv(text: string): TlvWalk {
  // Cutting a string is many times quicker, and right as long as every character is one unit.
  const characters = SURROGATE.test(text) ? Array.from(text) : text
  const cut = (from: number, to: number) =>
    typeof characters === 'string'
      ? characters.slice(from, to)
      : characters.slice(from, to).join('')
  const objects: TlvObject[] = []
  let at = 0
  while (at < characters.length) {
    const id = cut(at, at + 2)
    if (!TWO_DIGITS.test(id)) return { objects, stop: { code: 'bad_id', at, id } }
    if (objects.length === OBJECTS_MAX) {
      return { objects, stop: { code: 'too_many_objects', at, id } }
    }
    const length = cut(at + 2, at + 4)
    const end = at + 4 + Number(length)
    if (!TWO_DIGITS.test(length) || end > characters.length) {
      return { objects, stop: { code: 'bad_length', at, id } }
    }
    objects.push({ id, value: cut(at + 4, end), at })
    at = end
  }
  return { objects, stop: null }
}

/** Where a walk stopped: the id of an object that has no end, or a position in the text at `path`. */
export function placeOf({ code, at, id }: TlvStop, path = ''): string {
  if (code !== 'bad_length') return `${path}@${at}`
  return path === '' ? id : `${path}.${id}`
}

/** The ids that stand more than once, each once. */
export function repeatedIds(objects: readonly { id: string }[]): string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { id } of objects) (seen.has(id) ? repeated : seen).add(id)
  return [...repeated]
}

/** Sub-objects of a template by id, or null when the value is no sequence of different, filled objects. */
export function readTemplate(value: string): Map<string, string> | null {
  const { objects, stop } = walkTlv(value)
  const template = new Map(objects.map((object) => [object.id, object.value]))
  const isFilled = objects.every((object) => object.value !== '')
  return stop === null && isFilled && template.size === objects.length ? template : null
}

/** An object to write: its value is text, or a template of further objects. */
export interface TlvNode {
  id: string
  value: string | TlvNode[]
}

/**
 * Objects as text, in the order of their ids, or in the order that `was` has them if `was` is a text of
 * the same ids: a code that was read and is written again stays the same byte for byte, and KHQR looks a
 * payment up by the hash of exactly those bytes.
 */
export function writeTlv(nodes: readonly TlvNode[], path: string, was = ''): TlvWritten {
  const before = walkTlv(was).objects
  const problems: QrProblem[] = []
  let text = ''
  for (const node of inOrder(nodes, before)) {
    const at = path === '' ? node.id : `${path}.${node.id}`
    const old = before.find((object) => object.id === node.id)?.value ?? ''
    const written =
      typeof node.value === 'string' ? plain(node.value) : writeTlv(node.value, at, old)
    problems.push(...written.problems)
    const length = lengthOf(written.text)
    if (!TWO_DIGITS.test(node.id)) problems.push({ code: 'bad_id', at, found: node.id })
    if (length === 0) problems.push({ code: 'zero_length', at })
    if (length > 99) problems.push({ code: 'length_out_of_range', at, found: String(length) })
    text += node.id + String(length).padStart(2, '0') + written.text
  }
  for (const id of repeatedIds(nodes)) {
    problems.push({ code: 'duplicate', at: path === '' ? id : `${path}.${id}` })
  }
  return { text, problems }
}

interface TlvWritten {
  text: string
  problems: QrProblem[]
}

function plain(text: string): TlvWritten {
  return { text, problems: [] }
}

function inOrder(nodes: readonly TlvNode[], before: readonly TlvObject[]): TlvNode[] {
  const ascending = nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const sameIds =
    before.length === nodes.length &&
    ascending.every((node) => before.some((object) => object.id === node.id))
  if (!sameIds) return ascending
  return before.flatMap((object) => ascending.filter((node) => node.id === object.id))
}
