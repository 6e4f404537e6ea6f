import fc from 'fast-check'
import { it } from 'vitest'
import { canonicalText } from '../../../src/domain/qr/canonical.ts'
import { checksumOf } from '../../../src/domain/qr/checksum.ts'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import { QR_FIELD_NAMES } from '../../../src/domain/qr/field-names.ts'
import { inspectQr } from '../../../src/domain/qr/inspect.ts'
import { currencyLetters, fieldTitle } from '../../../src/domain/qr/titles.ts'
import { visibleParts } from '../../../src/domain/qr/visible.ts'
import { changed, code, meaning, sealed } from './emv.ts'
import { samples, SWISS_LINES } from './samples.ts'
import { validVectors, vectors } from './vectors.ts'

/** What is shown of a code, as lines: label and value. */
function told(text: string) {
  const { summary } = inspectQr(text)
  if (summary === null) return null
  const { payee, place, amount, tip, expires, uses } = summary
  const accounts = summary.accounts.map(({ path, value }) => `${path} ${value}`)
  const details = summary.details.map(({ path, value }) => `${path} ${value}`)
  const asks = summary.asks.map(({ path }) => path)
  return { payee, place, accounts, amount, tip, details, asks, expires, uses }
}

const NOTHING_ELSE = { tip: null, details: [], asks: [], expires: null }

it('calls every published code right or refused as it is labelled', ({ expect }) => {
  for (const { payload, valid, scheme } of vectors) {
    const { verdict, scheme: found, summary, isDrawable } = inspectQr(payload)
    expect(['right', 'doubtful'].includes(verdict), payload).toBe(valid)
    expect(verdict, payload).not.toBe('unknown')
    if (valid) expect(found).toBe(scheme)
    expect(summary !== null, payload).toBe(valid)
    // Only symbols of UTF-8 can be drawn, and one of the codes is in Latin-1.
    const isOther = payload.startsWith('BCD\n001\n2') || payload.startsWith('BCD\n002\n2')
    expect(isDrawable, payload).toBe(valid && !(isOther && /[^\n -~]/.test(payload)))
  }
})

it('says who is paid, how much, and how often', ({ expect }) => {
  expect(told(code(samples.pix))).toEqual({
    ...NOTHING_ELSE,
    payee: 'Chai Point',
    place: 'Town, BR',
    accounts: ['26.01 123e4567-e12b-12d1-a456-426655440000'],
    amount: { kind: 'fixed', text: '12.50', currency: 'BRL' },
    details: ['62.05 PEDIDO123'],
    uses: 'one',
  })
  expect(told(code(changed(samples.promptpay, { '01': '11', '54': null })))).toEqual({
    ...NOTHING_ELSE,
    payee: null,
    place: 'TH',
    accounts: ['29.01 0066812345678'],
    amount: { kind: 'open', currency: 'THB' },
    uses: 'many',
  })
  expect(told(SWISS_LINES.join('\n'))).toMatchObject({
    payee: 'Robert Schneider',
    accounts: ['iban CH4431999123000889012'],
    amount: { kind: 'fixed', text: '1949.75', currency: 'CHF' },
    details: ['reference 210000000003139471430009017', 'message Order of 18 June'],
    uses: 'one',
  })
  expect(told('upi://pay?pa=chai@bank&pn=Chai&am=')).toEqual({
    ...NOTHING_ELSE,
    payee: 'Chai',
    place: null,
    accounts: ['pa chai@bank'],
    amount: { kind: 'open', currency: 'INR' },
    uses: 'unsaid',
  })
  expect(told('https://qr.alipay.com/abc')).toMatchObject({ amount: { kind: 'fetched' } })
  expect(told('https://x.io/p/7K3M92QD')).toMatchObject({ amount: null, uses: 'many' })
  expect(told(code(changed(samples.pix, { '54': '12,50' })))).toBeNull()
})

it('says when the amount is not the payer’s, nor the code’s', ({ expect }) => {
  const amount = (text: string) => told(text)?.amount
  const dynamic = { '00': 'br.gov.bcb.pix', '25': 'pix.example.com/v2/1' }
  expect(amount(code(changed(samples.pix, { '26': dynamic, '54': null })))).toEqual({
    kind: 'fetched',
  })
  const editable = { '00': 'SG.PAYNOW', '01': '0', '02': '+6591234567', '03': '1' }
  expect(amount(code(changed(samples.paynow, { '26': editable })))).toEqual({
    kind: 'suggested',
    text: '12.50',
    currency: 'SGD',
  })
  expect(amount(SWISS_LINES.with(18, '0.00').join('\n'))).toEqual({ kind: 'nothing' })
  const epc = (line: string) => `BCD\n002\n1\nSCT\n\nX\nDE71110220330123456789\n${line}`
  expect(amount(epc('EUR12.3'))).toEqual({ kind: 'fixed', text: '12.3', currency: 'EUR' })
  expect(amount(epc(''))).toEqual({ kind: 'open', currency: 'EUR' })
})

it('says what comes on top, and what the payer is asked for', ({ expect }) => {
  const tip = (objects: Record<string, string>) =>
    told(code(changed(samples.emvco, objects)))?.tip ?? null
  expect(tip({})).toBeNull()
  expect(tip({ '55': '01' })).toEqual({ kind: 'asked' })
  expect(tip({ '55': '02', '56': '1.5' })).toEqual({
    kind: 'fixed',
    text: '1.5',
    currency: 'CNY',
  })
  expect(tip({ '55': '03', '57': '0.7' })).toEqual({ kind: 'percent', text: '0.7' })
  const labels = { '01': '***', '05': 'A1', '09': 'ME' }
  expect(told(code(changed(samples.emvco, { '62': labels })))).toMatchObject({
    details: ['62.05 A1'],
    asks: ['62.01', '62.09'],
  })
  // In a Pix code the three stars say that there is no reference.
  expect(told(code(changed(samples.pix, { '62': { '05': '***' } })))).toMatchObject({
    details: [],
    asks: [],
  })
})

it('says when a code ends, by the clocks of the place', ({ expect }) => {
  const ends = (text: string) => told(text)?.expires
  expect(ends(code(samples.paynow))).toEqual({
    atMs: Date.parse('2026-12-31T23:59:59.999+08:00'),
    timeZone: 'Asia/Singapore',
  })
  const paynow = { '00': 'SG.PAYNOW', '01': '0', '02': '+6591234567', '03': '0' }
  const toTheSecond = { ...paynow, '04': '20261231120000' }
  expect(ends(code(changed(samples.paynow, { '26': toTheSecond })))?.atMs).toBe(
    Date.parse('2026-12-31T12:00:00+08:00'),
  )
  expect(ends(code(samples.khqr))).toEqual({
    atMs: 1_726_823_082_612,
    timeZone: 'Asia/Phnom_Penh',
  })
  const duitnow = { '00': 'A0000006150001', '01': '501664', '02': '1', '03': '1726823082612' }
  expect(ends(code(changed(samples.duitnow, { '26': duitnow })))).toEqual({
    atMs: 1_726_823_082_612,
    timeZone: 'Asia/Kuala_Lumpur',
  })
  for (const time of ['2026-12-31T23:30:00%2B05:30', '2026-12-31T18:00:00Z']) {
    const upi = `upi://pay?pa=chai@bank&pn=Chai&QRexpire=${time}`
    expect(ends(upi)).toEqual({
      atMs: Date.parse('2026-12-31T18:00:00Z'),
      timeZone: 'Asia/Kolkata',
    })
  }
  const fps = { '00': 'hk.com.hkicl', '03': '+852-67891234', '05': '20261231235959' }
  expect(ends(code(changed(samples.hkfps, { '26': fps })))?.atMs).toBe(
    Date.parse('2026-12-31T23:59:59+08:00'),
  )
  // A time-out in another form is shown as it is, among the fields.
  const minutes = { ...fps, '05': '30' }
  expect(ends(code(changed(samples.hkfps, { '26': minutes })))).toBeNull()
})

it('gives the checksum as it stands and as it should be', ({ expect }) => {
  const right = code(samples.pix)
  const given = right.slice(-4)
  expect(checksumOf(right)).toEqual({ given, reckoned: given })
  expect(checksumOf(`${right.slice(0, -4)}FFFF`)).toEqual({ given: 'FFFF', reckoned: given })
  expect(checksumOf(right.slice(0, -8))).toEqual({ given: null, reckoned: given })
  // A length that is wrong, and a seal that is right for it all the same.
  const broken = sealed(`${right.slice(0, -8)}5499x`)
  expect(checksumOf(broken)).toEqual({ given: broken.slice(-4), reckoned: broken.slice(-4) })
  expect(checksumOf('0002015499x')).toBeNull()
  expect(inspectQr(`\uFEFF${right}`).checksum).toEqual({ given, reckoned: given })
  expect(inspectQr(SWISS_LINES.join('\n')).checksum).toBeNull()
})

it('shows what stands where a problem is, and how deep', ({ expect }) => {
  const nested = inspectQr(code(changed(samples.emvco, { '29': '0012D15600000000zz99' })))
  const entry = nested.entries.find(({ path }) => path === '29@16')
  expect(entry).toMatchObject({ name: 'position', value: 'zz99', depth: 1, length: 4 })
  const late = inspectQr(`${code(samples.pix)}tail and more than twelve`)
  const after = late.entries.find(({ findings }) =>
    findings.some(({ problem }) => problem.code === 'data_after_crc'),
  )
  expect(after?.value).toMatch(/^tail and mor/)
  const depths = inspectQr(code(samples.vietqr)).entries.map(({ path, depth }) => [path, depth])
  expect(depths).toContainEqual(['38', 0])
  expect(depths).toContainEqual(['38.02', 1])
  expect(depths).toContainEqual(['38.01.00', 2])
  expect(inspectQr(SWISS_LINES.join('\n')).entries.every(({ depth }) => depth === 0)).toBe(true)
})

it('writes the same meaning in the usual order, where it is not in that order already', ({
  expect,
}) => {
  for (const { payload } of validVectors) {
    const decoded = decodeQr(payload)
    const { canonical, value } = inspectQr(payload)
    if (canonical === null || !decoded.ok || value === null) continue
    expect(canonical).not.toBe(payload)
    const again = decodeQr(canonical)
    expect(again.ok && again.warnings.length === 0, canonical).toBe(true)
    const { layout: _, parameters: __, ...meant } = meaning(again) as Record<string, unknown>
    expect(meaning(decoded)).toMatchObject({
      ...meant,
      ...('charset' in meant && { charset: expect.any(String) }),
    })
    expect(inspectQr(canonical).canonical).toBeNull()
  }
  const upi = decodeQr('upi://pay?sign=MEUCIQ%3D%3D&pn=Chai&pa=chai@bank')
  expect(upi.ok).toBe(false)
  const signed = decodeQr('upi://pay?pn=Chai&pa=chai@bank&sign=MEUCIQ%3D%3D')
  expect(signed.ok && canonicalText(signed)).toBeNull()
  const whole = decodeQr(code(changed(samples.duitnow, { '82': 'A'.repeat(32) })))
  expect(whole.ok && canonicalText(whole)).toBeNull()
})

it('makes every character visible that would not be seen, and leaves the others alone', ({
  expect,
}) => {
  const shown = (text: string) =>
    visibleParts(text)
      .map((part) => ('text' in part ? part.text : `[${part.unseen}]`))
      .join('')
  expect(shown('Chai Point')).toBe('Chai Point')
  expect(shown('  a b ')).toBe('[␣][␣]a b[␣]')
  expect(shown('a\u0000\u001B\u007F\u0085\r\n')).toBe('a[U+0000][U+001B][U+007F][U+0085][CR][LF]')
  expect(shown('\u202Elive\u2066x\uFEFF')).toBe('[U+202E]live[U+2066]x[U+FEFF]')
  expect(shown('a\u200B\u200D\u00AD\u00A0\u3000\u2028b')).toBe(
    'a[U+200B][U+200D][U+00AD][U+00A0][U+3000][U+2028]b',
  )
  expect(shown('最佳运输 चाय ☕')).toBe('最佳运输 चाय ☕')
  expect(shown('\uD800x\u{E0041}')).toBe('[U+D800]x[U+E0041]')
  expect(shown('')).toBe('')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(shown(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u)
    }),
  )
})

it('has a title for every field, and letters for the currencies of the schemes', ({ expect }) => {
  expect(fieldTitle('merchant_category_code')).toBe('Merchant category code')
  expect(fieldTitle('qris_repository')).toBe('QRIS repository')
  expect(fieldTitle('email_proxy')).toBe('E-mail proxy')
  const titles = QR_FIELD_NAMES.map(fieldTitle)
  expect(new Set(titles).size).toBe(QR_FIELD_NAMES.length)
  for (const title of titles) expect(title).toMatch(/^[A-Z][\w -]+$/)
  for (const { '53': currency } of Object.values(samples)) {
    expect(currencyLetters(String(currency))).toMatch(/^[A-Z]{3}$/)
  }
  expect(currencyLetters('999')).toBe('ISO 4217 no. 999')
})

it('never fails, whatever is pasted', ({ expect }) => {
  const torn = fc
    .tuple(fc.constantFrom(...vectors), fc.nat(400), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([{ payload }, at, noise]) => payload.slice(0, at) + noise + payload.slice(at))
  const anything = fc.oneof(torn, fc.string({ unit: 'binary', maxLength: 2000 }))
  fc.assert(
    fc.property(anything, (text) => {
      const { entries, verdict, value } = inspectQr(text)
      expect(entries.length).toBeGreaterThan(0)
      expect(value !== null).toBe(verdict === 'right' || verdict === 'doubtful')
    }),
    { numRuns: 2_000 },
  )
})
