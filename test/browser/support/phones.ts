import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject, test } from 'vitest'
import { startBrowser } from './browser.ts'

/** Pictures of what the tests saw: for people, and never committed. */
const SCREENS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'screens')

/** The smallest screen that we promise to work on. */
const SMALL_PHONE = { width: 360, height: 640 }

/** Longer than anything takes on two busy cores, shorter than the patience of a test. */
const PATIENCE_MS = 15_000

/** Phones of one test. Each has its own cookies and its own address in the network, as people's phones have. */
export interface Phones {
  /** A phone that has never been here; its only page is still empty. */
  unpack: (options?: BrowserContextOptions) => Promise<Page>
  /** What pages did that they must not: breaches of their content policy and uncaught errors. A test fails on any. */
  readonly trouble: string[]
}

/** The test function of all journeys. Phones are put away afterwards; a failed test leaves their last screens. */
export const it = test
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs out of this pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await startBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('phones', async ({ browser, task }, { onCleanup }): Promise<Phones> => {
    const contexts: BrowserContext[] = []
    const trouble: string[] = []
    onCleanup(async () => {
      if (task.result?.state === 'fail') await keepScreens(contexts, task.name)
      await Promise.all(contexts.map((context) => context.close()))
      if (trouble.length > 0) throw new Error(`A page misbehaved:\n${trouble.join('\n')}`)
    })
    return {
      trouble,
      unpack: async (options = {}) => {
        const context = await browser.newContext({
          baseURL: inject('baseUrl'),
          viewport: SMALL_PHONE,
          deviceScaleFactor: 2,
          isMobile: true,
          hasTouch: true,
          locale: 'en-IN',
          timezoneId: 'Asia/Kolkata',
          // Rate limits count by address. In production the edge writes this header over whatever a caller sends.
          extraHTTPHeaders: { 'CF-Connecting-IP': someAddress() },
          ...options,
        })
        contexts.push(context)
        context.setDefaultTimeout(PATIENCE_MS)
        watch(context, trouble)
        return await context.newPage()
      },
    }
  })

/** Takes a picture of the screen and keeps it as `test/browser/screens/<name>.png`. */
export async function picture(page: Page, name: string): Promise<Uint8Array> {
  await mkdir(SCREENS, { recursive: true })
  return await page.screenshot({ path: join(SCREENS, `${name}.png`) })
}

function watch(context: BrowserContext, trouble: string[]): void {
  context.on('console', (message) => {
    const text = message.text()
    if (/content security policy/i.test(text)) trouble.push(`${message.page()?.url()}: ${text}`)
  })
  context.on('weberror', (error) => {
    trouble.push(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`)
  })
}

async function keepScreens(contexts: readonly BrowserContext[], test: string): Promise<void> {
  const name = test.replaceAll(/\W+/g, '-').slice(0, 60)
  const pages = contexts.flatMap((context) => context.pages())
  // A page that cannot be pictured any more must not hide why the test failed.
  await Promise.allSettled(pages.map((page, i) => picture(page, `failed-${name}-${i + 1}`)))
}

/** An address of a private network; sixteen million of them are enough for one run. */
function someAddress(): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3))
  return `10.${a}.${b}.${c}`
}
