import { exponentOf, type Money } from '../../../src/domain/money/money.ts'
import { figureOf } from './figure.ts'
import { showMoney } from './language.ts'

/** An amount as large as its line allows. The parent must be a size container (`.fits`). */
export function FigureView({ money, isFaint = false }: { money: Money; isFaint?: boolean }) {
  const { whole, decimals, digits } = figureOf(showMoney(money), exponentOf(money.currency))
  return (
    <bdi dir="ltr" class={isFaint ? 'figure faint' : 'figure'} style={{ '--digits': digits }}>
      {whole}
      <small>{decimals}</small>
    </bdi>
  )
}

/** An amount inside a line of text; never broken, never turned round. */
export function Amount({ money, sign = '' }: { money: Money; sign?: string }) {
  return (
    <bdi dir="ltr" class="amount">
      {sign}
      {showMoney(money)}
    </bdi>
  )
}
