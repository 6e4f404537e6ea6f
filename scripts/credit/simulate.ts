import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { EXAMPLE_POLICY } from '../../src/domain/credit/example-policy.ts'
import { CURRENT_MODEL } from '../../src/domain/credit/model.ts'
import { canonicalBytes } from '../../src/domain/credit/underwrite.ts'
import { ScriptError } from '../demo/script-error.ts'
import { complain, say } from '../demo/terminal.ts'
import { sha256Hex } from './hash.ts'
import { pageOf } from './report/html.ts'
import { runStudy } from './sim/study.ts'
import type { Study } from './sim/study.ts'
import { summarise } from './sim/summary.ts'
import { checkTargets, decilesOf, figuresOf } from './sim/targets.ts'
import type { Target } from './sim/targets.ts'
import { SIMULATOR_VERSION } from './versions.ts'
import { GENERATOR_HASH } from './world/params.ts'

/** `npm run credit:simulate`: the policy in a simulated market, against the targets of the credit notes. */

const USAGE = `Usage: npm run credit:simulate -- [--seeds 3] [--vendors 2000] [--json OUT.json] [--html OUT.html]`
const DEFAULTS = { seeds: 3, vendors: 2000 }
const MOST = { seeds: 100, vendors: 100_000 }
const VENDORS_MIN = 500

try {
  main()
} catch (error) {
  if (!(error instanceof ScriptError)) throw error
  process.exitCode = 1
  complain(error.message)
}

function main(): void {
  const { seeds, vendors, json, html } = readOptions()
  const study = runStudy({ seeds, vendors, onProgress: say })
  const figures = figuresOf(study, summarise(study.runs))
  const { calibration, targets } = checkTargets(figures)
  const hashes = hashesOf(study)
  const report = {
    report: 'credit-simulation',
    versions: {
      simulator: SIMULATOR_VERSION,
      model: CURRENT_MODEL.version,
      policy: `${EXAMPLE_POLICY.policy_id} v${EXAMPLE_POLICY.version}`,
    },
    hashes,
    seeds,
    vendors,
    calibration,
    targets,
    metrics: figures,
    refit: {
      base: study.refit.model.base,
      cards: study.refit.model.cards,
      calibration: study.refit.calibration,
      cutoffs: study.refitPolicy.cutoffs,
      deciles: decilesOf(study),
    },
  }
  if (json !== undefined) write(json, `${JSON.stringify(report, null, 2)}\n`)
  if (html !== undefined) {
    const page = { study, figures, calibration, targets, seeds, vendors, hashes }
    write(html, pageOf(page))
  }
  for (const line of tableOf([...calibration, ...targets])) say(line)
}

function hashesOf({ refitHash }: Study): Record<string, string> {
  return {
    generator: GENERATOR_HASH,
    model: sha256Hex(canonicalBytes(CURRENT_MODEL)),
    policy: sha256Hex(canonicalBytes(EXAMPLE_POLICY)),
    refit: refitHash,
  }
}

function tableOf(targets: readonly Target[]): string[] {
  return targets.flatMap(({ id, what, threshold, value, isMet, note }) => {
    const word = isMet === null ? '      ' : isMet ? 'met   ' : 'NOT   '
    const line = `${id.padEnd(4)}${word}${what}: ${value}   [${threshold}]`
    return note === null ? [line] : [line, `          ${note}`]
  })
}

function readOptions(): { seeds: number; vendors: number; json?: string; html?: string } {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: { seeds: text, vendors: text, json: text, html: text },
    })
    const { seeds, vendors, ...files } = values
    return {
      ...files,
      seeds: readWhole(seeds ?? String(DEFAULTS.seeds), '--seeds', { least: 2, most: MOST.seeds }),
      vendors: readWhole(vendors ?? String(DEFAULTS.vendors), '--vendors', {
        least: VENDORS_MIN,
        most: MOST.vendors,
      }),
    }
  } catch (error) {
    if (error instanceof ScriptError) throw error
    throw new ScriptError(`${(error as Error).message}\n${USAGE}`)
  }
}

function readWhole(
  text: string,
  name: string,
  { least, most }: { least: number; most: number },
): number {
  const value = Number(text)
  if (/^\d{1,6}$/.test(text) && value >= least && value <= most) return value
  throw new ScriptError(
    `${name} is a whole number from ${least} to ${most}, not "${text}".\n${USAGE}`,
  )
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new ScriptError(`Cannot write ${path}: ${(error as Error).message}`)
  }
}
