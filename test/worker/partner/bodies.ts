/** A call of each operation of `/v1` with nobody's ids: what its body is, where it goes, who may make it. */
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { PARTNER_KINDS, SCOPES_OF_KIND } from '../../../src/domain/partners/scopes.ts'
import type { PartnerKind, Scope } from '../../../src/domain/partners/scopes.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { Answer, Client, Operation } from '../../support/contract.ts'
import { catalogueItem, SUPPLIER_TERMS } from './catalogue-items.ts'
import { inr, STALL } from './world.ts'

const item = newId('catalogueItem', 1)
const claim = newId('claim', 1)
const note = 'The driver’s photo shows it.'

/** A body that each operation takes; ids in it are well-formed and nobody's. */
export const BODIES: Record<string, object> = {
  createVendor: STALL,
  changeVendorStatus: { status: 'closed' },
  createCode: {},
  createPaymentRequest: { amount: inr(100) },
  createWallet: { currency: 'INR' },
  createTopUp: { amount: inr(100) },
  createPayment: { wallet: newId('wallet', 1), vendor: newId('vendor', 1), amount: inr(100) },
  createRefund: {},
  createPartner: { kind: 'agent', name: 'Market Co-op', currency: 'INR' },
  createApiKey: {},
  createFunding: { amount: inr(100) },
  createLendingPolicy: EXAMPLE_POLICY,
  dryRunLendingPolicy: { policy: EXAMPLE_POLICY },
  answerAppeal: { state: 'rejected', answer: 'The pattern is plain.' },
  putCatalogueItem: catalogueItem(),
  putCatalogueItemPhoto: { picture: null },
  putSupplierTerms: SUPPLIER_TERMS,
  acceptOrder: { lines: [{ item, quantity: 1 }], note },
  rejectOrder: { reason: 'Tea has sold out.' },
  packOrder: {},
  dispatchOrder: {},
  printDeliveryNote: {},
  deliverOrder: { received_by: 'Ravi', note },
  cancelOrder: { reason: 'The van has broken down.' },
  answerDispute: { agrees: false, note },
  resolveDispute: { counts: [{ item, arrived: 1, problem: 'damaged' }], note },
  declineClaim: { claim, note },
  createCreditNote: { amount: inr(100), note, claim: null },
  createPool: {
    sku: 'TEA',
    areas: ['Jaipur'],
    delivery_day: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
    closes_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    closes_at_quantity: 50,
  },
  closePool: {},
  createPayout: { amount: inr(100) },
  endPayout: { supplier: newId('partner', 1), state: 'paid' },
  createWebhookEndpoint: { url: 'https://partner.example.com/hooks' },
}

/** By the first part of the path. */
const NOBODY: Record<string, string> = {
  vendors: newId('vendor', 1),
  wallets: newId('wallet', 1),
  'top-ups': newId('topUp', 1),
  partners: newId('partner', 1),
  codes: '7K3M92QD',
  credit: newId('appeal', 1),
  orders: newId('order', 1),
  pools: newId('pool', 1),
  payouts: newId('payout', 1),
  'webhook-endpoints': newId('webhookEndpoint', 1),
  'webhook-deliveries': `${newId('event', 1)}.${newId('webhookEndpoint', 1)}`,
}

/** The operation's address, with an `id` for its first variable if there is one, and ids of nobody for the rest. */
export function addressOf({ path }: Operation, id?: string): string {
  const kind = path.split('/')[1] ?? ''
  return path
    .replace('{id}', id ?? NOBODY[kind === 'lending' ? 'vendors' : kind] ?? '')
    .replace('{code}', NOBODY['codes'] ?? '')
    .replace('{policy_id}/{version}', 'nobodys/1')
    .replace('{sku}', 'NOBODYS')
    .replace('{pid}', newId('payment', 1))
    .replace('{rid}', newId(path.includes('refunds') ? 'refund' : 'paymentRequest', 1))
    .replace('{credit_note}', newId('creditNote', 1))
}

export function scopeOf({ security }: Operation): Scope | undefined {
  return security[0]?.apiKey[0] as Scope | undefined
}

/** What suppliers may hold the scope of, and the operator alone may do. */
const OPERATORS_OWN = new Set(['resolveDispute'])

/** The first kind of partner that may do it; the operator where no partner may. */
export function holderOf(operation: Operation): PartnerKind {
  if (OPERATORS_OWN.has(operation.operationId)) return 'operator'
  const scope = scopeOf(operation)
  const mayHold = (kind: PartnerKind) => scope === undefined || SCOPES_OF_KIND[kind].includes(scope)
  return PARTNER_KINDS.toReversed().find(mayHold) ?? 'operator'
}

/** Makes the call. */
export function knock(operation: Operation, path: string, client: Client): Promise<Answer> {
  const { method, operationId } = operation
  if (method === 'DELETE') return client.delete(path)
  if (method === 'PUT') return client.put(path, BODIES[operationId])
  return method === 'GET' ? client.get(path) : client.post(path, BODIES[operationId])
}
