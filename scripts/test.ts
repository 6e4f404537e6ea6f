/**
 * `npm test`: everything that must hold, in the order in which mistakes are cheapest. Stops at the first stage that
 * fails, and closes with one line that counts the tests. Stages may be named: `node scripts/test.ts format lint`.
 */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Lines that the runtime prints while tests crash objects on purpose, and while it looks for what it does not need. */
const NOISE = [
  /crash on purpose/,
  /Application called abortAllDurableObjects/,
  /^stack: .*workerd@/,
  /\[vitest-plugin\] "node:inspector"/,
  /^Fallback service failed to fetch module/,
]

const STAGES: Record<string, string[]> = {
  format: ['oxfmt', '--check'],
  types: ['npm', 'run', '-s', 'typecheck'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  unused: ['knip'],
  domain: ['vitest', 'run', '--project', 'domain'],
  worker: ['vitest', 'run', '--project', 'worker'],
  browser: ['vitest', 'run', '--project', 'browser'],
}

function run(command: string[]): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: ENV })
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      let rest = ''
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!NOISE.some((noise) => noise.test(line))) out.write(`${line}\n`)
        }
      })
      stream.on('end', () => out.write(rest))
    }
    child.on('error', () => done(127))
    child.on('close', (code) => done(code ?? 1))
  })
}

interface Count {
  passed: number
  failed: number
}

/** Tests of one stage, from the report that vitest wrote; none when it wrote none. */
function countOf(report: string): Count {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 0 }
  }
}

const ENV = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_LOG: 'warn',
  WRANGLER_WRITE_LOGS: 'false',
  DO_NOT_TRACK: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}
const total: Count = { passed: 0, failed: 0 }
let failedStage: string | null = null

const asked = process.argv.slice(2)
for (const [name, command] of Object.entries(STAGES)) {
  if (asked.length > 0 && !asked.includes(name)) continue

  const startedMs = Date.now()
  const report = join(tmpdir(), `pushcart-tests-${process.pid}.json`)
  const isVitest = command[0] === 'vitest'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(isVitest ? [...command, ...reporters] : command)
  if (isVitest) {
    const { passed, failed } = countOf(report)
    rmSync(report, { force: true })
    total.passed += passed
    // A stage that broke before its tests ran must not count as nothing.
    total.failed += failed === 0 && code !== 0 ? 1 : failed
  }
  console.log(
    `${code === 0 ? 'ok' : 'FAILED'}  ${name}  ${Math.round((Date.now() - startedMs) / 1000)} s`,
  )
  if (code !== 0) {
    failedStage = name
    break
  }
}

if (failedStage !== null && total.failed === 0) total.failed = 1
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = failedStage === null ? 0 : 1
