import { describe, it } from 'vitest'
import { LOCALES, PSEUDO_LOCALES } from '../../../src/domain/i18n/i18n.ts'
import { inspectStyleHashes } from '../../../src/pages/inspect.tsx'
import { styleHash, stylesHash } from '../../../src/pages/layout.tsx'
import { paperStyleHashes } from '../../../src/pages/paper.tsx'
import { posterStyleHashes } from '../../../src/pages/poster.tsx'
import { inspectCss } from '../../../src/pages/styles-inspect.ts'
import { paperCss } from '../../../src/pages/styles-paper.ts'
import { pagesCss } from '../../../src/pages/styles.ts'
import { everyBank } from './bank-samples.tsx'
import { everyPage, withoutStyles } from './samples.tsx'

const ALL = [...LOCALES, ...PSEUDO_LOCALES]

describe.for(ALL)('every page in %s', (locale) => {
  for (const [name, html] of Object.entries({ ...everyPage(locale), ...everyBank(locale) })) {
    it(`${name} is a whole document in its language and direction`, ({ expect }) => {
      const lang = locale === 'hi' || locale === 'zh-CN' ? locale : 'en'
      const dir = locale === 'ar-XB' ? 'rtl' : 'ltr'
      expect(html.startsWith(`<!DOCTYPE html><html lang="${lang}" dir="${dir}">`)).toBe(true)
      expect(html).toContain('name="viewport"')
      expect(html).toMatch(/<title>[^<]+<\/title>/)
      expect(html.match(/<main/g)).toHaveLength(1)
      expect(html.match(/<h1/g)).toHaveLength(1)
    })

    it(`${name} has nothing that the content security policy would stop`, ({ expect }) => {
      expect(html).not.toMatch(/\sstyle=/i)
      expect(html).not.toMatch(/\son[a-z]+=/i)
      expect(html).not.toMatch(/javascript:/i)
      for (const script of html.match(/<script[^>]*>[^<]*/g) ?? []) {
        expect(script).toMatch(/^<script type="module" src="\/assets\/(?:pay|inspect)\.js">$/)
      }
    })

    it(`${name} fetches nothing from anywhere else and leaves no text unfilled`, ({ expect }) => {
      const page = withoutStyles(html)
      for (const [, address] of page.matchAll(/\s(?:src|href|action|formaction)="([^"]*)"/g)) {
        // Links of bank apps open on the phone; nothing is fetched.
        expect(address).toMatch(/^(?:\/|upi:\/\/pay\?)/)
      }
      expect(page).not.toMatch(/\{\w+\}|undefined|\[object|NaN/)
    })

    it(`${name} has styles whose hashes are announced`, ({ expect }) => {
      const announced = [
        stylesHash(),
        ...posterStyleHashes(),
        ...paperStyleHashes(),
        ...inspectStyleHashes(),
      ]
      const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1] ?? '')
      expect(styles.length).toBeGreaterThan(0)
      for (const css of styles) expect(announced).toContain(styleHash(css))
    })
  }
})

it('offers the other languages and keeps the query', ({ expect }) => {
  const { receipt = '', pay = '' } = everyPage('hi')
  expect(pay).toContain('href="/p/7K3M92QD?lang=zh-CN"')
  expect(receipt).toContain('?c=7K3M92QD&amp;lang=en"')
  expect(pay).toMatch(/lang="hi" hreflang="hi"\s+aria-current="true"/)
})

it('says on every page of a demonstration that the money is play money', ({ expect }) => {
  for (const [name, html] of Object.entries({ ...everyPage('en'), ...everyBank('en') })) {
    if (name === 'message') expect(html, name).not.toContain('Demonstration')
    else expect(html, name).toContain('Demonstration')
  }
})

describe('the styles', () => {
  it('use logical directions only, so that right-to-left needs no second sheet', ({ expect }) => {
    for (const css of [pagesCss, paperCss, inspectCss]) {
      expect(css).not.toMatch(/(margin|padding|border|inset)-(left|right|top|bottom)\b/)
      expect(css).not.toMatch(/[{;](left|right|top|bottom|width|height|float):/)
      expect(css).not.toMatch(/text-align:(left|right)/)
    }
  })

  it('fetch nothing and are safe inside a style element', ({ expect }) => {
    expect(pagesCss + paperCss + inspectCss).not.toMatch(/url\(|@import|@font-face|</)
  })

  it('hash as a policy wants it: base64 of SHA-256 of the exact text', async ({ expect }) => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pagesCss))
    expect(stylesHash()).toBe(Buffer.from(digest).toString('base64'))
  })
})
