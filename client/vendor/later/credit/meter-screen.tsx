import { CreditPage } from './credit-page.tsx'
import { MeterView } from './meter-view.tsx'
import { c } from './words.ts'

/** What counts, for a stall that has an offer or a line and wants to know why it is not larger. */
export function MeterScreen() {
  return (
    <CreditPage title={c('meter.title')}>{(credit) => <MeterView credit={credit} />}</CreditPage>
  )
}
