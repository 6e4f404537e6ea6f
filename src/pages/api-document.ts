/** Reads an OpenAPI document for the reference page. */

/** The part of JSON Schema that our contract uses. */
export interface SchemaView {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: unknown[]
  items?: SchemaView
  properties?: Record<string, SchemaView>
  required?: string[]
  allOf?: SchemaView[]
  anyOf?: SchemaView[]
  oneOf?: SchemaView[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  example?: unknown
  examples?: unknown[]
}

interface BodyView {
  content?: Record<string, { schema?: SchemaView; example?: unknown }>
}

/** A parameter of a query, path or header. */
export interface ParameterView {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: SchemaView
}

export interface OperationView {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  security?: Record<string, string[]>[]
  parameters?: (ParameterView | { $ref: string })[]
  requestBody?: BodyView
  responses?: Record<string, BodyView & { description?: string }>
}

/** The OpenAPI document, as far as the reference reads it. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string }
  servers?: { url: string }[]
  tags?: { name: string; description?: string }[]
  paths?: Record<string, Record<string, OperationView>>
  components?: {
    schemas?: Record<string, SchemaView>
    parameters?: Record<string, ParameterView>
  }
}

/** An operation with its place in the document. */
export interface Operation extends OperationView {
  method: string
  path: string
}

/** All operations, in the document's order. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => Object.assign({ method, path }, operation)),
  )
}

/** Where the page shows an operation. */
export function anchorOf({ operationId, method, path }: Operation): string {
  return operationId ?? `${method}-${path.replaceAll(/[^a-z]+/gi, '-')}`
}

/** The parameters of an operation, references followed. */
export function parametersOf(operation: OperationView, document: ApiDocument): ParameterView[] {
  return (operation.parameters ?? []).flatMap((parameter) => {
    if (!('$ref' in parameter)) return [parameter]
    const name = parameter.$ref.split('/').at(-1) ?? ''
    return document.components?.parameters?.[name] ?? []
  })
}

/** A schema with its references followed and its parts put together. */
export function flatten(schema: SchemaView, document: ApiDocument): SchemaView {
  const name = schema.$ref?.split('/').at(-1)
  const own = name === undefined ? schema : { ...document.components?.schemas?.[name], ...schema }
  const whole: SchemaView = { ...own, required: [...(own.required ?? [])] }
  for (const part of own.allOf ?? own.anyOf ?? own.oneOf ?? []) {
    if (part.type === 'null') continue
    const flat = flatten(part, document)
    whole.required?.push(...(flat.required ?? []))
    whole.properties = { ...flat.properties, ...whole.properties }
    Object.assign(whole, { ...flat, ...whole })
  }
  return whole
}

/** The type of a field in a few words, with its limits. */
export function typeOf(schema: SchemaView, document: ApiDocument): string {
  const flat = flatten(schema, document)
  if (flat.enum !== undefined) {
    const shown = flat.enum.slice(0, 12).map((value) => JSON.stringify(value))
    return shown.join(', ') + (flat.enum.length > shown.length ? ', …' : '')
  }
  const name = schema.$ref?.split('/').at(-1)
  const types = [flat.type ?? 'object'].flat().join(' or ')
  if (flat.items !== undefined) return `list of ${typeOf(flat.items, document)}`
  const limits = [
    flat.minimum === undefined ? null : `from ${flat.minimum}`,
    flat.maximum === undefined || flat.maximum > 1e12 ? null : `to ${flat.maximum}`,
    flat.maxLength === undefined ? null : `at most ${flat.maxLength} characters`,
  ].filter((limit) => limit !== null)
  return [name ?? types, ...limits].join(', ')
}

/** An example of a value of a schema: its own example, else the simplest one. */
function exampleOf(schema: SchemaView, document: ApiDocument, depth = 0): unknown {
  const flat = flatten(schema, document)
  if (flat.example !== undefined) return flat.example
  if (flat.examples?.[0] !== undefined) return flat.examples[0]
  if (flat.enum?.[0] !== undefined) return flat.enum[0]
  if (flat.properties !== undefined && depth < 4) {
    const required = Object.entries(flat.properties).filter(([name]) =>
      flat.required?.includes(name),
    )
    return Object.fromEntries(
      required.map(([name, field]) => [name, exampleOf(field, document, depth + 1)]),
    )
  }
  const [type] = [flat.type].flat()
  return type === 'integer' ? (flat.minimum ?? 1) : type === 'boolean' ? true : '…'
}

/** A call that can be pasted into a shell. */
export function curlOf(operation: Operation, document: ApiDocument, server: string): string {
  const lines = [`curl -H "Authorization: Bearer $KEY" "${server}${operation.path}"`]
  if (parametersOf(operation, document).some(({ name }) => name === 'Idempotency-Key')) {
    lines.push('  -H "Idempotency-Key: my-order-1042"')
  }
  const body = operation.requestBody?.content?.['application/json']
  if (body?.schema !== undefined) {
    const example = body.example ?? exampleOf(body.schema, document)
    lines.push('  -H "Content-Type: application/json"', `  -d '${JSON.stringify(example)}'`)
  } else if (operation.method !== 'get') lines.push(`  -X ${operation.method.toUpperCase()}`)
  return lines.join(' \\\n')
}
