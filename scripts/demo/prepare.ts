import { demoSuppliers } from './catalogue.ts'
import {
  createDemoFile,
  type DemoFile,
  type Enrolment,
  keepPartnerKeys,
  readPartnerKeys,
  readSeed,
  writeDemoFile,
  writeSeed,
} from './demo-file.ts'
import { createDirectory, type MarketSeed } from './directory.ts'
import { demoLenders } from './lending.ts'
import { loadMarket, type LoadProgress, type LoadResult, type PartnerKey } from './load.ts'
import { DEMO_SEED, generateMarket } from './market.ts'
import { getJson, postJson } from './post-json.ts'
import { ScriptError } from './script-error.ts'
import type { Directory } from './types.ts'

export interface PrepareOptions {
  root: string
  baseUrl: string
  token: string
  /** The present; decides the market on the first run only. */
  nowMs: number
  signal?: AbortSignal
  onProgress?: (progress: LoadProgress) => void
  wait?: (delayMs: number) => Promise<void>
}

export interface Prepared {
  file: DemoFile
  /** What the load did; null when the market was there already. */
  loaded: LoadResult | null
}

/**
 * Brings the demonstration market into a running app where it is missing, renews the vendors' one-time
 * links, and writes `.wrangler/demo.json`. Safe to repeat at any point.
 *
 * Throws a ScriptError when the app refuses, or when it holds a market whose seed is not on this disk.
 */
export async function prepareMarket(options: PrepareOptions): Promise<Prepared> {
  const { root } = options
  const state = (await getJson('/demo/state', options)) as { loaded: boolean }
  const seed = seedOf(options, state.loaded)
  const loaded = state.loaded ? null : await load(options, seed)
  const directory = createDirectory(seed)
  const keys = await partnerKeys(options, directory)
  await postJson('/demo/lending', { lenders: demoLenders(directory.partners, seed) }, options)
  await postJson('/demo/catalogue', { suppliers: demoSuppliers(directory.partners) }, options)
  const { vendors } = (await postJson('/demo/enrolments', {}, options)) as { vendors: Enrolment[] }
  const file = createDemoFile({
    ...options,
    nowMs: seed.nowMs,
    directory,
    enrolments: vendors,
    keys,
  })
  writeDemoFile(root, file)
  return { file, loaded }
}

function seedOf({ root, nowMs }: PrepareOptions, isLoaded: boolean): MarketSeed {
  const kept = readSeed(root)
  if (kept !== null) return kept
  if (isLoaded) {
    throw new ScriptError(
      'The local state holds a demonstration market that `npm start` did not load. ' +
        'Clear it with `npm run reset` and start again.',
    )
  }
  const seed = { seed: DEMO_SEED, nowMs }
  writeSeed(root, seed)
  return seed
}

async function load(options: PrepareOptions, seed: MarketSeed): Promise<LoadResult> {
  return await loadMarket({
    ...options,
    market: generateMarket(seed),
    onPartners: (partners) => {
      keepPartnerKeys(options.root, partners)
    },
  })
}

/** Keys on disk; when some are missing there the app is asked once more, in case it still hands them out. */
async function partnerKeys(
  options: PrepareOptions,
  directory: Directory,
): Promise<Map<string, string>> {
  const known = readPartnerKeys(options.root)
  if (directory.partners.every(({ id }) => known.has(id))) return known
  const body = { partners: directory.partners }
  const { partners } = (await postJson('/demo/partners', body, options)) as {
    partners: PartnerKey[]
  }
  return keepPartnerKeys(options.root, partners)
}
