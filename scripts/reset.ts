import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEMO_FILE, SCRATCH_FOLDER, STATE_FOLDER } from './demo/demo-file.ts'
import { answersOn, readPort } from './demo/ports.ts'
import { ScriptError } from './demo/script-error.ts'
import { complain, say } from './demo/terminal.ts'

/** `npm run reset`: forgets the local books, the local D1 and the demonstration's keys. */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  const port = readPort(process.env['PORT'])
  // Files deleted under a running server come back, half old and half new.
  if (await answersOn(port)) {
    throw new ScriptError(
      `A server answers on port ${port}. Stop it first, then run the reset again.`,
    )
  }
  const found = [STATE_FOLDER, DEMO_FILE, SCRATCH_FOLDER].filter((path) =>
    existsSync(join(ROOT, path)),
  )
  for (const path of found) rmSync(join(ROOT, path), { recursive: true, force: true })
  say(found.length === 0 ? 'Nothing to remove.' : `Removed ${found.join(', ')}.`)
} catch (error) {
  if (!(error instanceof ScriptError)) throw error
  process.exitCode = 1
  complain(error.message)
}
