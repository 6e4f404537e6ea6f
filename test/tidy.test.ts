/** The rules of the tree that no linter knows: who may import whom, and what must not be left behind. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/**
 * What each layer may import besides itself, from the top of the tree down. Arrows only point to layers in the list:
 * routes translate, services arrange, domain decides, durable records, db remembers for everyone.
 */
const LAYERS: Record<string, string[]> = {
  'src/domain': [],
  'src/platform': ['src/domain'],
  'src/contract': ['src/domain', 'src/platform'],
  'src/db': ['src/domain'],
  'src/rails': ['src/domain', 'src/platform'],
  'src/durable': ['src/domain', 'src/platform', 'src/db'],
  'src/services': ['src/domain', 'src/platform', 'src/rails', 'src/db', 'src/env.ts'],
  'src/pages': ['src/domain'],
  'src/routes': [
    'src/services',
    'src/contract',
    'src/pages',
    'src/domain',
    'src/platform',
    'src/env.ts',
  ],
  'src/jobs': ['src/services', 'src/platform'],
  'src/env.ts': [],
  'src/app.ts': ['src/routes', 'src/services', 'src/pages'],
  'src/index.ts': ['src/app.ts', 'src/durable', 'src/jobs'],
  client: ['src/domain', 'src/pages/tokens.ts'],
}

/** Inside the domain, imports go from right to left only. */
const DOMAIN_ORDER = [
  'money',
  'qr',
  'ledger',
  'wallet',
  'payments',
  'credit',
  'catalogue',
  'orders',
  'partners',
  'i18n',
]

/** Packages that only some layers may use. */
const PACKAGES: Record<string, string[]> = {
  'cloudflare:workers': ['src/durable'],
  hono: ['src/routes', 'src/app.ts', 'src/pages'],
  '@hono/zod-openapi': ['src/contract', 'src/routes'],
  'drizzle-orm': ['src/db'],
  'qrcode-svg': ['src/domain'],
  '@simplewebauthn/server': ['src/services', 'src/routes'],
  '@noble/hashes': ['src/domain', 'src/platform', 'src/db', 'src/durable', 'src/pages'],
  preact: ['client'],
  '@preact/signals': ['client'],
  '@simplewebauthn/browser': ['client'],
}

interface Import {
  file: string
  specifier: string
  /** Path from the root when it is a file of ours. */
  target: string | null
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const statements = /^(?:import|export)\b(?:[^'"]*?\bfrom)?\s*'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(statements)].map(([, named, dynamic]) => {
    const specifier = named ?? dynamic ?? ''
    const isOurs = specifier.startsWith('.')
    const target = isOurs ? relative(ROOT, resolve(ROOT, dirname(file), specifier)) : null
    return { file, specifier, target }
  })
}

/** The layer of a path: the longest name in the table that it lies under. */
function layerOf(path: string): string | null {
  const names = Object.keys(LAYERS).filter((name) => path === name || path.startsWith(`${name}/`))
  return names.toSorted((a, b) => b.length - a.length)[0] ?? null
}

const sources = [...filesUnder('src'), ...filesUnder('client')].filter(
  (file) => !file.endsWith('.d.ts'),
)
const imports = sources.flatMap(importsOf)

it('has imports in one direction', ({ expect }) => {
  const wrong = imports.flatMap(({ file, target }) => {
    if (target === null) return []
    const from = layerOf(file)
    const to = layerOf(target)
    if (from === null || to === null) return [`${file} → ${target}: not in the table`]
    const allowed = (LAYERS[from] ?? []).some(
      (name) => target === name || target.startsWith(`${name}/`),
    )
    return from === to || allowed ? [] : [`${file} → ${target}`]
  })
  expect(wrong).toEqual([])
})

it('has the domain’s folders in one direction too', ({ expect }) => {
  const folderOf = (path: string) => /^src\/domain\/([^/]+)\//.exec(path)?.[1] ?? null
  const wrong = imports.flatMap(({ file, target }) => {
    const from = folderOf(file)
    const to = target === null ? null : folderOf(target)
    if (from === null || to === null || from === to) return []
    return DOMAIN_ORDER.indexOf(to) < DOMAIN_ORDER.indexOf(from) ? [] : [`${file} → ${target}`]
  })
  expect(wrong).toEqual([])
  const used = new Set(sources.flatMap((file) => folderOf(file) ?? []))
  expect([...used].filter((folder) => !DOMAIN_ORDER.includes(folder))).toEqual([])
})

it('uses packages only where they belong', ({ expect }) => {
  const wrong = imports.flatMap(({ file, specifier }) => {
    const name = Object.keys(PACKAGES).find(
      (known) => specifier === known || specifier.startsWith(`${known}/`),
    )
    if (specifier.startsWith('.') || specifier.startsWith('virtual:')) return []
    if (name === undefined) return [`${file}: ${specifier} is in no layer's list`]
    const isAllowed = (PACKAGES[name] ?? []).some(
      (layer) => file === layer || file.startsWith(`${layer}/`),
    )
    return isAllowed ? [] : [`${file}: ${specifier}`]
  })
  expect(wrong).toEqual([])
})

it('lets objects reach each other through bindings only', ({ expect }) => {
  const classes = ['vendor-ledger.ts', 'shopper-wallet.ts', 'partner-book.ts']
  const wrong = imports.filter(
    ({ file, target }) =>
      file !== 'src/index.ts' &&
      target !== null &&
      classes.some((name) => target.endsWith(`durable/${name}`)),
  )
  expect(wrong).toEqual([])
})

it('leaves nothing behind', ({ expect }) => {
  const left = [...sources, ...filesUnder('test'), ...filesUnder('scripts')].flatMap((file) => {
    if (file === 'test/tidy.test.ts') return []
    const text = readFileSync(join(ROOT, file), 'utf8')
    const found = /\b(?:it|test|describe)\.(?:only|skip|todo)\b|\b(?:TODO|FIXME|XXX)\b/.exec(text)
    return found === null ? [] : [`${file}: ${found[0]}`]
  })
  expect(left).toEqual([])
})

it('numbers every migration once', ({ expect }) => {
  const numbers = readdirSync(join(ROOT, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, 4))
  expect(numbers).toEqual([...new Set(numbers)])
  expect(numbers).toEqual(numbers.map((_, i) => String(i).padStart(4, '0')))
})
