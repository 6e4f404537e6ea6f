import {
  supplierQuery,
  supplierTerms as supplierTermsSchema,
  supplierTermsBody,
} from '../../contract/catalogue.ts'
import { findTerms, putTerms } from '../../services/catalogue.ts'
import { Problem } from '../http.ts'
import { readTerms, termsResource } from './catalogue-body.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { callingSupplier, readSupplier } from './visible.ts'

const tags = ['Catalogue']
const scope = 'catalogue:write'
const path = '/supplier-terms'

const putSupplierTerms = operation(
  { scope },
  {
    method: 'put',
    path,
    operationId: 'putSupplierTerms',
    tags,
    summary: 'Say what is promised',
    description:
      'Least order, where and when is delivered, the early-payment discount, and what stands on invoices. Nothing can be ' +
      'ordered from a supplier that has not said. Orders that were placed keep what they were placed at.',
    request: { body: jsonBody(supplierTermsBody) },
    responses: { 200: { description: 'The terms.', content: json(supplierTermsSchema) } },
  },
)

const getSupplierTerms = operation(
  { scope, mayBeMissing: true },
  {
    method: 'get',
    path,
    operationId: 'getSupplierTerms',
    tags,
    summary: 'Read what is promised',
    request: { query: supplierQuery },
    responses: { 200: { description: 'The terms.', content: json(supplierTermsSchema) } },
  },
)

export const supplierTerms = partnerRouter()
  .openapi(putSupplierTerms, async (c) => {
    const supplier = await callingSupplier(c)
    const read = readTerms(supplier, c.req.valid('json'))
    if (read.problems.length > 0) throw invalidFields(read.problems)
    const problems = await putTerms(c.var.ctx, supplier.id, read.terms)
    if (problems.length > 0) throw invalidFields(problems)
    return c.json(termsResource(supplier, read.terms), 200)
  })
  .openapi(getSupplierTerms, async (c) => {
    const supplier = await readSupplier(c, c.req.valid('query').supplier)
    const terms = await findTerms(c.var.ctx, supplier.id)
    if (terms === null) throw new Problem('not_found', 'The supplier has not said its terms yet.')
    return c.json(termsResource(supplier, terms), 200)
  })
