/** Catalogues of the tests as files, and what the reports about them say. */
import type { Answer, Client } from '../../support/contract.ts'

export const IMPORTS = '/catalogue/imports'
export const NDJSON = 'application/x-ndjson'
export const HEADER = 'sku,name_en,name_hi,category,pack_size,pack_unit,tiers,tax_bp,stock'

/** A line of CSV. */
export function row(
  sku: string,
  change: { price?: number; name?: string; stock?: string } = {},
): string {
  const { price = 24_000, name = 'Tea', stock = '' } = change
  return `${sku},${name},चाय,tea_coffee,1,kg,1:${price}|10:${price - 1},500,${stock}`
}

export function csv(client: Client, rows: readonly string[], query = ''): Promise<Answer> {
  return client.upload(`${IMPORTS}${query}`, 'text/csv', [HEADER, ...rows].join('\r\n'))
}

export function ndjson(client: Client, lines: readonly (object | string)[]): Promise<Answer> {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  return client.upload(IMPORTS, NDJSON, texts.join('\n'))
}

/** The report without what is wrong with refused rows. */
export function outcomes(report: Answer): unknown[] {
  const lines = report.body as Record<string, unknown>[]
  return lines
    .slice(0, -1)
    .map(({ row, sku, outcome, replaces }) =>
      replaces === undefined ? [row, sku, outcome] : [row, sku, outcome, replaces],
    )
}

export function sums(report: Answer): unknown {
  return (report.body as unknown[]).at(-1)
}

export const NOTHING = {
  object: 'catalogue_import',
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  deactivated: null,
}
