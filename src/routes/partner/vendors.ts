import type { Context } from 'hono'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import {
  createdVendor,
  newVendorBody,
  vendor as vendorSchema,
  vendorList,
  vendorParams,
  vendorStatusBody,
} from '../../contract/vendor.ts'
import type { RealLocale } from '../../domain/i18n/i18n.ts'
import type { Currency } from '../../domain/money/money.ts'
import { showCode } from '../../domain/qr/code.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import type { VendorRow } from '../../services/directory.ts'
import {
  createEnrolmentUrl,
  createVendor,
  listVendors,
  setVendorStatus,
  vendorStatus,
} from '../../services/vendors.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { assertScope } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { codeLinks, pictureUrl } from '../vendor/me.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { tenantOf, visibleVendor } from './visible.ts'

const tags = ['Vendors']

const createVendorOperation = operation(
  { scope: 'vendors:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/vendors',
    operationId: 'createVendor',
    tags,
    summary: 'Open a stall',
    description:
      'Makes the vendor, its ledger and its first sticker code. The answer has a one-time link that makes a phone ' +
      'the vendor’s. The body may have 128 KB, for a picture.',
    request: { body: jsonBody(newVendorBody) },
    responses: { 201: { description: 'The new vendor.', content: json(createdVendor) } },
  },
)

const listVendorsOperation = operation(
  { scope: 'vendors:read' },
  {
    method: 'get',
    path: '/vendors',
    operationId: 'listVendors',
    tags,
    summary: 'List vendors',
    description:
      'The vendors that the caller onboarded, oldest first; everybody’s for the operator.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of vendors.', content: json(vendorList) } },
  },
)

const getVendor = operation(
  { scope: 'vendors:read' },
  {
    method: 'get',
    path: '/vendors/{id}',
    operationId: 'getVendor',
    tags,
    summary: 'Read a vendor',
    request: { params: vendorParams },
    responses: { 200: { description: 'The vendor.', content: json(vendorSchema) } },
  },
)

const changeVendorStatus = operation(
  { scope: 'vendors:write' },
  {
    method: 'post',
    path: '/vendors/{id}/status',
    operationId: 'changeVendorStatus',
    tags,
    summary: 'Open, close, freeze or thaw a stall',
    description:
      'To freeze a stall, and to open or close a frozen one, the key needs the scope `vendors:freeze` as well. ' +
      'Repeating the call changes nothing more.',
    request: { params: vendorParams, body: jsonBody(vendorStatusBody) },
    responses: { 200: { description: 'The vendor.', content: json(vendorSchema) } },
  },
)

export const vendors = partnerRouter()
  .openapi(createVendorOperation, async (c) => {
    const { ctx, caller } = c.var
    const { time_zone: timeZone, picture, ...profile } = c.req.valid('json')
    return once(c, newId('vendor', ctx.nowMs), async (id) => {
      const input = { ...profile, timeZone, picture: picture ?? null }
      const vendor = await createVendor(ctx, input, tenantOf(caller), { id })
      const { url, expiresAtMs } = await createEnrolmentUrl(ctx, id)
      const enrolment = { enrolment_url: url, enrolment_expires_at: isoTime(expiresAtMs) }
      return c.json({ ...vendorResource(c, vendor), ...enrolment }, 201)
    })
  })
  .openapi(listVendorsOperation, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const tenant = tenantOf(c.var.caller)
    const name = { list: 'vendors', filter: tenant ?? '*' }
    const afterId = pageStart(name, cursor) ?? ''
    const rows = await listVendors(c.var.ctx, tenant, { afterId, limit: limit + 1 })
    const data = rows.slice(0, limit).map((row) => vendorResource(c, row))
    const after = nextAfter(rows, limit, ({ id }) => id)
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(getVendor, async (c) =>
    c.json(vendorResource(c, await visibleVendor(c, c.req.valid('param').id)), 200),
  )
  .openapi(changeVendorStatus, async (c) => {
    const { ctx, caller } = c.var
    const { status, reason = null } = c.req.valid('json')
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    if (status === 'frozen' || (await vendorStatus(ctx, vendor.id)) === 'frozen') {
      assertScope(caller, 'vendors:freeze')
    }
    if ((status === 'frozen') !== (reason !== null)) {
      const detail = status === 'frozen' ? 'say why: the vendor sees it' : 'only to freeze a stall'
      throw invalidFields([{ pointer: '/reason', detail, code: 'reason' }])
    }
    return c.json(vendorResource(c, await setVendorStatus(ctx, vendor, status, reason)), 200)
  })

function vendorResource(c: Context<PartnerEnv>, vendor: VendorRow) {
  const { id, code, name, trade, place, emoji, status } = vendor
  const { origin } = c.var.ctx
  const picture = pictureUrl(vendor)
  return {
    object: 'vendor' as const,
    id,
    code,
    code_shown: showCode(code),
    name,
    trade,
    place,
    emoji,
    picture_url: picture === null ? null : `${origin}${picture}`,
    currency: vendor.currency as Currency,
    locale: vendor.locale as RealLocale,
    time_zone: vendor.timeZone,
    status,
    status_reason: vendor.statusReason,
    ...codeLinks(origin, code),
    created_at: isoTime(vendor.createdAtMs),
  }
}
