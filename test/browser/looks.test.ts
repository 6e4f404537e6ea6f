import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { stickingOut } from './support/layout.ts'
import { it, picture } from './support/phones.ts'
import { prepareTour } from './support/screens.ts'

// Each test is a tour of all screens; two of them keep both processors of a small machine busy.
vi.setConfig({ maxConcurrency: 2 })

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** English in both themes, and every language: test languages are longer than any, or run from right to left. */
const TOURS = [
  { lang: 'en', colorScheme: 'light' },
  { lang: 'en', colorScheme: 'dark' },
  { lang: 'hi', colorScheme: 'light' },
  { lang: 'zh-CN', colorScheme: 'light' },
  { lang: 'en-XA', colorScheme: 'light' },
  { lang: 'ar-XB', colorScheme: 'dark' },
] as const

it.concurrent.for(TOURS)(
  'fits on 360 pixels and breaks no rule of WCAG 2.2 AA, in $lang, $colorScheme',
  async (about, { expect, phones }) => {
    const broken: string[] = []
    const tour = await prepareTour(phones, about)
    await tour.show(async (page, screen) => {
      await picture(page, `tour-${about.lang}-${about.colorScheme}-${screen}`)
      const found = [...(await stickingOut(page)), ...(await brokenRules(page))]
      broken.push(...found.map((what) => `${screen}: ${what}`))
    })
    expect(broken).toEqual([])
  },
)

/** What a machine can check; one frame per page, so axe needs no second page to put its results together. */
async function brokenRules(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')} (${failureSummary})`),
  )
}
