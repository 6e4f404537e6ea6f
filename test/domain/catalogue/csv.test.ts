import * as fc from 'fast-check'
import { it } from 'vitest'
import { readHeader, readRow } from '../../../src/domain/catalogue/csv-columns.ts'
import { readCells } from '../../../src/domain/catalogue/csv.ts'
import { LINE_CHARS_MAX, NO_LINES, readLines } from '../../../src/domain/catalogue/import-lines.ts'
import type { Line } from '../../../src/domain/catalogue/import-lines.ts'

/** Cells as RFC 4180 writes them. */
function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
}

function linesOf(pieces: readonly string[]): Line[] {
  let state = NO_LINES
  const lines = [...pieces, null].flatMap((piece) => {
    const read = readLines(state, piece)
    state = read.state
    return read.lines
  })
  return lines
}

it('reads cells with and without quotes, and no line whose quotes do not pair', ({ expect }) => {
  const rows: [string, string[] | null][] = [
    ['', ['']],
    ['a', ['a']],
    ['a,b,', ['a', 'b', '']],
    [',,', ['', '', '']],
    [' a , b', [' a ', ' b']],
    ['"a"', ['a']],
    ['"a,b",c', ['a,b', 'c']],
    ['"",""', ['', '']],
    ['"say ""hi""",x', ['say "hi"', 'x']],
    ['""""', ['"']],
    ['"a",', ['a', '']],
    ["it's,ok", ["it's", 'ok']],
    ['"चाय, असम",5', ['चाय, असम', '5']],
    ['"', null],
    ['"a', null],
    ['a"b', null],
    ['a,"b"c', null],
    ['"a"b,c', null],
    ['"a" ,b', null],
    ['"a""', null],
    ['"a"""', ['a"']],
    ['5" pipe', null],
  ]
  for (const [line, cells] of rows) expect(readCells(line), line).toEqual(cells)
})

it('reads back whatever cells were written', ({ expect }) => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('"', ',', ' ', 'a', 'च', '|', ':') }),
    fc.string({ unit: 'grapheme' }),
  )
  const property = fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
    expect(readCells(csvLine(cells))).toEqual(cells)
  })
  fc.assert(property, { numRuns: 2_000 })
})

it('finds the same lines however a file is cut into pieces', ({ expect }) => {
  const text = fc.string({ unit: fc.constantFrom('\n', '\r\n', 'a', 'चा', '"', ' ') })
  const property = fc.property(text, fc.array(fc.nat({ max: 9 })), (whole, sizes) => {
    const pieces: string[] = []
    let at = 0
    for (const size of [...sizes, whole.length]) {
      pieces.push(whole.slice(at, at + size))
      at += size
    }
    const expected = whole.split('\n')
    if (expected.at(-1) === '') expected.pop()
    const lines = linesOf(pieces)
    expect(lines.map(({ text: line }) => line)).toEqual(
      expected.map((line) => line.replace(/\r$/, '')),
    )
    expect(lines.map(({ number }) => number)).toEqual(expected.map((_, i) => i + 1))
  })
  fc.assert(property, { numRuns: 2_000 })
})

it('leaves out a byte order mark, and a line that is too long but not the next one', ({
  expect,
}) => {
  const rows: [string[], (string | null)[]][] = [
    [[], []],
    [[''], []],
    [['\ufeffsku\r\n'], ['sku']],
    [['\ufeff', 'sku'], ['sku']],
    [['a\n\ufeffb'], ['a', '\ufeffb']],
    [['a\n\nb\n'], ['a', '', 'b']],
    [['x'.repeat(LINE_CHARS_MAX)], ['x'.repeat(LINE_CHARS_MAX)]],
    [[`${'x'.repeat(LINE_CHARS_MAX + 1)}\nb`], [null, 'b']],
    [
      ['x'.repeat(LINE_CHARS_MAX), 'x', 'y', '\nb'],
      [null, 'b'],
    ],
    [['x'.repeat(LINE_CHARS_MAX), 'x'], [null]],
  ]
  for (const [pieces, texts] of rows) expect(linesOf(pieces).map(({ text }) => text)).toEqual(texts)
  const { state } = readLines(NO_LINES, 'x'.repeat(1_000_000))
  expect(state).toEqual({ ended: 0, begun: null })
})

const NEEDED = ['sku', 'category', 'pack_size', 'pack_unit', 'tiers', 'tax_bp']

it('knows the columns of a catalogue, in any order', ({ expect }) => {
  const rows: [string[], [string, string][]][] = [
    [[...NEEDED, 'name_en'], []],
    [['name_zh-CN', ' name_hi ', ...NEEDED.toReversed(), 'also'], []],
    [['name_sr-Latn-RS', 'name_es-419', ...NEEDED], []],
    [[...NEEDED], [['/name_en', 'missing_column']]],
    [[...NEEDED.slice(1), 'name_en'], [['/sku', 'missing_column']]],
    [[...NEEDED, 'name_en', 'sku'], [['/sku', 'column_twice']]],
    [[...NEEDED, 'name_en', 'SKU'], [['/SKU', 'unknown_column']]],
    [[...NEEDED, 'name_en', 'name_english'], [['/name_english', 'unknown_column']]],
    [[...NEEDED, 'name_en', 'constructor'], [['/constructor', 'unknown_column']]],
    [[...NEEDED, 'name_en', ''], [['/', 'unknown_column']]],
    [[...NEEDED, 'name_en', 'a/b~c'], [['/a~1b~0c', 'unknown_column']]],
    [
      [...NEEDED, ...'abcdefghijk'.split('').map((at) => `name_a${at}`)],
      [['/name_', 'too_many_columns']],
    ],
  ]
  for (const [names, problems] of rows) {
    const read = readHeader(names)
    const found = read.ok ? [] : read.problems.map(({ pointer, code }) => [pointer, code])
    expect(found, names.join()).toEqual(problems)
  }
  expect(readHeader([''])).toMatchObject({ ok: false })
})

function rowOf(columns: Record<string, string>) {
  const read = readHeader([...NEEDED, 'name_en', ...Object.keys(columns)])
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const cells = ['TEA', 'tea_coffee', '1', 'kg', '1:24000', '500', 'Tea']
  return readRow(read.header, [...cells, ...Object.values(columns)], 'INR')
}

const price = (amount: number) => ({ amount, currency: 'INR' })

it('reads cells in the shape of the JSON, and leaves what it cannot read for the check', ({
  expect,
}) => {
  const bare = {
    sku: 'TEA',
    category: 'tea_coffee',
    pack: { size: 1, unit: 'kg' },
    tiers: [{ from: 1, price: price(24_000) }],
    tax_bp: 500,
    names: { en: 'Tea' },
  }
  const rows: [Record<string, string>, object][] = [
    [{}, {}],
    [{ also: '', stock: ' ', days: '', quantity_max: '' }, {}],
    [{ also: 'a|b, c' }, { also: 'a|b, c' }],
    [{ name_hi: 'चाय' }, { names: { en: 'Tea', hi: 'चाय' } }],
    [{ pack_count: '24' }, { pack: { size: 1, unit: 'kg', count: 24 } }],
    [
      { quantity_min: '2', quantity_step: '2', quantity_max: '-4' },
      { quantity: { min: 2, step: 2, max: -4 } },
    ],
    [
      { stock: '0', lead_days: '1.5' },
      { stock: 0, lead_days: '1.5' },
    ],
    [{ stock: '1e3' }, { stock: '1e3' }],
    [{ stock: '9'.repeat(16) }, { stock: '9'.repeat(16) }],
    [{ areas: 'Jaipur | जयपुर|*' }, { areas: ['Jaipur', 'जयपुर', '*'] }],
    [{ days: '1|2|x' }, { days: [1, 2, 'x'] }],
    [{ valid_from: '2026-11-24' }, { valid_from: '2026-11-24' }],
  ]
  for (const [columns, change] of rows)
    expect(rowOf(columns), JSON.stringify(columns)).toEqual({ ...bare, ...change })
  const read = readHeader(['tiers', ...NEEDED.filter((name) => name !== 'tiers'), 'name_en'])
  const tiers: [string, unknown[]][] = [
    [
      '1:24000|10:23000',
      [
        { from: 1, price: price(24_000) },
        { from: 10, price: price(23_000) },
      ],
    ],
    [
      ' 1:5 | 2:4 ',
      [
        { from: 1, price: price(5) },
        { from: 2, price: price(4) },
      ],
    ],
    ['1:240.00', ['1:240.00']],
    ['1:5|', [{ from: 1, price: price(5) }, '']],
    ['24000', ['24000']],
    ['-1:5', ['-1:5']],
  ]
  for (const [cell, value] of tiers) {
    const cells = [cell, '', '', '', '', '', '']
    const row = read.ok ? readRow(read.header, cells, 'INR') : null
    expect(row, cell).toEqual({ tiers: value })
  }
  expect(read.ok && readRow(read.header, ['1:5'], 'INR')).toBeNull()
})

/** What a cell may say: no line break, no bar where that parts a list, nothing around it. */
const words = fc
  .string({ unit: fc.constantFrom('"', ',', 'a', 'च', ' ', ':', '%'), minLength: 1 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const whole = fc.nat({ max: 100_000_000_000 })
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

/** An item as JSON, beside the cells that say the same. */
const lineAndCells = fc
  .record({
    sku: words,
    names: fc.dictionary(fc.constantFrom('en', 'hi', 'zh-CN'), words, { minKeys: 1 }),
    also: optional(words),
    category: words,
    pack: fc.record({ count: whole, size: whole, unit: words }),
    tiers: fc.array(fc.record({ from: whole, amount: whole }), { minLength: 1 }),
    tax_bp: whole,
    stock: optional(whole),
    areas: optional(fc.array(words, { minLength: 1 })),
    days: optional(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
  })
  .map(({ tiers, areas, days, ...same }) => {
    const line = {
      ...same,
      tiers: tiers.map(({ from, amount }) => ({ from, price: price(amount) })),
      areas,
      days,
    }
    const named = Object.entries(same.names).map(([tag, name]) => [`name_${tag}`, name])
    const cells: Record<string, unknown> = {
      ...Object.fromEntries(named),
      sku: same.sku,
      also: same.also,
      category: same.category,
      pack_count: same.pack.count,
      pack_size: same.pack.size,
      pack_unit: same.pack.unit,
      tiers: tiers.map(({ from, amount }) => `${from}:${amount}`).join('|'),
      tax_bp: same.tax_bp,
      stock: same.stock,
      areas: areas?.join('|'),
      days: days?.join('|'),
    }
    return { line, cells: Object.entries(cells).map(([name, cell]) => [name, String(cell ?? '')]) }
  })

it('reads the same item from CSV as from JSON', ({ expect }) => {
  const property = fc.property(lineAndCells, ({ line, cells }) => {
    const read = readHeader(readCells(csvLine(cells.map(([name = '']) => name))) ?? [])
    const row = readCells(csvLine(cells.map(([, cell = '']) => cell))) ?? []
    expect(read.ok && readRow(read.header, row, 'INR')).toEqual(line)
  })
  fc.assert(property, { numRuns: 2_000 })
})
