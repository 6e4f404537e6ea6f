import type { CreditModel } from '../../../src/domain/credit/model.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
/** What a backtest says: as JSON for programs, as a table for people. */
import { canonicalBytes } from '../../../src/domain/credit/underwrite.ts'
import { sha256Hex } from '../hash.ts'
import { BACKTEST_VERSION } from '../versions.ts'
import type { TakingsFile } from './csv.ts'
import { formatDay } from './day.ts'
import type { Figures } from './metrics.ts'
import type { Backtest, Schedule } from './run.ts'
import type { Merged } from './series.ts'
import { ABSENT_FEATURES, ABSENT_RULES } from './takings-inputs.ts'
import type { Advance, Ends } from './walk.ts'

export interface ReportInputs {
  file: TakingsFile
  merged: Merged
  policy: LendingPolicy
  model: CreditModel
  scale: number
  scaleSource: 'file' | 'option' | 'policy file'
  medianMonth: number | null
  ends: Ends
  schedule: Schedule
  backtest: Backtest
}

export function reportOf(inputs: ReportInputs): object {
  const { file, merged, policy, model, ends, schedule, backtest } = inputs
  const { series, addedRows, negativeDays } = merged
  const { treatments, followUpDays, decisionsUntilDay } = backtest
  const firstDay = least(series.map((one) => one.firstDay))
  const lastDay = least(series.map((one) => -one.lastDay))
  return {
    report: 'credit-backtest',
    ends,
    ...treatments[ends].overall,
    overall: treatments[ends].overall,
    bands: treatments[ends].bands,
    baselines: treatments[ends].baselines,
    treatments,
    absent: { features: ABSENT_FEATURES, rules: ABSENT_RULES },
    policy: {
      policy_id: policy.policy_id,
      version: policy.version,
      scale: inputs.scale,
      scaleSource: inputs.scaleSource,
      medianVendorTakings30Days: inputs.medianMonth,
      terms: policy,
    },
    schedule: {
      ...('every' in schedule
        ? { everyDays: schedule.every }
        : { days: schedule.days.map((day) => formatDay(day)) }),
      followUpDays,
      decisionsUntil: decisionsUntilDay === null ? null : formatDay(decisionsUntilDay),
    },
    file: {
      rows: file.day.length,
      vendors: series.length,
      firstDate: firstDay === null ? null : formatDay(firstDay),
      lastDate: lastDay === null ? null : formatDay(-lastDay),
      addedRows,
      negativeDays,
      hasCounts: file.hasCounts,
      ignoredColumns: file.ignoredColumns,
    },
    versions: { backtest: BACKTEST_VERSION, model: model.version },
    hashes: {
      takings: file.sha256,
      policy: sha256Hex(canonicalBytes(policy)),
      model: sha256Hex(canonicalBytes(model)),
    },
  }
}

function least(values: readonly number[]): number | null {
  let found: number | null = null
  for (const value of values) if (found === null || value < found) found = value
  return found
}

const HEADINGS = ['', 'vendors', 'offers', 'approved', 'lent', 'lost', 'loss', 'days', 'in 1.5x']

/** The figures of both treatments as lines of text. */
export function tableOf({ treatments, followUpDays }: Backtest, ends: Ends): string[] {
  const rows = ([ends, ends === 'closure' ? 'censor' : 'closure'] as const).flatMap((one) => {
    const { overall, bands, baselines } = treatments[one]
    return [
      [`ends = ${one}`],
      rowOf('policy', overall),
      ...Object.entries(bands).map(([band, figures]) => rowOf(`  band ${band}`, figures)),
      ...Object.entries(baselines).map(([name, figures]) => rowOf(name, figures)),
    ]
  })
  const table = [HEADINGS, ...rows]
  const widths = HEADINGS.map((_, i) => Math.max(...table.map((row) => (row[i] ?? '').length)))
  const lines = table.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, '', `no decisions in the last ${followUpDays} days of the file`]
}

function rowOf(name: string, figures: Figures): string[] {
  return [
    name,
    String(figures.vendors),
    String(figures.offers),
    percent(figures.approvalRate),
    String(figures.principalLent),
    String(figures.principalLost),
    percent(figures.lossRate, 2),
    figures.medianActualOverExpectedDays?.toFixed(3) ?? '-',
    percent(figures.shareWithin1_5x),
  ]
}

function percent(value: number | null, decimals = 1): string {
  return value === null ? '-' : `${(value * 100).toFixed(decimals)} %`
}

/** The advances of the backtest, one a line; quotes where a name needs them. */
export function advancesCsv(advances: readonly Advance[]): string {
  const lines = advances.map((one) => {
    const { vendor, day, band, principal, fee, expectedDays, outcome, days, principalOut } = one
    const name = /[",\n\r]/.test(vendor) ? `"${vendor.replaceAll('"', '""')}"` : vendor
    return `${name},${formatDay(day)},${band},${principal},${fee},${expectedDays},${outcome},${days},${principalOut}`
  })
  const header = 'vendor,date,band,principal,fee,expected_days,outcome,days,principal_out'
  return [header, ...lines, ''].join('\n')
}
