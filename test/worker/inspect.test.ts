import { it } from 'vitest'
import { inspectTranslator } from '../../src/domain/i18n/pages/inspect.ts'
import { codeFromBytes } from '../../src/domain/qr/code.ts'
import { readQr } from '../../src/domain/qr/codec.ts'
import { vectors } from '../domain/qr/vectors.ts'
import { Browser, ORIGIN, send, signUp } from '../support/http.ts'

const PATH = '/q/inspect'
const say = inspectTranslator('en')
const pix = vectors.find(({ scheme, valid }) => scheme === 'pix' && valid)?.payload ?? ''
const bill = vectors.find(({ scheme, valid }) => scheme === 'swissqr' && valid)?.payload ?? ''

/** Somebody at an address of their own, because readings are counted by address. */
function visitor(): Browser {
  return new Browser({ 'CF-Connecting-IP': crypto.randomUUID() })
}

async function inspected(text: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await visitor().postForm(PATH, { text, ...fields })
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  return await answer.text()
}

/** The text of a page, as a person reads it. */
function read(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
}

it('shows a form, and takes no code for the word in its address', async ({ expect }) => {
  const answer = await visitor().get(`${PATH}?text=${pix}`)
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toContain('<form id="inspect" method="post" action="/q/inspect"')
  // What is in an address ends up in logs, so nothing is read from there.
  expect(read(html)).not.toContain('br.gov.bcb.pix')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.headers.get('Permissions-Policy')).toContain('camera=(self)')
  const policy = answer.headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-")
  expect(policy.match(/'sha256-/g)).toHaveLength(2)
  expect((await visitor().get(`${PATH}.png`)).status).toBe(404)
  expect((await send(PATH, { method: 'HEAD' })).status).toBe(200)
})

it('answers every published code with what it says or what is wrong with it', async ({
  expect,
}) => {
  for (const { payload, valid } of vectors) {
    const text = read(await inspected(payload))
    const names = ['right', 'doubtful', 'over', 'refused', 'link', 'unknown'] as const
    const verdicts = names.filter((name) => text.includes(say(`verdict.${name}.title`)))
    expect(verdicts, payload).toHaveLength(1)
    // Some of the valid ones ended long ago.
    const expected = valid ? ['right', 'doubtful', 'over'] : ['refused']
    expect(expected, payload).toContain(verdicts[0])
    const { errors, warnings } = readQr(payload)
    for (const { code } of [...errors, ...warnings]) {
      expect(text, payload).toContain(say(`problem.${code}`))
    }
    expect(text.includes(say('mend.title')), payload).toBe(!valid)
  }
})

it('reads what forms make of line breaks, and keeps those that a scanner saw', async ({
  expect,
}) => {
  const crlf = bill.replaceAll('\n', '\r\n')
  const drawn = (html: string) => /<path fill="#000" d="([^"]+)"/.exec(html)?.[1]
  const pasted = await inspected(crlf)
  expect(drawn(pasted)).toBe(drawn(await inspected(bill)))
  const scanned = await inspected(crlf, { exact: encodeURIComponent(crlf) })
  expect(drawn(scanned)).not.toBe(drawn(pasted))
  expect(scanned).toContain(`name="exact" value="${encodeURIComponent(crlf)}"`)
  // What was changed by hand after the scan counts, and so does what cannot be decoded.
  for (const exact of [encodeURIComponent(`${crlf}x`), '%E0%A4%A', 'x']) {
    expect(drawn(await inspected(crlf, { exact }))).toBe(drawn(pasted))
  }
  const torn = bill.replace('\n', '\r\n')
  const mixed = await inspected(torn, { exact: encodeURIComponent(torn) })
  expect(read(mixed)).toContain(say('problem.mixed_line_breaks'))
})

it('gives the symbol of a valid code as a picture, by POST only', async ({ expect }) => {
  const answer = await visitor().postForm(`${PATH}.png`, { exact: encodeURIComponent(pix) })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('image/png')
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="pix.png"')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG')
  const refused = await visitor().postForm(`${PATH}.png`, { exact: 'https%3A%2F%2Fevil.example' })
  expect(refused.status).toBe(422)
  expect(read(await refused.text())).toContain(say('verdict.unknown.title'))
  expect((await visitor().postForm(`${PATH}.png`, {})).status).toBe(422)
})

it('says what is wrong with what was sent, and keeps it', async ({ expect }) => {
  const rows: [Record<string, string>, string][] = [
    [{}, say('typed.empty')],
    [{ text: ' \r\n ' }, say('typed.empty')],
    [{ text: '0'.repeat(2001) }, say('typed.too_long', { max: 2000 })],
    [{ text: '茶'.repeat(6_000) }, say('typed.too_long', { max: 2000 })],
  ]
  for (const [fields, sentence] of rows) {
    const answer = await visitor().postForm(PATH, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(read(html)).toContain(sentence)
    expect(/<textarea[^>]*>\n([^<]*)/.exec(html)?.[1]).toBe(
      (fields['text'] ?? '').trim().slice(0, 2000),
    )
  }
  expect(read(await inspected('茶'.repeat(2000)))).toContain(say('unknown.text'))
  const file = new FormData()
  file.set('text', new Blob(['000201']), 'x.txt')
  const headers = { Accept: 'text/html', Origin: ORIGIN, 'CF-Connecting-IP': '10.9.9.9' }
  const upload = await send(PATH, { method: 'POST', headers, body: file })
  expect(upload.status).toBe(422)
  const huge = await visitor().postForm(PATH, { text: 'x'.repeat(200_000) })
  expect([huge.status, huge.headers.get('Content-Type')]).toEqual([400, 'text/html; charset=UTF-8'])
  expect((await send(PATH, { method: 'PUT', headers, body: 'x' })).status).toBe(404)
})

it('refuses a form of another site, and too many of them', async ({ expect }) => {
  const other = await visitor().postForm(PATH, { text: pix }, { Origin: 'https://evil.example' })
  expect(other.status).toBe(403)
  const busy = visitor()
  // Thirty a minute; a minute may end in between, but not two.
  const answers = await Promise.all(
    Array.from({ length: 61 }, () => busy.postForm(PATH, { text: 'x' })),
  )
  const late = answers.find(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(30)
  const html = (await late?.text()) ?? ''
  expect(read(html)).toContain(say('typed.rate_limited'))
  expect(html).toMatch(/<textarea[^>]*>\nx</)
})

it('leads to the stall of its own link or code, and to nothing else', async ({ expect }) => {
  const stall = await signUp({ name: 'Ravi <i>Idli</i>' })
  const shown = `${stall.code.slice(0, 4)}-${stall.code.slice(4)}`
  const texts = [`${ORIGIN}/p/${stall.code}?lang=hi`, shown.toLowerCase(), ` ${shown}\r\n`]
  for (const text of texts) {
    const html = await inspected(text)
    expect(html, text).toContain(`<a class="quiet" href="/p/${stall.code}">`)
    expect(html, text).toContain('Ravi &lt;i&gt;Idli&lt;/i&gt;')
  }
  const request = `${ORIGIN}/r/${stall.code}-${'0'.repeat(26)}`
  expect(await inspected(request)).toContain(`href="/r/${stall.code}-${'0'.repeat(26)}"`)
  const nobody = codeFromBytes(crypto.getRandomValues(new Uint8Array(5)))
  const unknown = await inspected(`${ORIGIN}/p/${nobody}`)
  expect(read(unknown)).toContain(say('stall.none'))
  expect(unknown).not.toContain(`href="/p/`)
  const elsewhere = await inspected(`https://evil.example/p/${stall.code}`)
  expect(read(elsewhere)).toContain(say('stall.elsewhere'))
  expect(elsewhere).not.toContain('Ravi')
  expect(elsewhere).not.toContain('href="/p/')
})

it('tells apart what nobody pays with', async ({ expect }) => {
  const wallet = `wal_${'0'.repeat(26)}`
  const rows = [
    ['https://evil.example/login', 'unknown.link'],
    [`${ORIGIN}/app/enrol#secret`, 'unknown.ours'],
    [wallet, 'unknown.wallet'],
    ['hello', 'unknown.text'],
  ] as const
  for (const [text, key] of rows) expect(read(await inspected(text)), text).toContain(say(key))
})

it('answers in the language that was asked for, with the text that was pasted', async ({
  expect,
}) => {
  const reader = visitor()
  const answer = await reader.postForm(`${PATH}?lang=hi`, { text: pix })
  const html = await answer.text()
  expect(html).toContain('<html lang="hi"')
  expect(html).toContain('br.gov.bcb.pix')
  expect(reader.cookies.get('__Host-lang')).toBe('hi')
})
