import { vi } from 'vitest'
import { stickingOut } from './support/layout.ts'
import { it, picture } from './support/phones.ts'
import { brokenRules } from './support/rules.ts'
import { prepareTour } from './support/screens.ts'

// Each test is a tour of all screens; two of them keep both processors of a small machine busy.
vi.setConfig({ maxConcurrency: 2, testTimeout: 180_000 })

it.concurrent.for(['light', 'dark'] as const)(
  'breaks no rule of WCAG 2.2 AA that a machine can check, in $0',
  async (colorScheme, { expect, phones }) => {
    const broken: string[] = []
    const tour = await prepareTour(phones, { lang: 'en', colorScheme })
    await tour.show(async (page, screen) => {
      await picture(page, `tour-${colorScheme}-${screen}`)
      const found = [...(await brokenRules(page)), ...(await stickingOut(page))]
      broken.push(...found.map((what) => `${screen}: ${what}`))
    })
    expect(broken).toEqual([])
  },
)

// Test languages are longer than any, and run from right to left; English was on the tours above.
it.concurrent.for(['hi', 'zh-CN', 'en-XA', 'ar-XB'])(
  'fits on 360 pixels without scrolling sideways, in $0',
  async (lang, { expect, phones }) => {
    const tooWide: string[] = []
    const tour = await prepareTour(phones, { lang, colorScheme: 'light' })
    await tour.show(async (page, screen) => {
      await picture(page, `tour-${lang}-${screen}`)
      tooWide.push(...(await stickingOut(page)).map((what) => `${screen}: ${what}`))
    })
    expect(tooWide).toEqual([])
  },
)
