/**
 * `npm run bench`: ratios, counts and sizes of one run. docs/benchmarks.md says what each line means. Nothing here fails
 * a build by its time: a line over its budget is printed as such, and the exit code stays 0.
 */
import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ScriptError } from '../demo/script-error.ts'
import { complain, say } from '../demo/terminal.ts'
import { build } from './build.ts'
import { measureCost } from './cost.ts'
import { measureGrowth } from './growth.ts'
import { measurePayPage } from './pay-page.ts'
import { lineText, verdict } from './report.ts'
import type { Line } from './report.ts'
import { productOptions, start } from './runtime.ts'
import { measureSizes } from './sizes.ts'
import { measureWalletPayment } from './wallet-payment.ts'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })
const folder = await mkdtemp(join(tmpdir(), 'pushcart-bench-'))
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    // Half a gigabyte, most of it the book of a million entries. workerd ends with this process.
    rmSync(folder, { recursive: true, force: true })
    process.exit(130)
  })
}
try {
  const lines = await measure(folder)
  if (options.json !== undefined) {
    const over = lines.filter((line) => verdict(line) === 'OVER BUDGET').map(({ name }) => name)
    const report = { at: new Date().toISOString(), machine: machine(), over, lines }
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`)
  }
} catch (error) {
  if (!(error instanceof ScriptError)) throw error
  process.exitCode = 1
  complain(error.message)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(workFolder: string): Promise<Line[]> {
  say(`${machine()}. Building, as a deploy does`)
  const { compatibilityDate } = productOptions(ROOT)
  const built = await build(ROOT, workFolder, compatibilityDate)
  const runtime = await start(ROOT, built, join(workFolder, 'state'))
  const lines: Line[] = []
  try {
    const parts = [
      () => measurePayPage(runtime),
      () => measureWalletPayment(runtime),
      () => measureGrowth(runtime),
      () => measureCost(runtime),
      () => measureSizes(built, runtime),
    ]
    for (const part of parts) {
      const measured = await part()
      for (const line of measured) say(lineText(line))
      lines.push(...measured)
    }
    // Most of it should be the benchmark's own; much more is somebody else's.
    say(`Load of the machine in the last minute: ${(loadavg()[0] ?? 0).toFixed(1)}`)
  } finally {
    await runtime.stop()
  }
  return lines
}

function machine(): string {
  const [first] = cpus()
  return `${cpus().length} × ${first?.model.trim() ?? 'processor'}, Node ${process.versions.node}`
}
