/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { it } from 'vitest'
import { QrSymbol } from '../../../src/pages/qr-symbol.tsx'
import { decodeWithJsqr, svgPixels } from '../../support/decode.ts'

const LINK = 'https://pushcart.example/p/7K3M92QD'

it('puts a readable symbol with an escaped label into a page', async ({ expect }) => {
  const app = new Hono().get('/', (c) =>
    c.html(<QrSymbol text={LINK} ecl="Q" label={'Tea & "toast" <b>'} />),
  )
  const html = await (await app.request('/')).text()
  expect(html).toContain('role="img" aria-label="Tea &amp; &quot;toast&quot; &lt;b&gt;"')
  expect(html).not.toContain('style')
  // In a page the HTML parser knows the namespace; a file on its own has to name it.
  const file = html.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
  const { rgba, width, height } = svgPixels(file, 4)
  expect(decodeWithJsqr(rgba, width, height)).toEqual(new TextEncoder().encode(LINK))
})
