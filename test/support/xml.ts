import { Resvg } from '@resvg/resvg-js'
import { treeOf, withoutDeclaration } from './xml-tree.ts'
import type { XmlNode } from './xml-tree.ts'

/**
 * Reads a document of elements, attributes and text. Whether it is well-formed, its namespaces included, is decided by
 * another program: the strict XML parser inside resvg. Throws what that says.
 */
export function readXml(text: string): XmlNode {
  const body = withoutDeclaration(text)
  // Throws for what is not well-formed; the drawing around it is empty.
  void new Resvg(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>${body}</metadata></svg>`, {
    font: { loadSystemFonts: false },
  })
  return treeOf(text)
}
