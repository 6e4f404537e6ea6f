import { Amount } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import type { CartItem } from './cart.ts'
import { mostOf, reachedTier, stepUp } from './packs.ts'
import { s, sCount } from './words.ts'

type Tiered = Pick<CartItem, 'tiers' | 'quantity' | 'stock' | 'per'>

/** What a pack costs from how many on; the row that counts now is marked with more than colour. */
export function TierTable({ item, quantity }: { item: Tiered; quantity: number }) {
  const reached = reachedTier(item, quantity)
  return (
    <table class="tiers">
      <caption class="unseen">{s('tiers.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{s('tiers.from')}</th>
          <th scope="col">{s('tiers.price')}</th>
          <th scope="col">{s(`tiers.per.${item.per}`)}</th>
        </tr>
      </thead>
      <tbody>
        {item.tiers.map(({ from, price, per_unit }) => {
          const isReached = from === reached?.from
          return (
            <tr key={from} aria-current={isReached}>
              <th scope="row">
                {isReached && <span aria-hidden="true">✓ </span>}
                {sCount('packs', from)}
              </th>
              <td>
                <Amount money={price} />
              </td>
              <td>
                <Amount money={per_unit} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The next cheaper price, and how many packs are missing for it. */
export function TierWords(props: {
  item: Tiered
  quantity: number
  /** Takes as many packs as are needed for it; null where nothing can be taken. */
  onTake: ((quantity: number) => void) | null
}) {
  const { item, quantity, onTake } = props
  const next = reachedTier(item, quantity)?.next ?? null
  const [first] = item.tiers
  if (first === undefined || next === null) return null
  const money = (amount: number) => showMoney({ ...first.price, amount })
  // The tier may begin between two steps.
  const enough = stepUp(item, next.from - 1) ?? next.from
  const missing = enough - quantity
  const isPossible = enough <= mostOf(item)
  return (
    <p class="tier-next">
      <span>
        {sCount('tiers.missing', missing, { price: money(next.price), saves: money(next.saves) })}
      </span>
      {onTake !== null && isPossible && (
        <button type="button" class="button plain small" onClick={() => onTake(enough)}>
          {s('tiers.take', { packs: sCount('packs', enough) })}
        </button>
      )}
    </p>
  )
}
