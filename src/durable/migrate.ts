/** One step of a Durable Object's own schema. The list of an object only grows; a step that ran is never edited. */
export interface SchemaStep {
  id: string
  sql: string
}

/**
 * Brings an object's SQLite to the newest schema, in one transaction. Reads one row when there is nothing to do,
 * because it runs each time the object wakes up.
 *
 * @throws when the steps that ran are not the first steps of the list: the past was edited or code went backwards
 */
export function migrate(storage: DurableObjectStorage, steps: readonly SchemaStep[]): void {
  const { sql } = storage
  sql.exec('CREATE TABLE IF NOT EXISTS schema_steps (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID')
  const done = sql.exec<{ id: string }>('SELECT id FROM schema_steps ORDER BY id').toArray()
  if (done.some(({ id }, i) => steps[i]?.id !== id)) {
    throw new Error(`schema steps are append-only; stored: ${done.map(({ id }) => id).join(', ')}`)
  }
  if (done.length === steps.length) return
  storage.transactionSync(() => {
    for (const step of steps.slice(done.length)) {
      sql.exec(step.sql)
      sql.exec('INSERT INTO schema_steps (id) VALUES (?)', step.id)
    }
  })
}
