import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DEMO_FILE, type DemoFile } from './demo/demo-file.ts'
import { findFreePort, readPort, requireFreePort } from './demo/ports.ts'
import { prepareMarket } from './demo/prepare.ts'
import { ScriptError } from './demo/script-error.ts'
import { complain, createProgress, say } from './demo/terminal.ts'
import { DEMO_OPERATOR_TOKEN } from './demo/token.ts'
import { runTool, startTool, type ToolRun } from './demo/tools.ts'

/** `npm start`: builds, migrates, serves, and on the first run loads the demonstration market. */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const POLL_MS = 150
/** A cold start on a slow machine takes a few seconds; past this something is wrong. */
const HEALTHY_MS_MAX = 120_000

/** As often as the cron trigger of wrangler.toml. */
const CRON_MS = 10 * 60_000

/** A server that is not ready by then has probably printed why, and waits for the code to be mended. */
const SILENT_MS_MAX = 15_000

/** What wrangler says of every Worker with a cron trigger: true, and no news. */
const EXPECTED =
  /Scheduled Workers are not auto|manually trigger a scheduled|local\/scheduled"|cron-triggers/

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    stopping.abort()
  })
}

try {
  await main(readPort(process.env['PORT']), stopping.signal)
} catch (error) {
  // Whatever failed after Ctrl-C failed because of it.
  if (!stopping.signal.aborted) {
    process.exitCode = 1
    complain(describe(error))
  }
}

async function main(port: number, signal: AbortSignal): Promise<void> {
  await requireFreePort(port)
  const tool = { root: ROOT, signal }
  say('Building the app')
  await runTool('vite', ['build', '--logLevel', 'warn'], tool)
  say('Preparing the local database')
  await runTool('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local'], tool)
  signal.throwIfAborted()
  say('Starting the server')
  const server = await startServer(port)
  // Ends the questions to a server that has died, so that this process ends as well.
  const leaving = new AbortController()
  try {
    const died = server.ended.then(() => {
      throw new ScriptError('The server has stopped by itself.')
    })
    const until = AbortSignal.any([signal, leaving.signal])
    await Promise.race([serve({ server, port, signal: until }), died])
  } catch (error) {
    // What it said last explains the failure, which is told after it.
    if (!signal.aborted) server.forward(complain)
    throw error
  } finally {
    leaving.abort()
    await server.stop()
  }
}

async function startServer(port: number): Promise<ToolRun> {
  const inspectorPort = await findFreePort()
  const ports = ['--port', String(port), '--inspector-port', String(inspectorPort)]
  const quiet = ['--log-level', 'warn', '--show-interactive-dev-session=false']
  return startTool('wrangler', ['dev', ...ports, ...quiet], { root: ROOT })
}

/** Resolves when the person has asked to stop. */
async function serve(about: { server: ToolRun; port: number; signal: AbortSignal }): Promise<void> {
  const { server, port, signal } = about
  const baseUrl = `http://localhost:${port}`
  const slow = setTimeout(() => {
    server.forward(complain)
  }, SILENT_MS_MAX)
  try {
    await untilHealthy(baseUrl, signal)
  } finally {
    clearTimeout(slow)
  }
  const { file, loaded } = await prepareMarket({
    root: ROOT,
    baseUrl,
    token: DEMO_OPERATOR_TOKEN,
    nowMs: Date.now(),
    signal,
    onProgress: createProgress('Loading the demonstration market'),
  })
  if (loaded !== null && loaded.declined > 0) {
    say(`${loaded.declined} movements of the demonstration market were declined; none should be.`)
  }
  await runCron(baseUrl, signal)
  const cron = setInterval(() => void runCron(baseUrl, signal), CRON_MS)
  signal.addEventListener('abort', () => {
    clearInterval(cron)
  })
  sayWhatToOpen(file)
  server.forward((line) => {
    if (!EXPECTED.test(line)) complain(line)
  })
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => {
    resolve()
  })
  await promise
}

/**
 * Lets the cron trigger fire, which wrangler does not do by itself on this machine: offers of credit come from it. What
 * fails is tried again by the next run, and the server has said why.
 */
async function runCron(baseUrl: string, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(new URL('/cdn-cgi/handler/scheduled', baseUrl), { signal })
    await response.arrayBuffer()
  } catch {
    signal.throwIfAborted()
  }
}

async function untilHealthy(baseUrl: string, signal: AbortSignal): Promise<void> {
  const giveUpAtMs = performance.now() + HEALTHY_MS_MAX
  let last = 'no answer'
  while (performance.now() < giveUpAtMs) {
    try {
      const response = await fetch(new URL('/healthz', baseUrl), { signal })
      await response.arrayBuffer()
      if (response.status === 200) return
      last = `status ${response.status}`
    } catch {
      signal.throwIfAborted()
    }
    await delay(POLL_MS, undefined, { signal })
  }
  throw new ScriptError(`The server did not become ready: ${baseUrl}/healthz gave ${last}.`)
}

function sayWhatToOpen({ base_url: baseUrl, pages, vendors }: DemoFile): void {
  const links = vendors.map((one) => `    ${one.enrolment_url}  ${one.emoji} ${one.name}`)
  say(
    [
      '',
      `Pushcart runs at ${baseUrl}, with demonstration money.`,
      '',
      `  Pay ${vendors[0]?.name ?? ''}: ${pages.pay_link}`,
      `  Stickers to scan: ${pages.sticker_sheet}`,
      `  API reference: ${pages.api_reference}`,
      '',
      '  The vendor app, one link per stall; each works once and is renewed by the next start:',
      ...links,
      '',
      `API keys and ids for scripts are in ${DEMO_FILE}. Ctrl-C stops the server.`,
    ].join('\n'),
  )
}

function describe(error: unknown): string {
  if (error instanceof ScriptError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
