/** What vite.config.ts provides beyond ordinary modules. */

declare module '*.css'

/** Paths that the service worker keeps for use without a network; written by the build. */
declare const __SHELL_FILES__: readonly string[]

/** A hash over the built files: another build has another one. */
declare const __BUILD__: string
