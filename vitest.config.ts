import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const migrations = await readD1Migrations('migrations')

/** What the runtime reports when tests crash objects on purpose; everything else is passed on. */
const ON_PURPOSE = /crash on purpose|abortAllDurableObjects|^stack: .*workerd@/

function passOn(from: Readable, to: NodeJS.WritableStream): void {
  createInterface(from).on('line', (line) => {
    if (!ON_PURPOSE.test(line)) to.write(`${line}\n`)
  })
}

export default defineConfig({
  test: {
    projects: [
      {
        // Plain Node: pure code and checks of the tree, in milliseconds.
        test: { name: 'domain', include: ['test/domain/**/*.test.{ts,tsx}', 'test/tidy.test.ts'] },
        oxc: { jsx: { importSource: 'hono/jsx' } },
      },
      {
        // The real runtime: workerd, Durable Objects, D1.
        plugins: [
          cloudflareTest({
            main: './test/support/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { TEST_MIGRATIONS: migrations },
              handleRuntimeStdio(stdout, stderr) {
                passOn(stdout, process.stdout)
                passOn(stderr, process.stderr)
              },
            },
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
