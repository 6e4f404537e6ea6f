/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import { type ProblemCode, PROBLEM_CODES } from '../domain/errors.ts'
import { anchorOf, curlOf, flatten, operationsOf, parametersOf, typeOf } from './api-document.ts'
import type { ApiDocument, Operation, ParameterView, SchemaView } from './api-document.ts'
import { DocumentFrame, styleHash } from './layout.tsx'
import { squeeze } from './styles.ts'
import type { PageTranslator } from './text.tsx'

const docsCss = squeeze(`
.docs{max-inline-size:60rem;margin-inline:auto;padding:var(--s4);display:grid;gap:var(--s5)}
.docs h1{font-size:2rem}.docs h2{font-size:1.5rem;margin-block-start:var(--s5)}
.docs section{display:grid;gap:var(--s3);min-inline-size:0}
.docs nav ul{columns:18rem;padding:0;list-style:none}
.docs nav a{display:inline-block;padding-block:.35rem}
.op{background:var(--paper);border:var(--stroke) solid var(--ink);border-radius:var(--r-m);padding:var(--s4);
display:grid;gap:var(--s3);min-inline-size:0;scroll-margin-top:1rem}
.op h3{font:700 1.1rem/1.3 var(--font-code);overflow-wrap:anywhere}
.op h3 b{background:var(--accent);color:#1c1407;padding:.1rem .4rem;border-radius:var(--r-s);margin-inline-end:.5rem}
.docs pre{overflow-x:auto;background:var(--ink);color:var(--paper);padding:var(--s3);border-radius:var(--r-s);
font:.85rem/1.5 var(--font-code)}
.docs table{border-collapse:collapse;inline-size:100%;font-size:.95rem}
.docs td,.docs th{text-align:start;vertical-align:top;padding:.35rem .6rem .35rem 0;border-block-end:1px solid currentColor}
.docs td+td{overflow-wrap:anywhere}.docs caption{text-align:start;font-weight:700;padding-block:.5rem}
.docs code{font-family:var(--font-code)}
`)
const STYLE = raw(`<style>${docsCss}</style>`)

/** Hash of the reference's own style, for `style-src` beside that of `stylesHash()`. */
export function referenceStyleHash(): string {
  return styleHash(docsCss)
}

/** The API reference, rendered from the document itself: what it says is what is served. */
export function ApiReferencePage({ t, document }: { t: PageTranslator; document: ApiDocument }) {
  const operations = operationsOf(document)
  const tags = document.tags ?? []
  const server = document.servers?.[0]?.url ?? ''
  return (
    <DocumentFrame t={t} title={document.info.title} extraHead={STYLE}>
      <main class="docs" lang="en" dir="ltr">
        <h1>{document.info.title}</h1>
        <p>{document.info.description}</p>
        <p>
          The whole contract: <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1)
        </p>
        <Basics server={server} />
        <nav aria-label="Operations">
          <ul>
            {operations.map((operation) => (
              <li>
                <a href={`#${anchorOf(operation)}`}>{operation.summary ?? operation.operationId}</a>
              </li>
            ))}
          </ul>
        </nav>
        {tags.map(({ name, description }) => (
          <section>
            <h2>{name}</h2>
            <p>{description}</p>
            {operations
              .filter((operation) => operation.tags?.[0] === name)
              .map((operation) => (
                <OperationSection operation={operation} document={document} server={server} />
              ))}
          </section>
        ))}
        <Problems />
      </main>
    </DocumentFrame>
  )
}

function Basics({ server }: { server: string }) {
  return (
    <section>
      <h2>Before the first call</h2>
      <p>
        Send your key with every call. It names its mode (<code>pc_sandbox_…</code>,{' '}
        <code>pc_live_…</code>), and works in a deployment of that mode only.
      </p>
      <pre>{`curl -H "Authorization: Bearer $KEY" ${server}/me`}</pre>
      <p>
        Calls that move money need an <code>Idempotency-Key</code> of your own making, up to 255
        characters. Make it once per intent, keep it, and send the same call again until you have an
        answer: the answer is then the first one, with <code>Idempotent-Replayed: true</code>. Keys
        are kept for 30 days. A missing key is 400, a first call that still runs 409, the same key
        with another request 422.
      </p>
      <p>
        Amounts are <code>{'{"amount": 1250, "currency": "INR"}'}</code> in minor units. Lists
        answer <code>data</code>, <code>has_more</code> and <code>next_cursor</code>; send the
        cursor back as it is.
      </p>
    </section>
  )
}

function OperationSection({
  operation,
  document,
  server,
}: {
  operation: Operation
  document: ApiDocument
  server: string
}) {
  const body = operation.requestBody?.content?.['application/json']?.schema
  const [status, answer] =
    Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2')) ?? []
  const schema = answer?.content?.['application/json']?.schema
  const scopes = (operation.security ?? []).flatMap((one) => Object.values(one).flat())
  return (
    <article class="op" id={anchorOf(operation)}>
      <h3>
        <b>{operation.method.toUpperCase()}</b>
        {operation.path}
      </h3>
      <p>{operation.description ?? operation.summary}</p>
      {scopes.length === 0 ? null : (
        <p>
          Scope: <code>{scopes.join(', ')}</code>
        </p>
      )}
      <Parameters parameters={parametersOf(operation, document)} />
      {body === undefined ? null : <Fields title="Body" schema={body} document={document} />}
      {schema === undefined ? null : (
        <Fields title={`Answer ${status ?? ''}`} schema={schema} document={document} />
      )}
      <pre>{curlOf(operation, document, server)}</pre>
    </article>
  )
}

function Parameters({ parameters }: { parameters: ParameterView[] }) {
  if (parameters.length === 0) return null
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr>
            <td>
              <code>{parameter.name}</code> ({parameter.in}
              {parameter.required === true ? ', required' : ''})
            </td>
            <td>{parameter.description ?? parameter.schema?.description ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Fields({
  title,
  schema,
  document,
}: {
  title: string
  schema: SchemaView
  document: ApiDocument
}) {
  const { properties = {}, required = [] } = flatten(schema, document)
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(properties).map(([name, field]) => (
          <tr>
            <td>
              <code>{name}</code>
              {required.includes(name) ? '' : ' (optional)'}
            </td>
            <td>{typeOf(field, document)}</td>
            <td>{flatten(field, document).description ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Problems() {
  const codes = Object.keys(PROBLEM_CODES) as ProblemCode[]
  return (
    <section>
      <h2>Problems</h2>
      <p>
        Every error is <code>application/problem+json</code> (RFC 9457) with <code>code</code>,{' '}
        <code>detail</code>, <code>request_id</code>, and <code>errors</code> that name each wrong
        field by a JSON pointer.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr id={`problem-${code}`}>
              <td>
                <code>{code}</code>
              </td>
              <td>{PROBLEM_CODES[code][0]}</td>
              <td>{PROBLEM_CODES[code][1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
