import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Lenders' policies. Versions are only added: the migration adds triggers that refuse anything else. */
export const lendingPolicies = sqliteTable(
  'lending_policies',
  {
    policyId: text('policy_id').notNull(),
    version: integer('version').notNull(),
    lenderId: text('lender_id').notNull(),
    currency: text('currency').notNull(),
    validFromDay: integer('valid_from_day').notNull(),
    /** The policy as canonical JSON. */
    body: text('body').notNull(),
    createdAtMs: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.policyId, table.version] })],
)

/** Where the nightly refresh of each vendor stands. */
export const creditRefreshes = sqliteTable(
  'credit_refreshes',
  {
    vendorId: text('vendor_id').primaryKey(),
    /** The vendor's next local midnight and a little: the refresh decides for the day that began then. */
    dueAtMs: integer('due_at').notNull(),
    /** Last day decided for; null before the first. */
    asOfDay: integer('as_of_day'),
    /** Entries before it are older than any window: the next refresh starts reading there. */
    fromSeq: integer('from_seq').notNull(),
    /** Day of the first qualified sale; null before it. */
    firstSaleDay: integer('first_sale_day'),
  },
  (table) => [index('credit_refreshes_due').on(table.dueAtMs, table.vendorId)],
)

/** Qualified sales of a vendor by day, kept by the refresh. */
export const vendorDays = sqliteTable(
  'vendor_days',
  {
    vendorId: text('vendor_id').notNull(),
    /** Days since 1970-01-01 in the vendor's own calendar. */
    day: integer('day').notNull(),
    /** Minor units. */
    sales: integer('sales').notNull(),
    payments: integer('payments').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.day] })],
)

/** Payments from a vendor's phone to another vendor, by day: what rings are found with. Few vendors have any. */
export const vendorEdges = sqliteTable(
  'vendor_edges',
  {
    vendorId: text('vendor_id').notNull(),
    payerVendorId: text('payer_vendor_id').notNull(),
    day: integer('day').notNull(),
    amount: integer('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.payerVendorId, table.day] })],
)

/** What the decisions of a vendor and day were made from. Never changed. */
export const creditInputs = sqliteTable(
  'credit_inputs',
  {
    vendorId: text('vendor_id').notNull(),
    asOfDay: integer('as_of_day').notNull(),
    hash: text('hash').notNull(),
    /** Canonical JSON. */
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.asOfDay] })],
)

/** Every decision, whether it led to an offer or not. Never changed. */
export const creditDecisions = sqliteTable(
  'credit_decisions',
  {
    vendorId: text('vendor_id').notNull(),
    asOfDay: integer('as_of_day').notNull(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    modelVersion: text('model_version').notNull(),
    inputHash: text('input_hash').notNull(),
    /** What the lender's portfolio could still grow, minor units: with inputs, policy and model all that a replay needs. */
    headroom: integer('headroom').notNull(),
    /** Canonical JSON. */
    body: text('body').notNull(),
    decidedAtMs: integer('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vendorId, table.asOfDay, table.policyId, table.policyVersion] }),
  ],
)

/** Offers, each made from a decision. */
export const creditOffers = sqliteTable(
  'credit_offers',
  {
    id: text('id').primaryKey(),
    vendorId: text('vendor_id').notNull(),
    lenderId: text('lender_id').notNull(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    asOfDay: integer('as_of_day').notNull(),
    state: text('state', {
      enum: ['open', 'accepted', 'superseded', 'expired', 'withdrawn'],
    }).notNull(),
    amount: integer('amount').notNull(),
    /** Everything that the vendor accepts, as canonical JSON. */
    terms: text('terms').notNull(),
    createdAtMs: integer('created_at').notNull(),
    expiresAtMs: integer('expires_at').notNull(),
    /** When the vendor's app showed it. */
    seenAtMs: integer('seen_at'),
    endedAtMs: integer('ended_at'),
    /** Why it was withdrawn. */
    reason: text('reason'),
  },
  (table) => [index('credit_offers_vendor').on(table.vendorId, table.state)],
)

/** Draws as the vendors' books tell them: a projection for lenders' reports, written by the books alone. */
export const creditDraws = sqliteTable(
  'credit_draws',
  {
    id: text('id').primaryKey(),
    lenderId: text('lender_id').notNull(),
    vendorId: text('vendor_id').notNull(),
    lineId: text('line_id').notNull(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    band: text('band').notNull(),
    /** Days since 1970-01-01 in the vendor's calendar. */
    day: integer('day').notNull(),
    principal: integer('principal').notNull(),
    fee: integer('fee').notNull(),
    repaid: integer('repaid').notNull(),
    rebated: integer('rebated').notNull(),
    writtenOff: integer('written_off').notNull(),
    remaining: integer('remaining').notNull(),
    principalOut: integer('principal_out').notNull(),
    expectedDays: integer('expected_days').notNull(),
    supplierId: text('supplier_id'),
    reference: text('reference'),
    state: text('state', { enum: ['open', 'repaid', 'written_off'] }).notNull(),
    closedDay: integer('closed_day'),
    /** The entry of the vendor's book that this is as of: an older one never overwrites a newer one. */
    seq: integer('seq').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
  },
  (table) => [index('credit_draws_lender').on(table.lenderId, table.id)],
)

/** Which lender may see which vendor's income. */
export const creditConsents = sqliteTable(
  'credit_consents',
  {
    vendorId: text('vendor_id').notNull(),
    lenderId: text('lender_id').notNull(),
    grantedAtMs: integer('granted_at').notNull(),
    withdrawnAtMs: integer('withdrawn_at'),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.lenderId] })],
)

/** What lenders read of vendors, for the vendors to see. Only added to. */
export const creditReads = sqliteTable(
  'credit_reads',
  {
    vendorId: text('vendor_id').notNull(),
    atMs: integer('at').notNull(),
    requestId: text('request_id').notNull(),
    lenderId: text('lender_id').notNull(),
    what: text('what').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.atMs, table.requestId] })],
)

/** The vendor's own tags: money that is not income. Never shown to lenders. */
export const entryTags = sqliteTable(
  'entry_tags',
  {
    vendorId: text('vendor_id').notNull(),
    seq: integer('seq').notNull(),
    tag: text('tag', { enum: ['personal', 'exempt'] }).notNull(),
    taggedAtMs: integer('tagged_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.seq] })],
)

/** Vendors' appeals against rules that hold them. One that is upheld sets its rule aside for a while. */
export const creditAppeals = sqliteTable(
  'credit_appeals',
  {
    id: text('id').primaryKey(),
    vendorId: text('vendor_id').notNull(),
    /** The rule, `F06`. */
    code: text('code').notNull(),
    text: text('text').notNull(),
    state: text('state', { enum: ['open', 'upheld', 'rejected'] }).notNull(),
    answer: text('answer'),
    createdAtMs: integer('created_at').notNull(),
    resolvedAtMs: integer('resolved_at'),
  },
  (table) => [
    index('credit_appeals_vendor').on(table.vendorId, table.id),
    index('credit_appeals_state').on(table.state, table.id),
  ],
)
