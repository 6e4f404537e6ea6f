import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ScriptError } from '../demo/script-error.ts'
import { complain, say } from '../demo/terminal.ts'
import { readTakings } from './backtest/csv.ts'
import { parseDay } from './backtest/day.ts'
import { advancesCsv, reportOf, tableOf } from './backtest/report.ts'
import { HEADROOM, medianMonth, runBacktest } from './backtest/run.ts'
import type { Schedule } from './backtest/run.ts'
import { mergeRows } from './backtest/series.ts'
import type { Ends } from './backtest/walk.ts'
import { modelOf, readPolicy, REFERENCE_TAKINGS, scaledPolicy } from './policy.ts'

/** `npm run credit:backtest -- --takings FILE.csv --json OUT.json`: the current policy on real daily takings. */

const USAGE = `Usage: npm run credit:backtest -- --takings FILE.csv [--json OUT.json]
  --ends closure|censor      what the end of a series means in the figures on top (both are in the JSON)
  --decision-days 28         days between decisions, or dates: 2026-03-01,2026-06-01
  --follow-up DAYS           no decisions in so many days at the end of the file
  --policy FILE              a lending policy as JSON, used unscaled; without it the example policy
  --scale NUMBER             the example policy's money terms times this; without it by the file's median vendor
  --advances OUT.csv         every advance and what became of it`

const EVERY_DAYS = 28

try {
  main()
} catch (error) {
  if (!(error instanceof ScriptError)) throw error
  process.exitCode = 1
  complain(error.message)
}

function main(): void {
  const options = readOptions()
  const ends = readEnds(options.ends)
  const schedule = readSchedule(options['decision-days'])
  const followUpDays = readWhole(options['follow-up'], '--follow-up')
  const file = readTakings(options.takings)
  const merged = mergeRows(file)
  const { series } = merged
  const month = medianMonth(series)
  const { scale, scaleSource } = scaleOf(options, month)
  const policy = scaledPolicy(readPolicy(options.policy), scale)
  const model = modelOf(policy)
  const state = { policy, model, headroom: HEADROOM }
  const backtest = runBacktest(series, { state, schedule, followUpDays })
  const about = { file, merged, policy, model, scale, scaleSource, ends, schedule, backtest }
  const report = reportOf({ ...about, medianMonth: month })
  if (options.json !== undefined) write(options.json, `${JSON.stringify(report, null, 2)}\n`)
  if (options.advances !== undefined) write(options.advances, advancesCsv(backtest.advances))
  for (const line of tableOf(backtest, ends)) say(line)
}

function readOptions() {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: {
        takings: text,
        json: text,
        ends: text,
        'decision-days': text,
        'follow-up': text,
        policy: text,
        scale: text,
        advances: text,
      },
    })
    const { takings } = values
    if (takings === undefined) throw new ScriptError(USAGE)
    return { ...values, takings }
  } catch (error) {
    if (error instanceof ScriptError) throw error
    throw new ScriptError(`${(error as Error).message}\n${USAGE}`)
  }
}

function readEnds(text = 'closure'): Ends {
  if (text === 'closure' || text === 'censor') return text
  throw new ScriptError(`--ends is closure or censor, not "${text}".`)
}

function readSchedule(text = String(EVERY_DAYS)): Schedule {
  if (/^[1-9]\d{0,3}$/.test(text)) return { every: Number(text) }
  const days = text.split(',').map((one) => {
    const day = parseDay(one.trim())
    if (day === null) {
      throw new ScriptError(`--decision-days is a number of days, or dates, not "${text}".`)
    }
    return day
  })
  return { days: [...new Set(days)].toSorted((a, b) => a - b) }
}

function readWhole(text: string | undefined, name: string): number | null {
  if (text === undefined) return null
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new ScriptError(`${name} is a whole number of days, not "${text}".`)
}

/** The scale of the money terms: one currency's small change is another's week. */
function scaleOf(
  options: { policy?: string; scale?: string },
  month: number | null,
): { scale: number; scaleSource: 'file' | 'option' | 'policy file' } {
  if (options.scale !== undefined) {
    const scale = Number(options.scale)
    if (Number.isFinite(scale) && scale > 0) return { scale, scaleSource: 'option' }
    throw new ScriptError(`--scale is a number above 0, not "${options.scale}".`)
  }
  if (options.policy !== undefined) return { scale: 1, scaleSource: 'policy file' }
  const scale = month === null ? 1 : Number((month / REFERENCE_TAKINGS).toPrecision(6))
  return { scale, scaleSource: 'file' }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new ScriptError(`Cannot write ${path}: ${(error as Error).message}`)
  }
}
