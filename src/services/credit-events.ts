/** What lenders' systems are told of credit. Ids follow from what happened, so that whoever notices it may tell it. */
import type { LineTerms } from '../domain/credit/line.ts'
import type { NightReport } from '../domain/credit/view.ts'
import type { DrawTerms } from '../domain/ledger/entry.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { emitEvents } from './webhooks.ts'
import type { PartnerEvent } from './webhooks.ts'

interface Borrower {
  id: string
  currency: string
}

export function lineOpened(vendorId: string, terms: LineTerms, holdbackBp: number): PartnerEvent {
  const data = {
    line: terms.line,
    vendor: vendorId,
    policy: terms.policy_id,
    policy_version: terms.policy_version,
    limit: { amount: terms.limit, currency: terms.currency },
    holdback_bp: holdbackBp,
  }
  return { id: idOf('event', `line_opened ${terms.line}`), type: 'credit.line_opened', data }
}

export function drawPosted(
  vendor: Borrower,
  { id, principal, terms }: { id: string; principal: number; terms: DrawTerms },
): PartnerEvent {
  const { currency } = vendor
  const data = {
    draw: id,
    line: terms.line,
    vendor: vendor.id,
    principal: { amount: principal, currency },
    fee: { amount: terms.fee, currency },
    expected_days: terms.expected_days,
    supplier: terms.supplier,
  }
  return { id: idOf('event', `draw_posted ${id}`), type: 'credit.draw_posted', data }
}

export function payoffPosted(
  { id: vendor, currency }: Borrower,
  { id, line, pay }: { id: string; line: string; pay: number },
): PartnerEvent {
  const data = { line, vendor, paid: { amount: pay, currency } }
  return { id: idOf('event', `payoff_posted ${id}`), type: 'credit.payoff_posted', data }
}

/** Tells each lender what a vendor's book reports. Never throws; what could not be stored, the next night tells. */
export async function tellLenders(ctx: Ctx, vendor: Borrower, report: NightReport): Promise<void> {
  const told = eventsOfNight(vendor, report)
  for (const lender of new Set(told.map((one) => one.lender))) {
    const own = told.filter((one) => one.lender === lender)
    await emitEvents(
      ctx,
      lender,
      own.map(({ event }) => event),
    )
  }
}

function eventsOfNight(
  vendor: Borrower,
  { draws, repayments, writtenOff, closed }: NightReport,
): { lender: string; event: PartnerEvent }[] {
  const money = (amount: number) => ({ amount, currency: vendor.currency })
  return [
    ...draws.map(({ lender, ...draw }) => ({ lender, event: drawPosted(vendor, draw) })),
    ...repayments.map(({ id, lender, amount }) => ({
      lender,
      event: {
        id: idOf('event', `posted ${id}`),
        type: 'credit.repayment_posted' as const,
        data: { repayment: id, vendor: vendor.id, amount: money(amount) },
      },
    })),
    ...writtenOff.map(({ draw, line, lender, amount }) => ({
      lender,
      event: {
        id: idOf('event', `written off ${draw}`),
        type: 'credit.draw_written_off' as const,
        data: { draw, line, vendor: vendor.id, amount: money(amount) },
      },
    })),
    ...closed.map(({ line, lender }) => ({
      lender,
      event: {
        id: idOf('event', `closed ${line}`),
        type: 'credit.line_closed' as const,
        data: { line, vendor: vendor.id },
      },
    })),
  ]
}
