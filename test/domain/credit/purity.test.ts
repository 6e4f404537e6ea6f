/** What a decision may know, and that nothing else moves it: laws 9, 10 and 11 of the underwriting design. */
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import { assess } from '../../../src/domain/credit/decision.ts'
import { GATE_CODES, NO_LOANS } from '../../../src/domain/credit/features.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { creditInputs } from '../../../src/domain/credit/measure.ts'
import type { Measured } from '../../../src/domain/credit/measure.ts'
import { canonicalBytes, inputHash, underwrite } from '../../../src/domain/credit/underwrite.ts'
import { cases } from './cases.ts'
import type { Case } from './cases.ts'
import type { Assess } from './laws.ts'

const ROOT = resolve(import.meta.dirname, '../../../src/domain')
const CASES = 10_000

/** Everything of a vendor that a decision may read. */
const ALLOWED = new Set<string>([
  ...GATE_CODES,
  'currency',
  'asOfDay',
  'features',
  'loans',
  'signals',
  'waived',
  // features
  'weeks',
  'periods',
  'tenureDays',
  'activeDays56',
  'gapDays56',
  'payers28',
  'loyalPayers56',
  'refundBp56',
  'windowSales',
  'windowDays',
  // loans
  'repaid',
  'repaidInTime',
  'largestRepaid',
  'lastPaceBp',
  'breachDaysAgo',
  'outstanding',
  'isOverdue',
])

/** What others have wanted to know of a vendor, and no decision here may. */
const PROTECTED = {
  name: 'Asha',
  sex: 'f',
  age: 34,
  religion: 'none',
  caste: 'none',
  language: 'hi',
  nationality: 'IN',
  maritalStatus: 'single',
  location: { lat: 28.6, lon: 77.2 },
  device: 'Android 9',
  contacts: 412,
  locale: 'hi-IN',
}

function firstCases(count: number, seed: number): Case[] {
  const stream = cases(createRandom(seed))
  return Array.from({ length: count }, () => stream.next().value)
}

/** Every file that a file of the domain reaches, and the packages beside them. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(join(ROOT, file), 'utf8')
  for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)) {
    if (specifier.startsWith('.'))
      reach(relative(ROOT, resolve(ROOT, dirname(file), specifier)), seen)
    else seen.add(specifier)
  }
  return seen
}

it('reaches nothing but money and its own arithmetic', ({ expect }) => {
  expect([...reach('credit/decision.ts')].toSorted()).toEqual([
    'credit/apr.ts',
    'credit/decision.ts',
    'credit/features.ts',
    'credit/income.ts',
    'credit/model.ts',
    'credit/policy.ts',
    'credit/pricing.ts',
    'credit/score.ts',
    'credit/sizing.ts',
    'money/money.ts',
  ])
  const more = [...reach('credit/underwrite.ts')].filter((one) => !one.endsWith('.ts'))
  expect(more.toSorted()).toEqual(['@noble/hashes/sha2.js', '@noble/hashes/utils.js'])
})

it('uses no clock, no chance, and no arithmetic that machines round differently', ({ expect }) => {
  const banned =
    /\b(?:Date|Intl|process|globalThis|performance|fetch)\b|Math\.(?!(?:ceil|floor|round|max|min)\b)\w+|[^*/]\*\*[^*/]|localeCompare|toLocale/
  for (const file of reach('credit/underwrite.ts')) {
    if (!file.startsWith('credit/')) continue
    const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '')
    expect(banned.exec(code)?.[0], file).toBeUndefined()
  }
})

/** The names of all members of the inputs that a core reads. */
function readBy(core: Assess, { inputs, state }: Case): Set<string> {
  const names = new Set<string>()
  const spied = <T extends object>(value: T): T =>
    new Proxy(value, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver)
        if (Array.isArray(target)) return member
        if (typeof name === 'string') names.add(name)
        return typeof member === 'object' && member !== null ? spied(member) : member
      },
    })
  core(spied({ ...inputs, ...PROTECTED }), state)
  return names
}

it('reads only what is on the list of features', ({ expect }) => {
  const read = new Set<string>()
  for (const one of firstCases(5000, 9)) for (const name of readBy(assess, one)) read.add(name)
  expect([...read].filter((name) => !ALLOWED.has(name))).toEqual([])
  // Neither is the list longer than what is read: these two are for people and for the lender's report.
  expect([...ALLOWED].filter((name) => !read.has(name)).toSorted()).toEqual(['currency', 'repaid'])
})

it('finds out a core that looks at the name', ({ expect }) => {
  const nosy: Assess = (inputs, state) =>
    assess('name' in inputs && inputs.name === 'Asha' ? inputs : { ...inputs }, state)
  const [one] = firstCases(1, 9)
  expect(one === undefined ? [] : [...readBy(nosy, one)]).toContain('name')
})

it('decides the same, to the byte, whatever else is known of the vendor', ({ expect }) => {
  for (const { inputs, state } of firstCases(CASES, 10)) {
    const nosy = {
      ...inputs,
      ...PROTECTED,
      features: { ...inputs.features, ...PROTECTED },
      loans: { ...inputs.loans, ...PROTECTED },
      signals: { ...inputs.signals, ...PROTECTED },
    } as unknown as CreditInputs
    expect(JSON.stringify(assess(nosy, state))).toBe(JSON.stringify(assess(inputs, state)))
  }
})

/** The same object with its members in another order, all the way down. */
function shuffled<T>(value: T, random: Random): T {
  if (Array.isArray(value)) return value.map((one: unknown) => shuffled(one, random)) as T
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]): [number, string, unknown] => {
    return [random.uint32(), name, shuffled(member, random)]
  })
  const sorted = members.toSorted(([a], [b]) => a - b)
  return Object.fromEntries(sorted.map(([, name, member]) => [name, member])) as T
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) freeze(member)
  }
  return value
}

it('decides the same in any order of members, of vendors and of batches, and changes nothing', ({
  expect,
}) => {
  const random = createRandom(11)
  const all = firstCases(2000, 12).map((one, id) => ({ id, ...freeze(one) }))
  const bytesOf = ({ inputs, state }: Case) => canonicalBytes(underwrite(inputs, state))
  const inOrder = new Map(all.map((one) => [one.id, bytesOf(one)]))
  const anyOrder = all
    .map((one) => ({ one, at: random.uint32() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
  for (const { id, inputs, state } of anyOrder) {
    const other = { inputs: shuffled(inputs, random), state: shuffled(state, random) }
    expect(bytesOf(other)).toBe(inOrder.get(id))
  }
}, 30_000)

it('hashes what it was made from: another input, another hash', ({ expect }) => {
  const seen = new Map<string, string>()
  for (const { inputs } of firstCases(3000, 13)) {
    const bytes = canonicalBytes(inputs)
    const hash = inputHash(inputs)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(seen.get(hash) ?? bytes).toBe(bytes)
    seen.set(hash, bytes)
    expect(inputHash({ ...inputs, asOfDay: inputs.asOfDay + 1 })).not.toBe(hash)
  }
})

/** Up to 500 days of a stall's history before a day. */
function history(asOfDay: number, random: Random): Measured {
  const first = asOfDay - random.int(1, 500)
  const days = Array.from({ length: asOfDay - first }, (_, i) => {
    return { day: first + i, sales: i > 0 && random.chance(0.3) ? 0 : random.int(1, 1_000_000) }
  })
  const sales = days.reduce((sum, day) => sum + day.sales, 0)
  const part = () => random.int(0, sales)
  return {
    measures: {
      weeks: Array.from({ length: 8 }, () => random.int(0, 1_000_000)),
      payers28: random.int(0, 300),
      loyalPayers56: random.int(0, 90),
      gross: sales,
      refunded: part(),
      own: part(),
      recent: part(),
      largestPayer: part(),
      oddTickets: part(),
      bursts: part(),
      hours: [],
      reciprocal: part(),
      ring: part(),
    },
    days,
    firstSaleDay: first,
    pauses: [],
    loans: NO_LOANS,
    waived: [],
  }
}

it('does not see the day of the decision, nor any day after it', ({ expect }) => {
  const random = createRandom(14)
  for (let i = 0; i < 2000; i += 1) {
    const asOfDay = random.int(20_000, 21_000)
    const past = history(asOfDay, random)
    const later = Array.from({ length: random.int(1, 10) }, () => {
      return { day: asOfDay + random.int(0, 20), sales: random.int(1, 1_000_000) }
    })
    const withFuture = { ...past, days: [...past.days, ...later] }
    expect(creditInputs('INR', asOfDay, withFuture)).toEqual(creditInputs('INR', asOfDay, past))
  }
})
