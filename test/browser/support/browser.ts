import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Quiet and alone: no sandbox (containers run as root), nothing fetched that no test asked for. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Playwright turns the back button's memory off; people's phones have it, and it is where double payments hide. */
const KEPT_ON = ['--disable-back-forward-cache']

/** Where Linux, macOS and Windows keep a Chromium or Chrome of their own. */
const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Starts a browser: the one that `CHROMIUM_PATH` names; else the system's Chromium or Chrome; else the one in
 * `@sparticuz/chromium`, which brings its own libraries. Throws when none starts, because a browser test that
 * did not run must not look like one that passed.
 */
export async function startBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'] ?? ''
  // Whoever names a browser wants that one and no other.
  if (named !== '')
    return await chromium.launch({ executablePath: named, args: FLAGS, ignoreDefaultArgs: KEPT_ON })
  const failures: string[] = []
  for (const executablePath of SYSTEM_PATHS.filter((path) => existsSync(path))) {
    try {
      return await chromium.launch({ executablePath, args: FLAGS, ignoreDefaultArgs: KEPT_ON })
    } catch (error) {
      failures.push(`${executablePath}: ${reasonOf(error)}`)
    }
  }
  try {
    return await chromium.launch({
      executablePath: await unpackedChromium(),
      args: FLAGS,
      ignoreDefaultArgs: KEPT_ON,
    })
  } catch (error) {
    failures.push(`@sparticuz/chromium: ${reasonOf(error)}`)
  }
  throw new Error(
    `No browser starts. Install Chromium or Chrome, or set CHROMIUM_PATH.\n${failures.join('\n')}`,
  )
}

/** Unpacks the browser of the npm package into the temporary folder and returns its path. */
async function unpackedChromium(): Promise<string> {
  // Read when the package is loaded: it then unpacks libnss3, libnspr4 and libexpat as well and puts them on the
  // library path. Bare machines have none of them.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return await packed.executablePath()
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
}
