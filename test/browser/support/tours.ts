import type { Page } from 'playwright-core'
import type { Replies } from './answers.ts'
import { stickingOut, tooSmall } from './layout.ts'
import { type Phones, picture } from './phones.ts'
import { brokenRules } from './rules.ts'

/** Longer than any answer of a table takes. */
const PATIENCE_MS = 3_000

/** A screen of the vendor's app, with the answers that it is shown with. */
export interface Screen {
  name: string
  path: string
  /** A text that stands there once the screen is complete, and has to. */
  ready: string
  replies?: Replies
}

/** A round of screens: the name of its pictures, what is looked at, and what a page needs before its screen opens. */
export interface Round<S extends Screen> {
  name: string
  screens: readonly S[]
  prepare: (page: Page, screen: S) => Promise<void>
}

export type Theme = 'light' | 'dark'

/** A phone whose pages all have the same cookies, theme and files at hand. */
export async function startTour(phones: Phones, colorScheme: Theme): Promise<Page> {
  const options = { serviceWorkers: 'block', colorScheme, reducedMotion: 'reduce' } as const
  return await phones.unpack(options)
}

export async function openScreen<S extends Screen>(
  tour: Page,
  { prepare }: Pick<Round<S>, 'prepare'>,
  { screen, lang }: { screen: S; lang: string },
): Promise<Page> {
  const page = await tour.context().newPage()
  await prepare(page, screen)
  const url = new URL(screen.path, 'http://localhost')
  url.searchParams.set('lang', lang)
  await page.goto(url.pathname + url.search)
  return page
}

/** Each screen in English, complete: what breaks a rule of WCAG 2.2 AA, sticks out, or is too small for a thumb. */
export async function brokenOnTour<S extends Screen>(
  phones: Phones,
  round: Round<S>,
  colorScheme: Theme,
): Promise<string[]> {
  const tour = await startTour(phones, colorScheme)
  return await lookAt(tour, round, {
    lang: 'en',
    what: colorScheme,
    wait: async (page, { ready }) => {
      await page.getByText(ready, { exact: true }).first().waitFor()
    },
    look: async (page) => [...(await brokenRules(page)), ...(await fitting(page))],
  })
}

/** Each screen in another language: what sticks out of 360 pixels, or is too small for a thumb. */
export async function misfitsOnTour<S extends Screen>(
  phones: Phones,
  round: Round<S>,
  lang: string,
): Promise<string[]> {
  const tour = await startTour(phones, 'light')
  return await lookAt(tour, round, { lang, what: lang, wait: settled, look: fitting })
}

async function lookAt<S extends Screen>(
  tour: Page,
  round: Round<S>,
  { lang, what, wait, look }: Looking,
): Promise<string[]> {
  const found: string[] = []
  for (const screen of round.screens) {
    const page = await openScreen(tour, round, { screen, lang })
    await wait(page, screen)
    await picture(page, `${round.name}-${what}-${screen.name}`)
    found.push(...(await look(page)).map((fault) => `${screen.name}: ${fault}`))
    await page.close()
  }
  return found
}

interface Looking {
  lang: string
  /** In the pictures' names. */
  what: string
  wait: (page: Page, screen: Screen) => Promise<void>
  look: (page: Page) => Promise<string[]>
}

async function fitting(page: Page): Promise<string[]> {
  return [...(await stickingOut(page)), ...(await tooSmall(page))]
}

/** Until nothing is on its way any more; one screen waits for an answer that never comes. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => undefined)
}
