import { describe, it } from 'vitest'
import { crc16 } from '../../../src/domain/qr/crc.ts'
import { changed, code } from '../qr/emv.ts'
import { samples } from '../qr/samples.ts'
import { vectors } from '../qr/vectors.ts'
import { INSPECTED, INSPECTED_AT_MS, inspectHtml } from './inspect-samples.tsx'
import { withoutStyles } from './samples.tsx'

/** What a person reads of a page, on one line. */
function read(html: string): string {
  return withoutStyles(html)
    .replaceAll(/<textarea[^>]*>.*?<\/textarea>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

describe('a code that apps accept', () => {
  it('is told in plain words, field by field, with its checksum', ({ expect }) => {
    const text = read(inspectHtml(INSPECTED.pix))
    expect(text).toContain('Apps accept this code Pix . The instant payments of Brazil')
    expect(text).toContain('Paid to Chai Point Place Town, BR')
    expect(text).toContain('Amount 12.50 BRL')
    expect(text).toContain('Uses One payment')
    expect(text).toContain('26.01 Pix key 36 characters 123e4567-e12b-12d1-a456-426655440000')
    const sum = INSPECTED.pix.slice(-4)
    expect(text).toContain(`In the code ${sum} Reckoned from the text ${sum}`)
    expect(text).not.toContain('What to mend')
  })

  it('is drawn again, with its text to copy and a picture to download by POST', ({ expect }) => {
    const html = inspectHtml(INSPECTED.pix)
    expect(html).toContain('aria-label="QR code with the same text"')
    expect(html).toMatch(/<textarea id="copy"[^>]*readonly[^>]*>\n000201/)
    expect(html).toContain('<form method="post" action="/q/inspect.png">')
    expect(html).toContain(`name="exact" value="${encodeURIComponent(INSPECTED.pix)}"`)
  })

  it('stands inside templates as deep as they go', ({ expect }) => {
    const html = inspectHtml(code(samples.vietqr))
    expect(html).toMatch(/<li id="field-3" class="d0 holds">/)
    expect(html).toMatch(/<li id="field-5" class="d1 holds">/)
    expect(html).toMatch(/<li id="field-6" class="d2">/)
  })

  it('is over when its time is, by the clocks of the place', ({ expect }) => {
    const paynow = code(samples.paynow)
    const shown = read(inspectHtml(paynow))
    expect(shown).toContain('Good until 31 Dec 2026, 23:59 Asia/Singapore')
    const later = read(inspectHtml(paynow, { nowMs: INSPECTED_AT_MS + 60 * 86_400_000 }))
    expect(later).toContain('Good until It ended on 31 Dec 2026, 23:59')
    expect(later).toContain('This code has ended')
    expect(later).not.toContain('Apps accept this code')
  })

  it('shows how a new code would say the same, and a way to look into that', ({ expect }) => {
    const transfer = samples.promptpay['29'] ?? ''
    const text = code([
      ['00', '01'],
      ['01', '11'],
      ['29', transfer],
      ['58', 'TH'],
      ['53', '764'],
    ])
    const usual = code(changed(samples.promptpay, { '01': '11', '54': null }))
    const html = inspectHtml(text)
    expect(html).toContain('The same, in the usual order')
    expect(html).toContain(`<form method="post" action="/q/inspect"><input type="hidden"`)
    expect(html).toContain(`value="${encodeURIComponent(usual)}"`)
    expect(inspectHtml(usual)).not.toContain('The same, in the usual order')
  })
})

describe('a code that apps refuse', () => {
  it('has each problem at its field and in a list that leads there', ({ expect }) => {
    const html = inspectHtml(INSPECTED.broken, { here: '/q/inspect?lang=en' })
    const text = read(html)
    expect(text).toContain('Apps refuse this code')
    expect(html).toMatch(/<a href="\/q\/inspect\?lang=en#field-8">/)
    expect(html).toContain('<li id="field-8" class="d0">')
    expect(text).toContain('54 Amount 5 characters 12,50 Wrong. Write the amount with digits')
    expect(text).toContain('60 Merchant city not there Wrong. The field is missing. Add it.')
    expect(html).not.toContain('qr-symbol"')
  })

  it('says what was expected and what was found, but not the value again', ({ expect }) => {
    const short = read(inspectHtml(code(changed(samples.pix, { '52': '581' }))))
    expect(short).toContain('expected number of characters. Expected 4 Found 3')
    const wrong = `${INSPECTED.pix.slice(0, -4)}0000`
    const reckoned = crc16(wrong.slice(0, -4))
    const text = read(inspectHtml(wrong))
    expect(text).toContain(`correct the checksum. Expected ${reckoned}`)
    expect(text).toContain(`In the code 0000 Reckoned from the text ${reckoned}`)
    expect(text).not.toContain('Found 0000')
  })

  it('shows the place where nobody can read on', ({ expect }) => {
    const text = read(inspectHtml('000201010211xx04'))
    expect(text).toContain('Position @12')
    expect(text).toContain('xx04 Wrong. Two digits should stand here')
    expect(text).not.toContain('Checksum')
    expect(read(inspectHtml(`${INSPECTED.pix}99`))).toContain('Put field 63 at the very end')
  })
})

describe('hostile text', () => {
  it('is escaped, isolated, and shows what would not be seen', ({ expect }) => {
    const html = inspectHtml(INSPECTED.hostile)
    const page = withoutStyles(html)
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('\u202E')
    expect(page).toContain(
      '<bdi><span class="unseen-sign">U+202E</span>&lt;script&gt;alert(1)&lt;/script&gt;<span class="unseen-sign">U+0000</span></bdi>',
    )
  })

  it('never becomes a link, nor a title', ({ expect }) => {
    for (const text of [
      'https://evil.example/p/7K3M92QD',
      'https://evil.example/" onclick="x',
      'javascript:alert(1)',
      ...vectors.map(({ payload }) => payload),
    ]) {
      const page = withoutStyles(inspectHtml(text))
      for (const [, address] of page.matchAll(/href="([^"]*)"/g)) {
        expect(address, text).toMatch(
          /^\/(?:q\/inspect(?:\?lang=[\w-]+|#field-\d+)|icons\/icon\.svg)?$/,
        )
      }
      expect(page).toMatch(/<title>(?:[\w() -]+: )?What does this QR code say\?<\/title>/)
    }
  })

  it('comes back whole in its field, first line break and markup included', ({ expect }) => {
    const typed = '\n</textarea><b>x'
    const html = inspectHtml(typed)
    expect(html).toMatch(/<textarea id="text"[^>]*>\n\n&lt;\/textarea&gt;&lt;b&gt;x<\/textarea>/)
  })
})

it('leads to the stall of its own link, and says so where nobody has it', ({ expect }) => {
  const stall = { name: 'Asha <b>', payPath: '/p/7K3M92QD' }
  const own = inspectHtml(INSPECTED.link, { stall })
  expect(own).toContain('<a class="quiet" href="/p/7K3M92QD">')
  expect(own).toContain('<bdi>Asha &lt;b&gt;</bdi>')
  // No bank app reads it.
  expect(read(own)).toContain('A link to a pay page')
  const nobody = inspectHtml(INSPECTED.link, { stall: { ...stall, name: null } })
  expect(read(nobody)).toContain('No stall here has this code.')
  expect(nobody).not.toContain('href="/p/')
  expect(read(inspectHtml(INSPECTED.link))).toContain('another address than ours')
})

it('is honest about what it does not know', ({ expect }) => {
  const sentences = (['text', 'link', 'ours', 'wallet', 'code'] as const).map((unknown) => {
    const text = read(inspectHtml('nobody’s \u200B', { unknown }))
    expect(text).toContain('Not a payment code')
    expect(text).toContain('The whole text nobody’s U+200B')
    return text
  })
  expect(new Set(sentences).size).toBe(5)
  expect(read(inspectHtml('|099400016550100\r12345'))).toContain('nothing can be paid with it')
})

it('takes the text along to the other languages, and nothing when there is none', ({ expect }) => {
  expect(inspectHtml(null)).toContain('href="/q/inspect?lang=hi"')
  const html = inspectHtml(INSPECTED.pix, {}, 'hi')
  expect(html).not.toContain('href="/q/inspect?lang')
  expect(html).toMatch(/<button\s+form="inspect"\s+formaction="\/q\/inspect\?lang=zh-CN"/)
})

it('says at the field what is wrong with what was pasted', ({ expect }) => {
  for (const [error, sentence] of [
    ['empty', 'Paste the text of a code first.'],
    ['too_long', 'longer than 2,000 characters'],
    ['rate_limited', 'Too many tries'],
  ] as const) {
    const html = inspectHtml(null, { error })
    expect(html).toContain('aria-describedby="text-error"')
    expect(read(html)).toContain(sentence)
  }
})
