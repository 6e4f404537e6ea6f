/** From what is wanted to what it costs: which money pays, which day it comes, the deed that orders it. */
import { useEffect, useState } from 'preact/hooks'
import { credit } from '../../first/credit.ts'
import { openLine } from '../credit/credit-page.tsx'
import { useCredit } from '../credit/use-credit.ts'
import { isOwner } from '../parts.tsx'
import { type DeedHandle, useDeed } from '../use-deed.ts'
import { type Quoted, useQuoted } from '../use-quoted.ts'
import { mayBuy } from './may-buy.ts'
import { type Placing, placingPlan } from './placing.ts'
import { type Sources, usualSources } from './sources.ts'
import type { Quote } from './wire.ts'

/** What is wanted, before the money is chosen. */
export interface Wanted {
  supplier: string
  lines: { item: string; quantity: number }[]
  /** Names of the items, by id. */
  names: Readonly<Record<string, string>>
  pool?: { id: string; unitPriceMax: number }
}

/** What is asked for to be reckoned. */
interface Asking {
  supplier: string
  lines: { item: string; quantity: number }[]
  sources: Sources
  delivery_day?: string
  pool?: string
  unit_price_max?: number
}

export interface Checkout {
  /** False from the tap that sends on: then what was sent stands there, and cannot be changed. */
  isOpen: boolean
  quote: Quoted<Quote>
  handle: DeedHandle<Placing>
  sources: Sources
  setSources: (sources: Sources) => void
  day: string | null
  setDay: (day: string) => void
}

/** @param key tells the orders of different carts and pools apart */
export function useCheckout(key: string, wanted: Wanted): Checkout {
  const handle = useDeed(placingPlan(key))
  const { deed } = handle
  const isOpen = deed.step === 'choosing' || deed.step === 'asked'
  useEffect(() => {
    // Left by a visit before, for a fresh sign-in: its figures are not those that stand here now.
    if (deed.step === 'asked') handle.revise()
  }, [])
  useCredit()
  const [chosen, setSources] = useState<Sources | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const sources = chosen ?? usualSources(mayUseCredit())
  const asking: Asking = {
    supplier: wanted.supplier,
    lines: wanted.lines,
    sources,
    ...(day === null ? {} : { delivery_day: day }),
    ...(wanted.pool === undefined
      ? {}
      : { pool: wanted.pool.id, unit_price_max: wanted.pool.unitPriceMax }),
  }
  const canAsk = isOpen && wanted.lines.length > 0 && mayBuy()
  const quote = useQuoted<Asking, Quote>('/api/orders/quote', canAsk ? asking : null)
  return { isOpen, quote, handle, sources, setSources, day, setDay }
}

/** Credit is the owner's to take, and only where there is a line that is not frozen. */
export function mayUseCredit(): boolean {
  const line = credit.value === null ? null : openLine(credit.value)
  return isOwner() && line !== null && line.frozen_reason === null && line.available.amount > 0
}

/** The day that was chosen while it is offered, else the first. */
export function dayOf({ day }: Checkout, { delivery_days: days }: Quote): string | null {
  return days.find((one) => one === day) ?? days[0] ?? null
}
