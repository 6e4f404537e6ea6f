/** Structured logs: one JSON line an event. Secrets, names, notes and amounts of people are not logged. */

type Fields = Record<string, string | number | boolean | null>

export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, error: unknown, fields?: Fields): void
}

/** A log whose every line carries the same fields, the request id above all. */
export function createLog(fixed: Fields): Log {
  const write = (level: 'info' | 'warn' | 'error', event: string, fields: Fields) => {
    // oxlint-disable-next-line no-console -- the one place where lines leave
    console[level](JSON.stringify({ level, event, ...fixed, ...fields }))
  }
  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, error, fields = {}) => {
      const problem = error instanceof Error ? error : new Error(String(error))
      write('error', event, { ...fields, error: problem.message, stack: problem.stack ?? '' })
    },
  }
}
