import { it } from 'vitest'
import { openVendor, vendorBook } from '../support/books.ts'

/** As the services take it: see `accessOf`. */
function accessTo(vendorId: string) {
  const access = vendorBook(vendorId).access()
  return access as typeof access & Disposable
}

const DAY_MS = 24 * 60 * 60 * 1000

it('enrols one phone with one link, and no second one', async ({ expect }) => {
  const vendorId = await openVendor()
  using access = accessTo(vendorId)
  const now = Date.now()
  const { token, expiresAtMs } = await access.createEnrolment(null, now)
  const both = await Promise.all([access.enrol(token, now), access.enrol(token, now)])
  expect(both.filter((answer) => 'session' in answer)).toHaveLength(1)
  expect(both).toContainEqual({ refused: 'used' })
  expect(await access.enrol('nobody', now)).toEqual({ refused: 'unknown' })
  const late = await access.createEnrolment(null, now)
  expect(await access.enrol(late.token, late.expiresAtMs)).toEqual({ refused: 'expired' })
  expect(expiresAtMs - now).toBe(3 * DAY_MS)
})

it('ends a session by log-out, by idleness and by age', async ({ expect }) => {
  using access = accessTo(await openVendor())
  const now = Date.now()
  const token = await access.startOwnerSession(now)
  expect(await access.authenticate(token, now)).toMatchObject({ role: 'owner', hasPasskey: false })
  expect(await access.authenticate(token, now + 31 * DAY_MS)).toBeNull()
  // Seen every week it lives on, but not past ninety days.
  for (let day = 7; day < 90; day += 7) {
    expect(await access.authenticate(token, now + day * DAY_MS), `day ${day}`).not.toBeNull()
  }
  expect(await access.authenticate(token, now + 91 * DAY_MS)).toBeNull()
  const other = await access.startOwnerSession(now)
  await access.endSession(other)
  expect(await access.authenticate(other, now)).toBeNull()
  expect(await access.authenticate('nobody', now)).toBeNull()
})

it('takes a challenge once, for its purpose and member, within five minutes', async ({
  expect,
}) => {
  using access = accessTo(await openVendor())
  const now = Date.now()
  const take = (purpose: string, member: string | null, at = now) =>
    access.takeChallenge('c', purpose, member, at)
  await access.saveChallenge('c', 'register', 'mem_1', now)
  expect(await take('login', 'mem_1')).toBe(false)
  expect(await take('register', 'mem_2')).toBe(false)
  expect(await take('register', 'mem_1', now + 5 * 60_000)).toBe(false)
  expect(await take('register', 'mem_1')).toBe(true)
  expect(await take('register', 'mem_1')).toBe(false)
})
