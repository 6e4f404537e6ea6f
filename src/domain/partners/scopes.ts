/** What a key of the partner API may do. */
export const SCOPES = [
  'vendors:read',
  'vendors:write',
  'vendors:freeze',
  'codes:write',
  'requests:write',
  'payments:read',
  'payments:write',
  'refunds:write',
  'wallets:read',
  'wallets:write',
  'top-ups:write',
  'entries:read',
  'floats:read',
  'floats:fund',
  'partners:write',
  'books:audit',
  'lending:read',
  'lending:write',
  'appeals:write',
  'webhooks:write',
  'catalogue:write',
  'orders:read',
  'orders:write',
  'payouts:write',
  'payouts:confirm',
  'credits:write',
] as const
export type Scope = (typeof SCOPES)[number]

export const PARTNER_KINDS = ['supplier', 'lender', 'acquirer', 'agent'] as const
export type PartnerKind = 'operator' | (typeof PARTNER_KINDS)[number]

const AGENT_SCOPES: readonly Scope[] = [
  'vendors:read',
  'vendors:write',
  'codes:write',
  'requests:write',
  'payments:read',
  'payments:write',
  'refunds:write',
  'wallets:read',
  'wallets:write',
  'top-ups:write',
  'entries:read',
  'floats:read',
  'webhooks:write',
]

/** The most that a key of each kind of partner may hold. Restricted by default: a kind gets what its work needs. */
export const SCOPES_OF_KIND: Record<PartnerKind, readonly Scope[]> = {
  operator: SCOPES,
  agent: AGENT_SCOPES,
  supplier: [
    'floats:read',
    'webhooks:write',
    'catalogue:write',
    'orders:read',
    'orders:write',
    'payouts:write',
  ],
  lender: ['floats:read', 'webhooks:write', 'lending:read', 'lending:write'],
  acquirer: ['floats:read', 'webhooks:write', 'credits:write'],
}
