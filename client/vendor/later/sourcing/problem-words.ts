/** What stands in the way of an order, and what to do about it. */
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { showMoney } from '../../first/language.ts'
import { problemKey } from './refusal-keys.ts'
import type { Quote } from './wire.ts'
import { s, sCount } from './words.ts'

type Problem = Quote['problems'][number]

/**
 * @param quote where the amounts come from
 * @param names of the items that were asked for: what is not sold any more is not in the quote
 */
export function problemWords(
  { code, item, least }: Problem,
  quote: Quote,
  names: Readonly<Record<string, string>>,
): string {
  const money = (amount: number) => showMoney({ ...quote.total, amount })
  return s(problemKey({ code, least }), {
    item: isolate(names[item ?? ''] ?? s('item.title')),
    supplier: isolate(quote.supplier.name),
    packs: sCount('packs', least ?? 0),
    amount: code === 'not_enough_money' ? showMoney(quote.missing) : money(least ?? 0),
  })
}
