import { connect, createServer } from 'node:net'
import { ScriptError } from './script-error.ts'

const PORT_DEFAULT = 8787
const PORT_MAX = 65_535
/** `localhost` is one or both of these; a server on either is in the way. */
const LOOPBACKS = ['127.0.0.1', '::1']
const CONNECT_MS_MAX = 1_000

/** The port that `PORT` names, 8787 without it. Throws a ScriptError for anything that is not a port. */
export function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return PORT_DEFAULT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > PORT_MAX) {
    throw new ScriptError(`PORT must be a number from 1 to ${PORT_MAX}, not "${text}".`)
  }
  return port
}

/** True when something on this machine answers on that port. */
export async function answersOn(port: number): Promise<boolean> {
  const answers = await Promise.all(LOOPBACKS.map((host) => accepts(host, port)))
  return answers.includes(true)
}

/** Throws a ScriptError that says what to do when the port cannot be listened on. */
export async function requireFreePort(port: number): Promise<void> {
  // Asked first: on some systems one may listen beside a server that has bound all addresses.
  const taken = (await answersOn(port)) ? 'EADDRINUSE' : await listenProblem(port)
  if (taken === 'EACCES') {
    throw new ScriptError(
      `This user may not listen on port ${port}. Choose one above 1023, for example PORT=8788 npm start.`,
    )
  }
  if (taken !== null) {
    throw new ScriptError(
      `Port ${port} is taken by another program, perhaps a Pushcart that is still running. ` +
        `Stop it, or choose another port: PORT=${port === PORT_MAX ? port - 1 : port + 1} npm start.`,
    )
  }
}

/** A port that nobody uses at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    server.close(() => {
      resolve(port)
    })
  })
  return await promise
}

async function accepts(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ host, port, timeout: CONNECT_MS_MAX })
  const end = (answer: boolean) => () => {
    socket.destroy()
    resolve(answer)
  }
  socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  return await promise
}

async function listenProblem(port: number): Promise<string | null> {
  for (const host of LOOPBACKS) {
    const { promise, resolve } = Promise.withResolvers<string | null>()
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message)
    })
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(null)
      })
    })
    const problem = await promise
    // A machine without IPv6 is fine.
    if (problem !== null && problem !== 'EADDRNOTAVAIL' && problem !== 'EAFNOSUPPORT')
      return problem
  }
  return null
}
