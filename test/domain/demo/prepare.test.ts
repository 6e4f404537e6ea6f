import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { DEMO_FILE, type DemoFile } from '../../../scripts/demo/demo-file.ts'
import { prepareMarket, type Prepared } from '../../../scripts/demo/prepare.ts'
import { type FakeApp, startFakeApp } from './fake-app.ts'

const NOW_MS = Date.parse('2026-11-24T06:00:00Z')

function createRoot(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'pushcart-'))
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true })
    },
  }
}

async function prepare(app: FakeApp, root: string, nowMs = NOW_MS): Promise<Prepared> {
  return await prepareMarket({
    root,
    baseUrl: app.baseUrl,
    token: 'secret',
    nowMs,
    wait: async () => undefined,
  })
}

function readFile(root: string): DemoFile {
  return JSON.parse(readFileSync(join(root, DEMO_FILE), 'utf8')) as DemoFile
}

function dayBodies(app: FakeApp): string[] {
  return app.received.filter(({ path }) => path === '/demo/day').map(({ text }) => text)
}

function linksOf(file: DemoFile): string[] {
  return file.vendors.map((one) => one.enrolment_url)
}

function withoutLinks(file: DemoFile): object {
  return { ...file, vendors: file.vendors.map(({ id }) => id) }
}

describe('preparing the demonstration', () => {
  it('loads on the first start only, keeps the keys, and renews the links', async ({ expect }) => {
    using root = createRoot()
    await using app = await startFakeApp()
    const first = await prepare(app, root.path)
    const posted = dayBodies(app).length
    const second = await prepare(app, root.path, NOW_MS + 86_400_000)
    expect(first.loaded?.declined).toBe(0)
    expect(second.loaded).toBeNull()
    expect(dayBodies(app).length).toBe(posted)
    expect(second.file).toEqual(readFile(root.path))
    expect(linksOf(second.file)).not.toEqual(linksOf(first.file))
    expect(withoutLinks(second.file)).toEqual(withoutLinks(first.file))
    // The app keeps what it has of these; they are for a market that was loaded before they were thought of.
    const catalogues = app.received.filter(({ path }) => path === '/demo/catalogue')
    expect(catalogues.length).toBe(2)
    const { suppliers } = JSON.parse(catalogues[0]?.text ?? '') as { suppliers: { id: string }[] }
    const sellers = first.file.partners.filter(({ kind }) => kind === 'supplier')
    expect(suppliers.map(({ id }) => id)).toEqual(sellers.map(({ id }) => id))
  })

  it('writes what a script needs to pay, print and call the API', async ({ expect }) => {
    using root = createRoot()
    await using app = await startFakeApp()
    const { file } = await prepare(app, root.path)
    const [vendor] = file.vendors
    expect(file.pages.pay_link).toBe(`${app.baseUrl}/p/${vendor?.code}`)
    expect(vendor?.enrolment_url).toContain(`${app.baseUrl}/app/enrol#${vendor?.id}.`)
    expect(vendor?.poster_url).toBe(`${app.baseUrl}/q/${vendor?.code}/poster`)
    expect(Object.keys(file.api_keys).toSorted()).toEqual([
      'acquirer',
      'agent',
      'lender',
      'supplier',
    ])
    for (const { kind } of file.partners) expect(file.api_keys[kind]).toMatch(/^key of prt_/)
    expect(file.vendors.length).toBe(12)
    expect(file.operator_token).toBe('secret')
  })
})

describe('preparing the demonstration again', () => {
  it('goes on after a load that stopped half-way, with the same ids and keys on another day', async ({
    expect,
  }) => {
    using root = createRoot()
    let broken = true
    await using app = await startFakeApp(({ path }, index) =>
      broken && path === '/demo/day' && index > 40 ? 400 : null,
    )
    await expect(prepare(app, root.path)).rejects.toThrow('the app answered 400')
    const before = dayBodies(app)
    broken = false
    app.received.length = 0
    const { file } = await prepare(app, root.path, NOW_MS + 2 * 86_400_000)
    expect(before.length).toBeGreaterThan(30)
    expect(dayBodies(app).slice(0, before.length)).toEqual(before)
    for (const { id, api_key: key } of file.partners) expect(key).toBe(`key of ${id}`)
  })

  it('refuses a state whose market is not known on this disk', async ({ expect }) => {
    using root = createRoot()
    using elsewhere = createRoot()
    await using app = await startFakeApp()
    await prepare(app, elsewhere.path)
    await expect(prepare(app, root.path)).rejects.toThrow('npm run reset')
    expect(existsSync(join(root.path, DEMO_FILE))).toBe(false)
  })

  it('says so by null when the keys were deleted and are not shown again', async ({ expect }) => {
    using root = createRoot()
    await using app = await startFakeApp()
    await prepare(app, root.path)
    rmSync(join(root.path, DEMO_FILE))
    const { file } = await prepare(app, root.path)
    expect(new Set(Object.values(file.api_keys))).toEqual(new Set([null]))
  })
})
