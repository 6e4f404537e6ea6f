import { Hono } from 'hono'
import type { Context } from 'hono'
import {
  acceptOfferBody,
  appealBody,
  confirmationBody,
  drawQuoteBody,
  emptyBody,
  holdbackBody,
  newDrawBody,
  offerQuoteBody,
  pauseBody,
  payoffBody,
} from '../../contract/vendor-app.ts'
import type { Currency } from '../../domain/money/money.ts'
import { isoTime } from '../../domain/time.ts'
import { isId } from '../../platform/ids.ts'
import { appeal, readsOf, withdrawConsent } from '../../services/consents.ts'
import { disclosureResource, readCredit } from '../../services/credit-view.ts'
import {
  acceptOffer,
  deskOf,
  drawCredit,
  liveOffer,
  payOffCredit,
  quoteOffer,
} from '../../services/credit.ts'
import { listSuppliers } from '../../services/partners.ts'
import { confirmationOptions } from '../../services/step-up.ts'
import { declined, Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import type { VendorEnv } from '../middleware/session.ts'
import { assertOwner, confirm, confirming } from './rights.ts'

type C = Context<VendorEnv>

/** What a signed-in phone does with credit; mounted where the session is checked. Everybody of the stall may look; only the owner says yes to anything. */
export const credit = new Hono<VendorEnv>()
  .get('/credit', async (c) => c.json(await readCredit(c.var.ctx, c.var.session.vendor)))
  .get('/suppliers', async (c) => {
    const { currency } = c.var.session.vendor
    const suppliers = await listSuppliers(c.var.ctx, currency)
    return c.json({ data: suppliers.map(({ id, name }) => ({ id, name })) })
  })
  .post('/confirmations/options', async (c) => {
    const { action } = await readJson(c, confirmationBody)
    return c.json(await confirmationOptions(c.var.ctx, confirming(c), action))
  })
  .post('/credit/offers/:id/quote', async (c) => {
    const { amount, holdback_bp: holdbackBp } = await readJson(c, offerQuoteBody)
    const quote = quoteOffer(await offerOf(c), { amount, holdbackBp })
    if (quote === null)
      throw new Problem('invalid', 'The offer does not allow this amount or share.')
    return c.json(disclosureResource(quote, currencyOf(c)))
  })
  .post('/credit/offers/:id/accept', async (c) => {
    assertOwner(c)
    const { holdback_bp: holdbackBp, owed, confirmation } = await readJson(c, acceptOfferBody)
    const offer = await offerOf(c)
    await confirm(c, `accept:${offer.id}:${holdbackBp}`, confirmation)
    const { vendor } = c.var.session
    const accepted = await acceptOffer(c.var.ctx, vendor.id, { offer, holdbackBp, owed })
    if (accepted === 'terms_changed') throw new Problem('conflict', TERMS_CHANGED)
    if (accepted === 'line_open')
      throw new Problem('conflict', 'Another lender’s credit is still being repaid.')
    return c.json(await readCredit(c.var.ctx, vendor), 201)
  })
  .post('/credit/draws/quote', async (c) => {
    const { amount } = await readJson(c, drawQuoteBody)
    using desk = deskOf(c.var.ctx, c.var.session.vendor.id)
    const quote = await desk.quote(amount)
    if (quote === null) throw declined('draw_too_small')
    return c.json(disclosureResource(quote, currencyOf(c)))
  })
  .post('/credit/draws', async (c) => {
    assertOwner(c)
    const { supplier: supplierId, confirmation, ...draw } = await readJson(c, newDrawBody)
    await confirm(c, `draw:${draw.id}:${draw.amount}`, confirmation)
    const { vendor } = c.var.session
    const outcome = await drawCredit(c.var.ctx, vendor, { ...draw, supplierId })
    if (outcome.state === 'conflict')
      throw new Problem('conflict', 'This id belongs to another draw.')
    if (outcome.state === 'declined') throw declined(outcome.reason)
    const now = await readCredit(c.var.ctx, vendor)
    const made = now.line?.draws.find(({ id }) => id === draw.id) ?? null
    return c.json({ draw: made, state: outcome.state, credit: now }, 201)
  })
  .post('/credit/holdback', async (c) => {
    assertOwner(c)
    const { holdback_bp: bp, confirmation } = await readJson(c, holdbackBody)
    await confirm(c, `holdback:${bp}`, confirmation)
    const { ctx, session } = c.var
    using desk = deskOf(ctx, session.vendor.id)
    if (!(await desk.setHoldback(bp, ctx.nowMs)))
      throw new Problem('invalid', 'The lender does not allow this share.')
    return c.json(await readCredit(ctx, session.vendor))
  })
  .post('/credit/pause', async (c) => {
    assertOwner(c)
    const { days } = await readJson(c, pauseBody)
    const { ctx, session } = c.var
    using desk = deskOf(ctx, session.vendor.id)
    if (!(await desk.pause(days, ctx.nowMs)))
      throw new Problem('conflict', 'There are not so many days of pause left.')
    return c.json(await readCredit(ctx, session.vendor))
  })
  .post('/credit/resume', async (c) => {
    assertOwner(c)
    await readJson(c, emptyBody)
    const { ctx, session } = c.var
    using desk = deskOf(ctx, session.vendor.id)
    await desk.resume(ctx.nowMs)
    return c.json(await readCredit(ctx, session.vendor))
  })
  .post('/credit/payoff', async (c) => {
    assertOwner(c)
    const { id, pay, confirmation } = await readJson(c, payoffBody)
    await confirm(c, `payoff:${id}`, confirmation)
    const { ctx, session } = c.var
    const outcome = await payOffCredit(ctx, session.vendor, { id, pay })
    if (outcome.state === 'declined') {
      if (outcome.reason === 'terms_changed') throw new Problem('conflict', TERMS_CHANGED)
      throw declined(outcome.reason)
    }
    return c.json(await readCredit(ctx, session.vendor))
  })
  .post('/credit/appeals', async (c) => {
    const body = await readJson(c, appealBody)
    const { ctx, session } = c.var
    if (!(await appeal(ctx, session.vendor.id, body)))
      throw new Problem('conflict', 'An appeal against this rule is being looked at.')
    return c.json(await readCredit(ctx, session.vendor), 201)
  })
  .post('/credit/consents/:lender/withdraw', async (c) => {
    assertOwner(c)
    await readJson(c, emptyBody)
    const { ctx, session } = c.var
    await withdrawConsent(ctx, session.vendor.id, c.req.param('lender'))
    return c.json(await readCredit(ctx, session.vendor))
  })
  .get('/credit/reads', async (c) => {
    const reads = await readsOf(c.var.ctx, c.var.session.vendor)
    return c.json({ data: reads.map(({ atMs, ...read }) => ({ ...read, at: isoTime(atMs) })) })
  })

const TERMS_CHANGED = 'The terms are not the ones that were shown: look again.'

async function offerOf(c: C) {
  const id = c.req.param('id') ?? ''
  const offer = isId('creditOffer', id)
    ? await liveOffer(c.var.ctx, c.var.session.vendor.id, id)
    : null
  if (offer === null) throw new Problem('not_found', 'There is no such offer any more.')
  return offer
}

function currencyOf(c: C): Currency {
  return c.var.session.vendor.currency as Currency
}
