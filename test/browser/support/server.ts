import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '../../../scripts/demo/ports.ts'
import { runTool, startTool, type ToolRun } from '../../../scripts/demo/tools.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Origin of the app under test, without a slash at the end. */
    baseUrl: string
  }
}

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const POLL_MS = 100
/** A cold start on a machine that is busy with other things takes a few seconds. */
const HEALTHY_MS_MAX = 90_000

/**
 * One server for the whole run: the app built as for production, an empty market in a folder of its own, ports that
 * nobody uses. What is in `dist` and `.wrangler` stays untouched, so that tests and `npm start` can run side by side.
 */
export default async function serveForTests(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pushcart-browser-'))
  const assets = join(folder, 'client')
  const state = join(folder, 'state')
  const tool = { root: ROOT, signal: AbortSignal.timeout(HEALTHY_MS_MAX) }
  await runTool('vite', ['build', '--logLevel', 'warn', '--outDir', assets, '--emptyOutDir'], tool)
  await runTool(
    'wrangler',
    ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state],
    tool,
  )
  const { port, inspectorPort } = await findTwoPorts()
  const places = ['--persist-to', state, '--assets', assets]
  const ports = ['--port', String(port), '--inspector-port', String(inspectorPort)]
  const quiet = ['--log-level', 'warn', '--show-interactive-dev-session=false']
  const server = startTool('wrangler', ['dev', ...places, ...ports, ...quiet], { root: ROOT })
  // By name and not by number: passkeys and `__Host-` cookies need a host that browsers trust, and that is this one.
  const baseUrl = `http://localhost:${port}`
  try {
    await untilHealthy(baseUrl, server)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('baseUrl', baseUrl)
  return async () => {
    if (project.vitest.state.getCountOfFailedTests() > 0) {
      console.error(`Last output of the server:\n${server.lastOutput() || '(nothing)'}`)
    }
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function findTwoPorts(): Promise<{ port: number; inspectorPort: number }> {
  const port = await findFreePort()
  let inspectorPort = port
  while (inspectorPort === port) inspectorPort = await findFreePort()
  return { port, inspectorPort }
}

/** Resolves when the app answers. Throws with the server's last words when it ends, or says nothing for too long. */
async function untilHealthy(baseUrl: string, server: ToolRun): Promise<void> {
  const death = new AbortController()
  void server.ended.then(() => {
    death.abort()
  })
  const giveUpAtMs = performance.now() + HEALTHY_MS_MAX
  while (!death.signal.aborted && performance.now() < giveUpAtMs) {
    const status = await fetch(`${baseUrl}/healthz`).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 0,
    )
    if (status === 200) return
    await delay(POLL_MS)
  }
  throw new Error(
    `The server ${death.signal.aborted ? 'ended' : 'did not become ready'}:\n${server.lastOutput()}`,
  )
}
