import { createServer } from 'node:net'
import { describe, it } from 'vitest'
import { answersOn, findFreePort, readPort, requireFreePort } from '../../../scripts/demo/ports.ts'

describe('PORT', () => {
  it.for([
    [undefined, 8787],
    ['', 8787],
    ['1', 1],
    ['65535', 65_535],
  ] as const)('%o means %i', ([text, port], { expect }) => {
    expect(readPort(text)).toBe(port)
  })

  it.for(['0', '65536', '-1', '80.5', '1e3', 'abc', ' 80', '１２'])(
    'refuses %o',
    (text, { expect }) => {
      expect(() => readPort(text)).toThrow('PORT must be a number from 1 to 65535')
    },
  )
})

describe('a port', () => {
  it('that is taken is refused with a way out, and is free again afterwards', async ({
    expect,
  }) => {
    const port = await findFreePort()
    await requireFreePort(port)
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
    expect(await answersOn(port)).toBe(true)
    await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken`)
    await new Promise((resolve) => server.close(resolve))
    expect(await answersOn(port)).toBe(false)
    await requireFreePort(port)
  })
})
