import { Hono } from 'hono'
import type { Context } from 'hono'
import {
  newAccountBody,
  newBankPaymentBody,
  removeAccountBody,
  resolveCreditBody,
  seenBody,
} from '../../contract/bank.ts'
import type { Currency } from '../../domain/money/money.ts'
import { RECEIVING_SCHEMES } from '../../domain/payments/receiving-schemes.ts'
import type { ReceivingScheme } from '../../domain/payments/receiving-schemes.ts'
import { maskAccount } from '../../domain/payments/receiving.ts'
import { isoTime } from '../../domain/time.ts'
import {
  addReceivingAccount,
  bankOf,
  beginBankPayment,
  listReceivingAccounts,
  removeReceivingAccount,
} from '../../services/bank.ts'
import { findPaymentRequest } from '../../services/payments.ts'
import { Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import type { VendorEnv } from '../middleware/session.ts'
import { assertOwner, confirm } from './rights.ts'

type C = Context<VendorEnv>

/** What a signed-in phone does with its stall's own bank accounts; mounted where the session is checked. */
export const vendorBank = new Hono<VendorEnv>()
  .get('/bank', async (c) => c.json(await bankResource(c)))
  .post('/bank/accounts', async (c) => {
    assertOwner(c)
    const { confirmation, ...asked } = await readJson(c, newAccountBody)
    const { ctx, session } = c.var
    await confirm(c, 'bank_account', confirmation)
    const input =
      'payload' in asked
        ? { payload: asked.payload, ...(asked.name ? { name: asked.name } : {}) }
        : { ...asked, city: asked.city ?? null, details: asked.details ?? {} }
    const added = await addReceivingAccount(ctx, session.vendor, input)
    if (added.outcome === 'taken')
      throw new Problem('conflict', 'Another stall receives money in this account.')
    if (added.outcome === 'too_many')
      throw new Problem('conflict', 'A stall has at most five accounts: take one away first.')
    if (added.outcome === 'invalid') {
      const errors = added.problems.map(({ field, code, detail }) => ({
        pointer: `/${field}`,
        detail: detail ?? code.replaceAll('_', ' '),
        code,
      }))
      const [first] = errors
      throw new Problem('invalid', first && `${first.pointer}: ${first.detail}`, { errors })
    }
    return c.json(await bankResource(c), 201)
  })
  .post('/bank/accounts/:id/remove', async (c) => {
    assertOwner(c)
    const { confirmation } = await readJson(c, removeAccountBody)
    await confirm(c, 'bank_account', confirmation)
    const { ctx, session } = c.var
    if (!(await removeReceivingAccount(ctx, session.vendor, c.req.param('id'))))
      throw new Problem('not_found', 'There is no such account.')
    return c.json(await bankResource(c))
  })
  .post('/payment-requests/:id/bank', async (c) => {
    const { id, account } = await readJson(c, newBankPaymentBody)
    const { ctx, session } = c.var
    const request = await findPaymentRequest(ctx, session.vendor.id, c.req.param('id'))
    if (request === null) throw new Problem('not_found')
    if (request.state !== 'open')
      throw new Problem('conflict', 'The payment request is not open any more.')
    const begun = await beginBankPayment(ctx, session.vendor, {
      id,
      accountId: account,
      amount: request.amount.amount,
      request: request.id,
      note: request.note,
      expiresAtMs: Date.parse(request.expires_at),
    })
    if (begun === null) throw new Problem('not_found', 'There is no such account.')
    return c.json(
      {
        object: 'bank_payment',
        id: begun.attempt.id,
        account: { id: begun.account.id, scheme: begun.account.scheme, name: begun.account.name },
        payload: begun.show.payload,
        copy: begun.show.copy,
        deep_link: begun.show.deepLink,
        reference: begun.attempt.ref,
        state: begun.attempt.state,
        expires_at: isoTime(begun.attempt.expiresAtMs),
      },
      201,
    )
  })
  .post('/bank/waiting', async (c) => {
    const { credit, is_sale: isSale } = await readJson(c, resolveCreditBody)
    const { ctx, session } = c.var
    using desk = bankOf(ctx, session.vendor.id)
    const resolved = await desk.resolve(credit, isSale, ctx.nowMs)
    if (resolved === null) throw new Problem('not_found', 'Nothing waits under this id.')
    if (resolved === 'wrong_currency')
      throw new Problem('invalid', 'Money of another currency is no sale in this book.')
    return c.json(await bankResource(c))
  })
  .post('/bank/seen', async (c) => {
    const { id, amount, note, request } = await readJson(c, seenBody)
    const { ctx, session } = c.var
    using desk = bankOf(ctx, session.vendor.id)
    const seen = { id, amount, note: note ?? null, request: request ?? null }
    const noted = await desk.seenByHand(seen, ctx.nowMs)
    if (noted === 'request_over')
      throw new Problem('conflict', 'The payment request asks for another amount, or is over.')
    if (noted === 'conflict') throw new Problem('conflict', 'This id belongs to another payment.')
    return c.json(await bankResource(c), 201)
  })

async function bankResource(c: C) {
  const { ctx, session } = c.var
  const { id, currency } = session.vendor
  using desk = bankOf(ctx, id)
  const [accounts, waiting] = await Promise.all([listReceivingAccounts(ctx, id), desk.waiting()])
  const meant = await Promise.all(
    waiting.map(async ({ attempt }) =>
      attempt === null ? null : await desk.attempt(attempt, ctx.nowMs),
    ),
  )
  return {
    object: 'bank' as const,
    /** Schemes of the stall's currency, with what each asks. */
    schemes: schemesOf(currency as Currency),
    accounts: accounts.map((account) => ({
      id: account.id,
      scheme: account.scheme,
      name: account.name,
      account: maskAccount(account),
      is_fixed: account.isFixed,
      poster_url: `/q/${session.vendor.code}/bank-poster?account=${account.id}`,
      added_at: isoTime(account.addedAtMs),
    })),
    waiting: waiting.map(({ railRef, seen, outcome, attempt }, index) => ({
      id: railRef,
      outcome,
      amount: seen.money,
      /** What the sale that it names asked for. */
      asked: moneyOf(meant[index] ?? null),
      payer: seen.payer.label,
      reference: seen.ourRef,
      attempt,
      at: isoTime(seen.atMs),
    })),
  }
}

function moneyOf(attempt: { amount: number; currency: Currency } | null) {
  return attempt === null ? null : { amount: attempt.amount, currency: attempt.currency }
}

function schemesOf(currency: Currency) {
  const all = Object.entries(RECEIVING_SCHEMES) as [
    ReceivingScheme,
    (typeof RECEIVING_SCHEMES)[ReceivingScheme],
  ][]
  return all
    .filter(([, { currencies }]) => currencies === null || currencies.includes(currency))
    .map(([scheme, { isOpen, required, optional }]) => ({
      scheme,
      is_open: isOpen,
      required,
      optional,
    }))
}
