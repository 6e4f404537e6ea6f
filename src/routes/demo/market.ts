import { Hono } from 'hono'
import type { MiddlewareHandler } from 'hono'
import {
  demoCatalogueBody,
  demoDayBody,
  demoLendingBody,
  demoPartnersBody,
  demoVendorsBody,
  demoWalletsBody,
} from '../../contract/demo.ts'
import { operatorToken } from '../../env.ts'
import { sameSecret } from '../../platform/secrets.ts'
import {
  finishMarket,
  isMarketLoaded,
  loadCatalogue,
  loadDay,
  loadLending,
  loadPartners,
  loadVendors,
  loadWallets,
  renewEnrolments,
} from '../../services/demo.ts'
import { findPartner } from '../../services/partners.ts'
import type { HttpEnv } from '../http.ts'
import { Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import { readItem, readTerms } from '../partner/catalogue-body.ts'
import { invalidFields } from '../partner/operation.ts'

/** Play money exists in demonstrations only: in live mode these addresses do not exist. */
function demoOnly(): MiddlewareHandler<HttpEnv> {
  return async function demoOnly(c, next) {
    if (c.env.MODE !== 'demo') throw new Problem('not_found')
    const bearer = (c.req.header('Authorization') ?? '').replace('Bearer ', '')
    if (!sameSecret(bearer, operatorToken(c.env))) throw new Problem('unauthenticated')
    await next()
  }
}

/** `/demo`: how `npm start` loads the demonstration market through the books. Every call may be repeated. */
export const demo = new Hono<HttpEnv>()
  .use(demoOnly())
  .get('/state', async (c) => c.json({ loaded: await isMarketLoaded(c.var.ctx) }))
  .post('/vendors', async (c) => {
    const { vendors } = await readJson(c, demoVendorsBody)
    return c.json({ vendors: await loadVendors(c.var.ctx, vendors) })
  })
  .post('/partners', async (c) => {
    const { partners } = await readJson(c, demoPartnersBody)
    return c.json({ partners: await loadPartners(c.var.ctx, partners) })
  })
  .post('/wallets', async (c) => {
    const { wallets } = await readJson(c, demoWalletsBody)
    await loadWallets(c.var.ctx, wallets)
    return c.json({})
  })
  .post('/day', async (c) => c.json(await loadDay(c.var.ctx, await readJson(c, demoDayBody))))
  .post('/lending', async (c) => {
    const { lenders } = await readJson(c, demoLendingBody)
    await loadLending(c.var.ctx, lenders)
    return c.json({})
  })
  .post('/catalogue', async (c) => {
    const { suppliers } = await readJson(c, demoCatalogueBody)
    for (const { id, terms, items } of suppliers) {
      const supplier = await findPartner(c.var.ctx, id)
      if (supplier === null) throw new Problem('not_found', `There is no supplier ${id}.`)
      const promised = readTerms(supplier, terms)
      const sold = items.map(({ sku, ...body }) => readItem(supplier, sku, body))
      const problems = [promised, ...sold].flatMap((read) => read.problems)
      if (problems.length > 0) throw invalidFields(problems)
      const loaded = { items: sold.map(({ input }) => input), terms: promised.terms }
      await loadCatalogue(c.var.ctx, supplier, loaded)
    }
    return c.json({})
  })
  .post('/finish', async (c) => c.json(await finishMarket(c.var.ctx)))
  .post('/enrolments', async (c) => c.json({ vendors: await renewEnrolments(c.var.ctx) }))
