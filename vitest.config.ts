import { availableParallelism } from 'node:os'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const migrations = await readD1Migrations('migrations')

export default defineConfig({
  test: {
    // One a core: there is no other work while tests run.
    maxWorkers: availableParallelism(),
    // The Worker's own log; what tests want of it they ask for.
    onConsoleLog: (line) => !line.startsWith('{"level":'),
    // A book that a test crashes leaves promises behind: the desk of a call that fails is awaited by nobody.
    onUnhandledError: ({ message }) => message !== 'crash on purpose',
    projects: [
      {
        // Plain Node: pure code and checks of the tree, in milliseconds.
        test: {
          name: 'domain',
          include: ['test/domain/**/*.test.{ts,tsx}', 'test/tidy.test.ts'],
          // A hundred thousand cases take their time on a busy machine.
          testTimeout: 120_000,
        },
        oxc: { jsx: { importSource: 'hono/jsx' } },
      },
      {
        // The real runtime: workerd, Durable Objects, D1.
        plugins: [
          cloudflareTest({
            main: './test/support/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { TEST_MIGRATIONS: migrations } },
          }),
        ],
        oxc: { jsx: { importSource: 'hono/jsx' } },
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['./test/support/apply-migrations.ts'],
          testTimeout: 60_000,
        },
      },
      {
        // Whole journeys in Chromium against `wrangler dev`.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['./test/browser/support/server.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
