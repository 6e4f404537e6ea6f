import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Challenges of passkey logins: nobody has said yet which vendor they are, so no vendor's object can keep them. */
export const loginChallenges = sqliteTable('login_challenges', {
  challenge: text('challenge').primaryKey(),
  expiresAtMs: integer('expires_at').notNull(),
})
