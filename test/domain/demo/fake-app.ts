import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** One request that the fake app received. */
export interface Received {
  path: string
  authorization: string | undefined
  text: string
}

export interface FakeApp extends AsyncDisposable {
  baseUrl: string
  received: Received[]
}

/** What goes wrong: a status to answer with, or 'drop' to cut the connection; null when all is well. */
export type Fault = (request: Received, index: number) => number | 'drop' | null

/**
 * Stands in for the app's `/demo` endpoints: remembers every id it was given, hands a partner's key out
 * once, and is loaded after `/demo/finish`.
 */
export async function startFakeApp(fault: Fault = () => null): Promise<FakeApp> {
  const received: Received[] = []
  const ids = new Set<string>()
  const answer = createAnswers(ids)
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const { url: path = '', headers } = request
      const one = { path, authorization: headers.authorization, text }
      const wrong = fault(one, received.push(one) - 1)
      if (wrong === 'drop') request.socket.destroy()
      else if (wrong !== null) send(response, wrong, { title: 'Something is wrong' })
      else send(response, 200, answer(path, text))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Body {
  vendors?: { id: string; code: string }[]
  partners?: { id: string; kind: string }[]
  fundings?: { id: string }[]
  top_ups?: { id: string }[]
  payments?: { id: string }[]
  refunds?: { id: string }[]
}

function createAnswers(ids: Set<string>): (path: string, text: string) => object {
  let isLoaded = false
  let links = 0
  let vendors: { id: string; code: string }[] = []
  return (path, text) => {
    const body = JSON.parse(text === '' ? '{}' : text) as Body
    if (path === '/demo/state') return { loaded: isLoaded }
    if (path === '/demo/vendors') vendors = body.vendors ?? []
    if (path === '/demo/partners') {
      return {
        partners: (body.partners ?? []).map(({ id, kind }) => {
          const isNew = !ids.has(id)
          ids.add(id)
          return { id, kind, api_key: isNew ? `key of ${id}` : null }
        }),
      }
    }
    if (path === '/demo/day') {
      const rows = [body.fundings, body.top_ups, body.payments, body.refunds].flatMap(
        (list) => list ?? [],
      )
      for (const { id } of rows) ids.add(id)
      return { posted: rows.length, declined: 0 }
    }
    if (path === '/demo/finish') {
      isLoaded = true
      return { vendors: vendors.length, entries: ids.size }
    }
    links += 1
    return {
      vendors: vendors.map(({ id, code }) => ({
        id,
        code,
        enrolment_url: `/app/enrol#${id}.${links}`,
      })),
    }
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
