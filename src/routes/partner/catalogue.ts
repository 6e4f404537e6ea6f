import {
  catalogueItem as catalogueItemSchema,
  catalogueItemBody,
  catalogueItemList,
  catalogueItemParams,
  catalogueQuery,
  photoBody,
  supplierQuery,
} from '../../contract/catalogue.ts'
import { PAGE_LIMIT_DEFAULT } from '../../contract/list.ts'
import {
  deactivateItem,
  findItemBySku,
  listItems,
  putItem,
  setPhoto,
} from '../../services/catalogue.ts'
import { Problem } from '../http.ts'
import { itemResource, readItem } from './catalogue-body.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { callingSupplier, readSupplier } from './visible.ts'

const tags = ['Catalogue']
const scope = 'catalogue:write'
const path = '/catalogue/items/{sku}'

const putItemOperation = operation(
  { scope },
  {
    method: 'put',
    path,
    operationId: 'putCatalogueItem',
    tags,
    summary: 'Put an item into the catalogue',
    description:
      'New, or in the place of the one with this sku. Its prices get a version, which grows when they change; orders keep ' +
      'the price that they were placed at. The picture stays.',
    request: { params: catalogueItemParams, body: jsonBody(catalogueItemBody) },
    responses: {
      200: { description: 'The item as it is now.', content: json(catalogueItemSchema) },
      201: { description: 'The new item.', content: json(catalogueItemSchema) },
    },
  },
)

const listItemsOperation = operation(
  { scope, mayBeMissing: true },
  {
    method: 'get',
    path: '/catalogue/items',
    operationId: 'listCatalogueItems',
    tags,
    summary: 'List items',
    description: 'A supplier’s items in the order of their skus, also those that were taken out.',
    request: { query: catalogueQuery },
    responses: { 200: { description: 'A page of items.', content: json(catalogueItemList) } },
  },
)

const getItem = operation(
  { scope },
  {
    method: 'get',
    path,
    operationId: 'getCatalogueItem',
    tags,
    summary: 'Read an item',
    request: { params: catalogueItemParams, query: supplierQuery },
    responses: { 200: { description: 'The item.', content: json(catalogueItemSchema) } },
  },
)

const deleteItem = operation(
  { scope },
  {
    method: 'delete',
    path,
    operationId: 'deleteCatalogueItem',
    tags,
    summary: 'Take an item out of the catalogue',
    description:
      'Nobody can order it any more; orders, prices and its id stay. To sell it again, put it again.',
    request: { params: catalogueItemParams },
    responses: { 204: { description: 'It is not sold.' } },
  },
)

const putPhoto = operation(
  { scope },
  {
    method: 'put',
    path: `${path}/photo`,
    operationId: 'putCatalogueItemPhoto',
    tags,
    summary: 'Give an item a picture',
    description:
      'The body may have 128 KB. Pictures are kept by what is in them, and their addresses never change.',
    request: { params: catalogueItemParams, body: jsonBody(photoBody) },
    responses: { 200: { description: 'The item.', content: json(catalogueItemSchema) } },
  },
)

export const catalogue = partnerRouter()
  .openapi(putItemOperation, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const read = readItem(supplier, c.req.valid('param').sku, c.req.valid('json'))
    if (read.problems.length > 0) throw invalidFields(read.problems)
    const put = await putItem(ctx, supplier, read.input)
    if (put.outcome === 'invalid') throw invalidFields(put.problems)
    return c.json(itemResource(ctx.origin, put.item), put.outcome === 'created' ? 201 : 200)
  })
  .openapi(listItemsOperation, async (c) => {
    const { ctx } = c.var
    const { limit = PAGE_LIMIT_DEFAULT, cursor, supplier, active } = c.req.valid('query')
    const { id } = await readSupplier(c, supplier)
    const name = { list: 'catalogue_items', filter: `${id} ${active ?? ''}` }
    const isActive = active === undefined ? null : active === 'true'
    const page = { afterSku: pageStart(name, cursor) ?? '', isActive, limit: limit + 1 }
    const items = await listItems(ctx, id, page)
    const after = nextAfter(items, limit, ({ sku }) => sku)
    const data = items.slice(0, limit).map((item) => itemResource(ctx.origin, item))
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(getItem, async (c) => {
    const { ctx } = c.var
    const { id } = await readSupplier(c, c.req.valid('query').supplier)
    const item = await findItemBySku(ctx, id, c.req.valid('param').sku)
    if (item === null) throw noItem()
    return c.json(itemResource(ctx.origin, item), 200)
  })
  .openapi(deleteItem, async (c) => {
    const { id } = await callingSupplier(c)
    if (!(await deactivateItem(c.var.ctx, id, c.req.valid('param').sku))) throw noItem()
    return c.body(null, 204)
  })
  .openapi(putPhoto, async (c) => {
    const { ctx } = c.var
    const { id } = await callingSupplier(c)
    const { sku } = c.req.valid('param')
    const item = await setPhoto(ctx, id, { sku, picture: c.req.valid('json').picture })
    if (item === null) throw noItem()
    return c.json(itemResource(ctx.origin, item), 200)
  })

function noItem(): Problem {
  return new Problem('not_found', 'The supplier has no item with this sku.')
}
