/** Documents of elements, attributes and text as trees: enough of XML to look into what we write. */

export interface XmlNode {
  /** With its prefix, as it stands in the text. */
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
  /** Its own text, entities resolved. */
  text: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#9': '\t',
  '#10': '\n',
  '#13': '\r',
}

/** What stands after the declaration; throws when there is none. */
export function withoutDeclaration(text: string): string {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  if (body === text) throw new Error('the document does not begin with its declaration')
  return body
}

/** Reads a document; throws when its elements do not close each other. */
export function treeOf(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parts = withoutDeclaration(text).matchAll(/<(\/?)([\w:]+)([^<>]*)>|([^<]+)/g)
  for (const [, end, name = '', pairs = '', chars] of parts) {
    const here = open.at(-1) ?? root
    if (chars !== undefined) here.text += resolved(chars)
    else if (end === '/') {
      if (here.name !== name) throw new Error(`</${name}> does not close <${here.name}>`)
      open.pop()
    } else {
      const node = { name, attributes: attributesOf(pairs), children: [], text: '' }
      here.children.push(node)
      open.push(node)
    }
  }
  const [document, ...more] = root.children
  if (document === undefined || more.length > 0 || open.length > 1)
    throw new Error('the document is not one element')
  return document
}

/** Elements at a path of local names: `at(invoice, 'TaxTotal/TaxSubtotal')`. */
export function at(node: XmlNode, path: string): XmlNode[] {
  return path
    .split('/')
    .reduce(
      (nodes, name) =>
        nodes.flatMap(({ children }) => children.filter((one) => localName(one) === name)),
      [node],
    )
}

/** Text of the only element at a path; null when there is none. */
export function textAt(node: XmlNode, path: string): string | null {
  const found = at(node, path)
  if (found.length > 1) throw new Error(`there are ${found.length} of ${path}`)
  return found[0]?.text ?? null
}

export function localName({ name }: XmlNode): string {
  return name.replace(/^.*:/, '')
}

function attributesOf(pairs: string): Record<string, string> {
  const found = [...pairs.matchAll(/([\w:]+)="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, key = '', value = '']) => [key, resolved(value)]))
}

function resolved(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}
