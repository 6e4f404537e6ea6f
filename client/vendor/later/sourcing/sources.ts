/** Which money an order is paid with, and in which order it is taken. Pure. */
import { MONEY_SOURCES, type MoneySource } from '../../../../src/domain/orders/order.ts'

export type Sources = readonly MoneySource[]

/** The jar is there for stock, the balance costs nothing, credit does: that is the order until somebody changes it. */
export function usualSources(hasCredit: boolean): Sources {
  return hasCredit ? MONEY_SOURCES : MONEY_SOURCES.filter((source) => source !== 'credit')
}

/** All of them: those in use first, in their order, then the others. */
export function listed(sources: Sources): readonly MoneySource[] {
  return [...sources, ...MONEY_SOURCES.filter((source) => !sources.includes(source))]
}

/** Takes one in, as the last, or out; the last one stays. */
export function switched(sources: Sources, source: MoneySource): Sources {
  if (!sources.includes(source)) return [...sources, source]
  return sources.length === 1 ? sources : sources.filter((one) => one !== source)
}

/** One place earlier. */
export function earlier(sources: Sources, source: MoneySource): Sources {
  const at = sources.indexOf(source)
  if (at < 1) return sources
  return sources.toSpliced(at - 1, 2, source, ...sources.slice(at - 1, at))
}
