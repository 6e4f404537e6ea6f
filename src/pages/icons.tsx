/** @jsxImportSource hono/jsx */

const PATHS = {
  check: 'M4 13l6 6L20 6',
  cross: 'M5 5l14 14M19 5L5 19',
  clock: 'M12 6v6l4 3M12 2.5a9.5 9.5 0 110 19 9.5 9.5 0 010-19z',
  back: 'M9 5L3.5 10.5 9 16M4 10.5h10a5 5 0 010 10h-4',
} as const

export type IconName = keyof typeof PATHS

/** A sign drawn with a thick brush. It repeats a word beside it, so that it has no name of its own. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="3.2"
    >
      <path d={PATHS[name]} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}
