import { it } from 'vitest'
import { Browser, mintedId, signUp } from '../support/http.ts'

it('mints a payment id of its own into every page, kept or not, and shows the same text', async ({
  expect,
}) => {
  const stall = await signUp({ name: `शर्मा चाय pay_${'-'.repeat(26)}`, emoji: '🥟', locale: 'hi' })
  const pages = await Promise.all(
    Array.from({ length: 5 }, async () => (await new Browser().get(`/p/${stall.code}`)).text()),
  )
  const ids = pages.map(mintedId)
  expect(new Set(ids).size).toBe(5)
  expect(ids).not.toContain('')
  const [first = '', ...others] = pages.map((html, i) => html.replaceAll(ids[i] ?? '', 'ID'))
  for (const other of others) expect(other).toBe(first)
  // Character references or letters: a browser reads the same.
  const shown = first.replaceAll(/&#(\d+);/g, (_, code: string) =>
    String.fromCodePoint(Number(code)),
  )
  expect(shown).toContain('शर्मा चाय')
  expect(shown).toContain('🥟')
})
