import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ScriptError } from './script-error.ts'

/** Programs of `node_modules`, started without a shell so that they can be stopped with everything they start. */
const TOOLS = {
  vite: ['vite', 'bin', 'vite.js'],
  wrangler: ['wrangler', 'bin', 'wrangler.js'],
} as const

export type Tool = keyof typeof TOOLS

/** No question, no colour, no news from the network, nothing collected: the same offline and in CI. */
const QUIET_ENV = {
  CI: '1',
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: 'warn',
  WRANGLER_WRITE_LOGS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
}

const OUTPUT_LINES_MAX = 60
const LAST_OUTPUT_MS_MAX = 300
/** Time to end by itself after SIGTERM; workerd takes well under a second. */
const END_MS_MAX = 5_000

/** A tool that runs. */
export interface ToolRun {
  /** Settles when it has ended, whatever the reason; never rejects. */
  ended: Promise<void>
  succeeded: () => boolean
  /** The last lines that it printed and that were not passed on. */
  lastOutput: () => string
  /** Passes on those lines, and from now on every line as it comes. */
  forward: (write: (line: string) => void) => void
  /** Ends it and everything it started, without another word; resolves when it is gone. */
  stop: () => Promise<void>
}

export interface ToolOptions {
  root: string
  signal: AbortSignal
}

export function startTool(
  tool: Tool,
  args: readonly string[],
  { root }: { root: string },
): ToolRun {
  const script = join(root, 'node_modules', ...TOOLS[tool])
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...QUIET_ENV },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches us alone, and we end the whole group in order.
    detached: process.platform !== 'win32',
  })
  const lines: string[] = []
  let pass: ((line: string) => void) | null = null
  const take = (line: string): void => {
    if (line.trim() === '') return
    if (pass !== null) {
      pass(line)
      return
    }
    lines.push(line)
    if (lines.length > OUTPUT_LINES_MAX) lines.shift()
  }
  readLines(child.stdout, take)
  readLines(child.stderr, take)
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  child.once('error', (error) => {
    take(error.message)
    resolve()
  })
  // 'close' comes when the last output has been read. An orphan that holds the pipe open would keep us
  // waiting for it, so 'exit' and a moment are enough.
  child.once('close', () => {
    resolve()
  })
  child.once('exit', () => {
    setTimeout(() => {
      resolve()
    }, LAST_OUTPUT_MS_MAX)
  })
  const hasEnded = (): boolean =>
    child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  return {
    ended,
    succeeded: () => child.exitCode === 0,
    lastOutput: () => lines.join('\n'),
    forward: (write) => {
      pass = write
      for (const line of lines.splice(0)) write(line)
    },
    stop: async () => {
      pass = () => undefined
      if (!hasEnded()) {
        // Only the tool itself: it ends its helpers in the order that it needs.
        child.kill('SIGTERM')
        await Promise.race([ended, delay(END_MS_MAX, undefined, { ref: false })])
      }
      killGroup(child)
      await ended
    },
  }
}

/** Runs a tool to its end. Throws a ScriptError with its last output when it fails, or when it was told to stop. */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  { root, signal }: ToolOptions,
): Promise<void> {
  const run = startTool(tool, args, { root })
  const stop = (): void => {
    void run.stop()
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  await run.ended
  signal.removeEventListener('abort', stop)
  if (!run.succeeded()) {
    throw new ScriptError(`\`${tool} ${args.join(' ')}\` failed:\n${run.lastOutput()}`)
  }
}

function readLines(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) take(line)
  })
  stream?.on('end', () => {
    take(rest)
  })
}

/** Ends what is left of a tool and of the processes it started, if anything. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // ESRCH: everybody in the group is gone, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
