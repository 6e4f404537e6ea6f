import { describe, it } from 'vitest'
import { printedModuleMm, typedAddress } from '../../../src/pages/poster.tsx'
import { posterHtml, stall } from './samples.tsx'

const PAY_URL = 'https://pay.example.org/p/7K3M92QD'

describe('the printed symbol', () => {
  it('has modules of at least 0.7 mm, twice as large on A4', ({ expect }) => {
    const a6 = printedModuleMm(PAY_URL, 'a6')
    expect(a6).toBeGreaterThanOrEqual(0.7)
    expect(printedModuleMm(PAY_URL, 'a4')).toBeCloseTo(2 * a6)
    // 62 mm over the 33 modules of version 4 (34 bytes at Q) and the quiet zone of 4 on either side.
    expect(a6).toBeCloseTo(62 / 41)
  })

  it('still has them with the longest host name there can be, or refuses to be printed', ({
    expect,
  }) => {
    expect(printedModuleMm(`https://${'a'.repeat(120)}.example/p/7K3M92QD`, 'a6')).toBeGreaterThan(
      0.7,
    )
    expect(() => printedModuleMm(`https://${'a'.repeat(400)}/p/7K3M92QD`, 'a6')).toThrow(RangeError)
  })
})

describe('the poster', () => {
  it('fixes the paper in millimetres, because CSS has no word for A6', ({ expect }) => {
    expect(posterHtml()).toContain('@page{size:105mm 148mm;margin:0}')
    expect(posterHtml({ size: 'a4' })).toContain('@page{size:210mm 297mm;margin:0}')
  })

  it('shows name, place, code, and an address to type', ({ expect }) => {
    const html = posterHtml()
    expect(html).toContain('<bdi>Asha Chai Corner</bdi>')
    expect(html).toContain('<bdi>Gate 2, Dadar market</bdi>')
    expect(html).toContain('>7K3M-92QD</bdi>')
    expect(html).toContain('<bdi dir="ltr">pay.example.org/p/7K3M92QD</bdi>')
    expect(html).toContain(`aria-label="QR code that opens ${PAY_URL}"`)
  })

  it('asks to scan in the language of the stall and in English, once where they are the same', ({
    expect,
  }) => {
    expect(posterHtml({}, 'hi')).toContain('<span lang="en">Scan to pay</span>')
    expect(posterHtml({}, 'hi')).toContain('स्कैन करके पैसे दें')
    expect(posterHtml().match(/Scan to pay/g)).toHaveLength(1)
  })

  it('switches size with links that are not printed', ({ expect }) => {
    const html = posterHtml()
    expect(html).toContain('href="/q/7K3M92QD/poster?size=a4&amp;lang=en"')
    expect(html).toMatch(/@media print\{[^@]*\.tools\{display:none\}/)
  })

  it('marks play money and nothing else', ({ expect }) => {
    expect(posterHtml()).toContain('class="ribbon"')
    expect(posterHtml({ mode: 'live' })).not.toContain('class="ribbon"')
  })

  it('sets long names smaller, Chinese ones by their width', ({ expect }) => {
    const named = (name: string) => posterHtml({ stall: { ...stall, name } })
    expect(named('Asha')).not.toMatch(/h1 class/)
    expect(named('老王煎饼果子和豆浆油条专卖店')).toContain('<h1 class="n2">')
    expect(named('Shree Mahalakshmi Fresh Fruits, Vegetables and Flowers')).toContain(
      '<h1 class="n3">',
    )
  })

  it('keeps the scheme only where a browser would guess another one', ({ expect }) => {
    expect(typedAddress(PAY_URL)).toBe('pay.example.org/p/7K3M92QD')
    expect(typedAddress('http://localhost:8787/p/X')).toBe('http://localhost:8787/p/X')
  })
})
