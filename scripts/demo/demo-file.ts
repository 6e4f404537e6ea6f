import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { MarketSeed } from './directory.ts'
import type { PartnerKey } from './load.ts'
import type { Directory } from './types.ts'

/** Paths below the project, so that `npm start` and `npm run reset` agree. */
export const DEMO_FILE = join('.wrangler', 'demo.json')
export const STATE_FOLDER = join('.wrangler', 'state')
export const SCRATCH_FOLDER = join('.wrangler', 'tmp')

/**
 * Which market the state holds. It lies inside the state because it must live and die with it: a load that
 * stopped half-way goes on with the same moment, and so with the same ids.
 */
const SEED_FILE = join(STATE_FOLDER, 'demo-market.json')

/** A vendor as `POST /demo/enrolments` answers. */
export interface Enrolment {
  id: string
  code: string
  enrolment_url: string
}

/** `.wrangler/demo.json`: what `npm start` prints and more, for scripts. */
export interface DemoFile {
  base_url: string
  operator_token: string
  /** Up to when the market was generated, RFC 3339. */
  generated_at: string
  pages: { pay_link: string; vendor_app: string; sticker_sheet: string; api_reference: string }
  /** One key per kind of partner; null when this file was deleted after the key was shown. */
  api_keys: Record<string, string | null>
  vendors: (Directory['vendors'][number] & {
    pay_url: string
    poster_url: string
    qr_url: string
    enrolment_url: string
  })[]
  partners: (Directory['partners'][number] & { api_key: string | null })[]
  wallets: Directory['wallets']
}

/** The seed that was kept for this state, or null on a first run. */
export function readSeed(root: string): MarketSeed | null {
  const kept = readJson(join(root, SEED_FILE)) as { seed: number; now_ms: number } | null
  return kept === null ? null : { seed: kept.seed, nowMs: kept.now_ms }
}

export function writeSeed(root: string, { seed, nowMs }: MarketSeed): void {
  writeJson(join(root, SEED_FILE), { seed, now_ms: nowMs })
}

/** API keys by partner id that an earlier start wrote down. */
export function readPartnerKeys(root: string): Map<string, string> {
  const file = readJson(join(root, DEMO_FILE)) as Partial<DemoFile> | null
  const known = (file?.partners ?? []).flatMap(({ id, api_key: key }) =>
    typeof key === 'string' ? [[id, key] as const] : [],
  )
  return new Map(known)
}

/** Adds newly shown keys to those on disk, before anything else can go wrong. */
export function keepPartnerKeys(
  root: string,
  partners: readonly PartnerKey[],
): Map<string, string> {
  const keys = readPartnerKeys(root)
  for (const { id, api_key: key } of partners) if (typeof key === 'string') keys.set(id, key)
  const kept = [...keys].map(([id, key]) => ({ id, api_key: key }))
  const file = readJson(join(root, DEMO_FILE)) ?? {}
  writeJson(join(root, DEMO_FILE), { ...file, partners: kept })
  return keys
}

/** The content of `.wrangler/demo.json`. Vendors come in the order of the market. */
export function createDemoFile(about: {
  baseUrl: string
  token: string
  nowMs: number
  directory: Directory
  enrolments: readonly Enrolment[]
  keys: ReadonlyMap<string, string>
}): DemoFile {
  const { baseUrl, directory, keys } = about
  const at = (path: string): string => new URL(path, baseUrl).href
  const enrolmentUrls = new Map(about.enrolments.map((one) => [one.id, one.enrolment_url]))
  const vendors = directory.vendors.map((vendor) => ({
    ...vendor,
    pay_url: at(`/p/${vendor.code}`),
    poster_url: at(`/q/${vendor.code}/poster`),
    qr_url: at(`/q/${vendor.code}.svg`),
    enrolment_url: at(enrolmentUrls.get(vendor.id) ?? '/app'),
  }))
  const partners = directory.partners.map((one) => ({ ...one, api_key: keys.get(one.id) ?? null }))
  // Backwards, so that the first of a kind wins.
  const byKind = partners.toReversed().map(({ kind, api_key: key }) => [kind, key] as const)
  return {
    base_url: baseUrl,
    operator_token: about.token,
    generated_at: new Date(about.nowMs).toISOString(),
    pages: {
      pay_link: vendors[0]?.pay_url ?? at('/'),
      vendor_app: at('/app'),
      sticker_sheet: at('/stickers'),
      api_reference: at('/docs'),
    },
    api_keys: Object.fromEntries(byKind),
    vendors,
    partners,
    wallets: directory.wallets,
  }
}

export function writeDemoFile(root: string, file: DemoFile): void {
  writeJson(join(root, DEMO_FILE), file)
}

function readJson(path: string): unknown {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Half a file from a crash, or edited by hand: as good as none.
    return null
  }
}

/** Written beside and then renamed: a reader sees the old file or the new one, never half of it. */
function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}
