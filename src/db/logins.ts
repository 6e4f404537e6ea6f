import { and, eq, gt, lte } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { loginChallenges } from './schema/logins.ts'

/** Keeps a challenge, and forgets the ones whose time is over. */
export async function saveLoginChallenge(
  db: D1Database,
  { challenge, expiresAtMs, nowMs }: { challenge: string; expiresAtMs: number; nowMs: number },
): Promise<void> {
  const orm = drizzle(db)
  await orm.batch([
    orm.delete(loginChallenges).where(lte(loginChallenges.expiresAtMs, nowMs)),
    orm.insert(loginChallenges).values({ challenge, expiresAtMs }),
  ])
}

/** Uses a challenge up: true once, while it is fresh. */
export async function takeLoginChallenge(
  db: D1Database,
  challenge: string,
  nowMs: number,
): Promise<boolean> {
  const taken = await drizzle(db)
    .delete(loginChallenges)
    .where(and(eq(loginChallenges.challenge, challenge), gt(loginChallenges.expiresAtMs, nowMs)))
    .returning()
  return taken.length === 1
}
