import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { enrolBody, passkeyBody, signUpBody } from '../../contract/vendor-app.ts'
import { isId } from '../../platform/ids.ts'
import {
  authenticateMember,
  enrol,
  loginWithPasskey,
  passkeyLoginOptions,
  startOwnerSession,
} from '../../services/access.ts'
import { vendorById } from '../../services/directory.ts'
import { createVendor } from '../../services/vendors.ts'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'
import { readJson } from '../json-body.ts'
import { callerAddress, limit } from '../middleware/limits.ts'
import { setVendorCookie } from '../middleware/session.ts'
import { meResource } from './me.ts'

/** The ways in: open a stall, use an enrolment link, sign in with a passkey. */
export const entrance = new Hono<HttpEnv>()
  .post('/sign-up', async (c) => {
    if (c.env.SIGN_UP !== 'open') throw new Problem('sign_up_closed')
    await limit(c, 'LIMIT_SIGN_UP', callerAddress(c))
    const body = await readJson(c, signUpBody)
    const { time_zone: timeZone, picture, ...rest } = body
    const vendor = await createVendor(
      c.var.ctx,
      { ...rest, timeZone, picture: picture ?? null },
      null,
    )
    return welcome(c, vendor.id, await startOwnerSession(c.var.ctx, vendor.id), 201)
  })
  .post('/enrol', async (c) => {
    await limit(c, 'LIMIT_LOGIN', callerAddress(c))
    const { token } = await readJson(c, enrolBody)
    const [vendorId = '', secret = ''] = token.split('.')
    if (!isId('vendor', vendorId)) throw new Problem('enrolment_unknown')
    const enrolled = await enrol(c.var.ctx, vendorId, secret)
    if ('refused' in enrolled) throw new Problem(`enrolment_${enrolled.refused}`)
    return welcome(c, vendorId, enrolled.session, 200)
  })
  .post('/passkeys/login-options', async (c) => {
    await limit(c, 'LIMIT_LOGIN', callerAddress(c))
    return c.json(await passkeyLoginOptions(c.var.ctx))
  })
  .post('/passkeys/login', async (c) => {
    await limit(c, 'LIMIT_LOGIN', callerAddress(c))
    const body: unknown = await readJson(c, passkeyBody)
    const login = await loginWithPasskey(c.var.ctx, body as AuthenticationResponseJSON)
    if (login === null) throw new Problem('passkey_refused')
    return welcome(c, login.vendorId, login.session, 200)
  })

/** Signs the phone in and tells it whose it is. */
async function welcome(c: Context<HttpEnv>, vendorId: string, session: string, status: 200 | 201) {
  const [vendor, member] = await Promise.all([
    vendorById(c.var.ctx, vendorId),
    authenticateMember(c.var.ctx, vendorId, session),
  ])
  if (vendor === null || member === null) throw new Problem('unauthenticated')
  setVendorCookie(c, vendorId, session)
  return c.json(meResource(c, vendor, member), status)
}
