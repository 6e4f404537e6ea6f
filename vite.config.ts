import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { en } from './src/domain/i18n/app/en.ts'
import { hi } from './src/domain/i18n/app/hi.ts'
import { zhCn } from './src/domain/i18n/app/zh-cn.ts'
import { inspectFiles } from './src/domain/i18n/pages/inspect-words.ts'
import { awningCss, tokensCss } from './src/pages/tokens.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const PAY = at('client/pay/pay.ts')
const INSPECT = at('client/pay/inspect.ts')

/** Scripts that other pages load by a fixed name; each must be a single file. */
const FIXED_NAMES: Readonly<Record<string, string>> = {
  sw: 'sw.js',
  pay: 'assets/pay.js',
  inspect: 'assets/inspect.js',
}

/** What the first screen is made of. Catalogues and later screens are not in it. */
const FIRST =
  /client\/vendor\/first\/|node_modules\/(@?preact)|src\/domain\/(money|payments|crockford|time)|i18n\/(i18n|pseudo)\.ts/

/** Pieces of the later screens that several of them share: one file, because each one's name is in the first script. */
const SHARED = /client\/vendor\/later\/|src\/domain\/qr\/titles/

/** Files of `public` that the app shows without a network. */
const SHELL_PUBLIC = ['/manifest.webmanifest', '/icons/icon.svg']

/** The design tokens of the server's pages as a style sheet of the app: one source for both. */
function designTokens(): Plugin {
  const id = '/@tokens.css'
  return {
    name: 'pushcart-tokens',
    resolveId: (source) => (source === 'virtual:tokens.css' ? id : null),
    load: (asked) => (asked === id ? tokensCss + awningCss : null),
  }
}

/** The sentence for browsers without JavaScript, in each language. */
function noScript(): Plugin {
  const sentences = [
    ['en', en.no_script],
    ['hi', hi.no_script],
    ['zh-CN', zhCn.no_script],
  ].map(([lang, sentence]) => `<p lang="${lang}">${sentence}</p>`)
  return {
    name: 'pushcart-no-script',
    transformIndexHtml: (html) => {
      if (!html.includes('%NO_SCRIPT%')) throw new Error('the document lost its <noscript>')
      return html.replace('%NO_SCRIPT%', sentences.join(''))
    },
  }
}

/** The QR library can write files in Node; a browser has no use for that part. */
function withoutFiles(): Plugin {
  const id = '/@no-files.js'
  return {
    name: 'pushcart-without-files',
    enforce: 'pre',
    resolveId: (source) => (source === 'fs' ? id : null),
    load: (asked) => (asked === id ? 'export default {}' : null),
  }
}

/** Words of the server's pages that the Worker reads as files, so that it need not carry them. */
function wordFiles(): Plugin {
  return {
    name: 'pushcart-word-files',
    generateBundle() {
      for (const [path, source] of inspectFiles()) {
        this.emitFile({ type: 'asset', fileName: path.slice(1), source })
      }
    },
  }
}

/** Puts the document where the Worker looks for it, and tells the service worker what to keep. */
function shell(): Plugin {
  return {
    name: 'pushcart-shell',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('index.html'))
      if (page !== undefined) page.fileName = 'app/index.html'
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/app/'))
      const kept = [...SHELL_PUBLIC, ...files.toSorted().map((name) => `/${name}`)]
      const html = page?.type === 'asset' ? String(page.source) : ''
      // The names carry hashes of their contents; the document has none in its name.
      const build = createHash('sha256')
        .update(kept.join('\n') + html)
        .digest('hex')
        .slice(0, 16)
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !Object.values(FIXED_NAMES).includes(chunk.fileName)) continue
        if (chunk.imports.length + chunk.dynamicImports.length > 0) {
          this.error(`${chunk.fileName} is loaded on its own and must not share code with the app`)
        }
        chunk.code = chunk.code
          .replace('__SHELL_FILES__', JSON.stringify(kept))
          .replace('__BUILD__', JSON.stringify(build))
      }
    },
  }
}

export default defineConfig({
  root: at('client'),
  publicDir: at('public'),
  base: '/',
  plugins: [designTokens(), noScript(), withoutFiles(), wordFiles(), shell()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: at('dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would need `data:` in more places of the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: at('client/vendor/index.html'),
        sw: at('client/sw.ts'),
        ...(existsSync(PAY) ? { pay: PAY } : {}),
        inspect: INSPECT,
      },
      output: {
        entryFileNames: ({ name }) => FIXED_NAMES[name] ?? 'assets/app/[name]-[hash].js',
        chunkFileNames: 'assets/app/[name]-[hash].js',
        // One file for everything that the keypad needs; the later screens are fetched when they are opened.
        codeSplitting: {
          groups: [
            { name: 'first', test: FIRST },
            { name: 'later', test: SHARED, minShareCount: 2 },
          ],
        },
        assetFileNames: 'assets/app/[name]-[hash][extname]',
      },
    },
  },
})
