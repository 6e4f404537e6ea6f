/** A drizzle query as a statement for `DB.batch`, beside statements that are written by hand. */
export function drizzleStatement(
  db: D1Database,
  query: { toSQL(): { sql: string; params: unknown[] } },
): D1PreparedStatement {
  const { sql, params } = query.toSQL()
  return db.prepare(sql).bind(...params)
}
