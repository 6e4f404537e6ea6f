import { describe, it } from 'vitest'
import { demoSuppliers } from '../../../scripts/demo/catalogue.ts'
import { createDirectory } from '../../../scripts/demo/directory.ts'
import { DEMO_SEED } from '../../../scripts/demo/market.ts'
import { catalogueItemLine, supplierTermsBody } from '../../../src/contract/catalogue.ts'
import { itemProblems } from '../../../src/domain/catalogue/import-item.ts'
import { areaServes } from '../../../src/domain/catalogue/item.ts'

const { partners, vendors } = createDirectory({
  seed: DEMO_SEED,
  nowMs: Date.parse('2026-11-24T06:00:00Z'),
})
const suppliers = demoSuppliers(partners).map((supplier) => {
  const currency = partners.find(({ id }) => id === supplier.id)?.currency ?? 'INR'
  return { ...supplier, currency, items: supplier.items.map((one) => ({ currency, one })) }
})
const items = suppliers.flatMap((supplier) => supplier.items)

/** What is wrong with an item as the partner API sees it. */
function problemsOf(line: object, currency: string): object[] {
  const { tiers, also, ...item } = catalogueItemLine.parse(line)
  const foreign = tiers.filter(({ price }) => price.currency !== currency)
  const input = {
    ...item,
    also: also ?? '',
    tiers: tiers.map(({ from, price }) => ({ from, price: price.amount })),
    taxBp: item.tax_bp,
    leadDays: item.lead_days,
    validFrom: null,
    validUntil: null,
  }
  return [...foreign, ...itemProblems(input)]
}

describe('the catalogues of the demonstration market', () => {
  it('are what the partner API takes, item for item, with the terms', ({ expect }) => {
    for (const { currency, terms, items: sold } of suppliers) {
      const wrong = sold.flatMap(({ one }) => problemsOf(one, currency))
      expect(wrong).toEqual([])
      expect(supplierTermsBody.parse(terms).min_order.currency).toBe(currency)
      const skus = sold.map(({ one }) => catalogueItemLine.parse(one).sku)
      expect(new Set(skus).size).toBe(skus.length)
    }
  })

  it('have every rupee item in two languages, and the others in their own', ({ expect }) => {
    const languages = { INR: ['en', 'hi'], CNY: ['zh-CN', 'en'], UGX: ['en'] } as const
    const counts = { INR: 0, CNY: 0, UGX: 0 }
    for (const { currency, one } of items) {
      const { names } = catalogueItemLine.parse(one)
      const known = currency as keyof typeof languages
      counts[known] += 1
      expect(Object.keys(names)).toEqual(expect.arrayContaining([...languages[known]]))
    }
    expect(counts.INR).toBeGreaterThanOrEqual(60)
    expect(counts.CNY).toBeGreaterThanOrEqual(12)
    expect(counts.UGX).toBeGreaterThanOrEqual(12)
  })

  it('can be bought from by every stall, and sell some things twice', ({ expect }) => {
    for (const { currency, place } of vendors) {
      const serving = suppliers.filter((supplier) => {
        const { areas } = supplierTermsBody.parse(supplier.terms)
        return supplier.currency === currency && areaServes(areas, place)
      })
      expect(serving.length, place).toBeGreaterThan(0)
    }
    const sellers = new Map<string, Set<string>>()
    for (const supplier of suppliers) {
      for (const { one } of supplier.items) {
        const hindi = catalogueItemLine.parse(one).names['hi']?.split(',')[0] ?? ''
        if (hindi !== '') sellers.set(hindi, (sellers.get(hindi) ?? new Set()).add(supplier.id))
      }
    }
    const twice = [...sellers].filter(([, ids]) => ids.size > 1).map(([name]) => name)
    expect(twice.length).toBeGreaterThanOrEqual(6)
  })
})
