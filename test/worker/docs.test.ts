import { it } from 'vitest'
import { PROBLEM_CODES } from '../../src/domain/errors.ts'
import { Browser, send } from '../support/http.ts'

it('describes every operation of the document, and every problem', async ({ expect }) => {
  const page = await new Browser().get('/docs')
  expect(page.status).toBe(200)
  expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  const html = await page.text()
  const document = await (
    await send('/v1/openapi.json')
  ).json<{
    paths: Record<string, Record<string, { operationId: string }>>
  }>()
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item))
  expect(operations.length).toBeGreaterThan(20)
  for (const { operationId } of operations) expect(html).toContain(`id="${operationId}"`)
  for (const code of Object.keys(PROBLEM_CODES)) expect(html).toContain(`id="problem-${code}"`)
  expect(html).not.toContain('[object Object]')
  expect(html).not.toContain('undefined')
})
