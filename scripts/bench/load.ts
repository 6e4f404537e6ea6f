import { connect } from 'node:net'
import type { Socket } from 'node:net'

/**
 * Asks for one page again and again over `connections` kept open, for `durationMs`. Written on bare sockets: a full
 * HTTP client takes longer for a request than the runtime does for an empty route, and would hide the difference.
 *
 * @returns answers received and the time it took
 * @throws on any answer but 200 with a Content-Length
 */
export async function getRepeatedly(
  url: URL,
  { connections, durationMs }: { connections: number; durationMs: number },
): Promise<{ count: number; elapsedMs: number }> {
  const request = Buffer.from(
    `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/html,*/*\r\n` +
      'Accept-Language: en-IN,en;q=0.9\r\nUser-Agent: bench\r\n\r\n',
  )
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(url)))
  const startMs = performance.now()
  const counts = await Promise.all(
    sockets.map((socket) => askUntil(socket, request, startMs + durationMs)),
  )
  const elapsedMs = performance.now() - startMs
  for (const socket of sockets) socket.destroy()
  return { count: counts.reduce((sum, count) => sum + count, 0), elapsedMs }
}

function open(url: URL): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  socket.once('connect', () => {
    resolve(socket)
  })
  socket.once('error', reject)
  return promise
}

/** One request after another on one connection; answers how many came back before the time was over. */
function askUntil(socket: Socket, request: Buffer, untilMs: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let count = 0
  /** Bytes of the answer that have not come yet; null before its headers have. */
  let missing: number | null = null
  let head = ''
  socket.on('data', (chunk) => {
    if (missing === null) {
      head += chunk.toString('latin1')
      const headEnd = head.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
        reject(new Error(`not the answer that is measured: ${head.slice(0, 200)}`))
        return
      }
      missing = Number(length) - (head.length - headEnd - 4)
    } else {
      missing -= chunk.length
    }
    if (missing > 0) return
    missing = null
    head = ''
    count += 1
    if (performance.now() < untilMs) socket.write(request)
    else resolve(count)
  })
  socket.once('error', reject)
  socket.once('close', () => {
    reject(new Error('the connection was closed'))
  })
  socket.write(request)
  return promise
}
