import { isDeepStrictEqual } from 'node:util'
import { it } from 'vitest'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import { code, meaning } from './emv.ts'
import { samples } from './samples.ts'
import { emvVectors } from './vectors.ts'

function* mutants(text: string, alphabet: string): Generator<string> {
  for (let at = 0; at <= text.length; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)]
    for (const character of alphabet) {
      yield before + character + after
      if (at < text.length) yield before + character + after.slice(1)
    }
    yield before + after.slice(1)
    yield before + after.charAt(1) + after.charAt(0) + after.slice(2)
  }
}

/** The mutants of a text that mean the same as the text, and how many were tried. */
function survivors(text: string, alphabet: string): { tried: number; same: string[] } {
  const original = meaning(decodeQr(text))
  const same: string[] = []
  let tried = 0
  for (const mutant of new Set(mutants(text, alphabet))) {
    if (mutant === text) continue
    tried += 1
    const decoded = decodeQr(mutant)
    if (decoded.ok && isDeepStrictEqual(meaning(decoded), original)) same.push(mutant)
  }
  return { tried, same }
}

it('refuses every single mutation of every EMVCo vector, or reads another value', ({ expect }) => {
  let tried = 0
  for (const { payload } of emvVectors) {
    const found = survivors(payload, '07aF ')
    expect(found.same, payload).toEqual([])
    tried += found.tried
  }
  expect(tried).toBeGreaterThan(50_000)
}, 60_000)

it('does so for every printable character, at every position of one code per scheme', ({
  expect,
}) => {
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
  let tried = 0
  for (const scheme of ['promptpay', 'vietqr', 'paynow'] as const) {
    const found = survivors(code(samples[scheme]), `${printable}\né中`)
    expect(found.same, scheme).toEqual([])
    tried += found.tried
  }
  expect(tried).toBeGreaterThan(50_000)
}, 60_000)

it('would notice a mutation that changes nothing', ({ expect }) => {
  // Two objects of one code exchanged: the same meaning, which only a larger change can bring about.
  const { '00': first = '', ...others } = samples.emvco
  const turned = code([['00', first], ...Object.entries(others)])
  expect(meaning(decodeQr(turned))).toEqual(meaning(decodeQr(code(samples.emvco))))
})
