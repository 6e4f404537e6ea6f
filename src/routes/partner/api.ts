import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../http.ts'
import { apiHeaders, requireApiKey } from '../middleware/api-key.ts'
import { acquirer } from './acquirer.ts'
import { appeals } from './appeals.ts'
import { audits } from './audits.ts'
import { catalogueImports } from './catalogue-imports.ts'
import { catalogue } from './catalogue.ts'
import { codes } from './codes.ts'
import { registerComponents } from './components.ts'
import { history } from './history.ts'
import { lending } from './lending.ts'
import { me } from './me.ts'
import { partnerRouter } from './operation.ts'
import { partnerOrders } from './orders.ts'
import { partnerPapers } from './papers.ts'
import { partners } from './partners.ts'
import { paymentRequests } from './payment-requests.ts'
import { payments } from './payments.ts'
import { policies } from './policies.ts'
import { pools } from './pools.ts'
import { refunds } from './refunds.ts'
import { supplierMoney } from './supplier-money.ts'
import { supplierTerms } from './supplier-terms.ts'
import { topUps } from './top-ups.ts'
import { vendors } from './vendors.ts'
import { wallets } from './wallets.ts'
import { webhooks } from './webhooks.ts'

/** The app's own limit, 128 KB, is for a picture; nothing else here needs half of that. */
const BODY_BYTES_MAX = 64 * 1024

const limitBody = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: () => {
    throw new Problem('too_large')
  },
})

/** `/v1`: what partners' systems call, with an API key. The document at `/v1/openapi.json` needs none. */
export const partnerApi = partnerRouter()
registerComponents(partnerApi)
partnerApi.use(apiHeaders())
partnerApi.get('/openapi.json', (c) => {
  c.header('Cache-Control', 'public, max-age=300')
  return c.json(partnerDocument(c.var.ctx.origin))
})
partnerApi.use(requireApiKey())
partnerApi.use(async function limitBodies(c, next) {
  return hasOwnLimit(c.req.path) ? next() : limitBody(c, next)
})
for (const router of [
  me,
  vendors,
  codes,
  paymentRequests,
  wallets,
  topUps,
  payments,
  refunds,
  history,
  audits,
  policies,
  lending,
  appeals,
  catalogue,
  catalogueImports,
  partnerOrders,
  partnerPapers,
  pools,
  supplierMoney,
  acquirer,
  supplierTerms,
  partners,
  webhooks,
]) {
  partnerApi.route('/', router)
}
partnerApi.all('*', (c) => {
  const methods = methodsOf(c.req.path.replace(/^\/v1/, ''))
  if (methods.length === 0) throw new Problem('not_found', 'There is nothing at this address.')
  const headers = { Allow: methods.join(', ') }
  throw new Problem('method_not_allowed', `Only ${headers.Allow} here.`, { headers })
})

/** Bodies with a picture may have as much as the app takes; a whole catalogue counts for itself. */
function hasOwnLimit(path: string): boolean {
  return /^\/v1\/(?:vendors|catalogue\/imports|catalogue\/items\/[^/]+\/photo)$/.test(path)
}

type Document = ReturnType<typeof partnerApi.getOpenAPI31Document>

let document: Document | null = null

/** The OpenAPI document of `/v1`, for the origin that it is served from. */
export function partnerDocument(origin: string): Document {
  document ??= partnerApi.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Pushcart partner API',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    tags: TAGS.map(([name, description]) => ({ name, description })),
  })
  return { ...document, servers: [{ url: `${origin}/v1` }] }
}

/** Methods that are offered at a path of the document; none when there is no such path. */
function methodsOf(path: string): string[] {
  return Object.entries(partnerDocument('').paths ?? {}).flatMap(([pattern, item]) => {
    const matches = new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
    return matches ? Object.keys(item).map((method) => method.toUpperCase()) : []
  })
}

const DESCRIPTION =
  'Vendors, their sticker codes and ledgers, payments from wallets, refunds and top-ups. Amounts are whole minor ' +
  'units beside an ISO 4217 currency; times are RFC 3339 in UTC; every error is a problem document (RFC 9457).'

const TAGS = [
  ['Vendors', 'Street vendors that the caller onboards, and whether their stalls are open.'],
  ['Codes', 'The short identities behind stickers.'],
  ['Payment requests', 'One sale with a fixed amount, an expiry and one use.'],
  ['Payments', 'Payments from wallets, and refunds.'],
  ['Wallets', 'Shoppers’ closed-loop money, and how it enters: top-ups from an agent’s float.'],
  ['Ledger', 'Every movement of a vendor, sales by day, and checks of the books.'],
  ['Lending', 'Credit from visible income: policies, portfolios, draws and repayments.'],
  ['Catalogue', 'What suppliers sell and promise: items, prices, whole catalogues in one file.'],
  ['Orders', 'What stalls order, from the inbox to the handover, disputes and claims.'],
  ['Pools', 'Neighbours’ orders for one delivery, at the price that they reach together.'],
  [
    'Supplier money',
    'What a supplier was paid, gave back and takes out, and how well it delivers.',
  ],
  ['Acquiring', 'Money that arrived at vendors’ own banks, as acquirers tell it.'],
  ['Partners', 'Who calls, API keys, floats.'],
  ['Webhooks', 'Where partners’ systems are told what happened, and what became of telling them.'],
] as const
