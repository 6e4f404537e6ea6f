/** Signs of these screens alone, drawn as those in first/icons.tsx are. */

const PATHS = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21',
  cart: 'M2 4h3l3 11h10l2.5-8H6M9 18.5v2M17 18.5v2',
  heart: 'M12 20 4 12a5 5 0 0 1 8-5.5A5 5 0 0 1 20 12z',
  truck: 'M2 6h12v11H2zM14 10h4l4 4v3h-8M6 17v2.5M18 17v2.5',
  jar: 'M7 3h10v3H7zM7 6 5 9v12h14V9l-2-3M5 13h14',
  people:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 20c0-9 12-9 12 0M16 5.5a3 3 0 0 1 0 5.5M18 14c3 1 4 3 4 6',
  up: 'M12 20V4M5 11l7-7 7 7',
} as const

export type SignName = keyof typeof PATHS

export function Sign({ name, isFilled = false }: { name: SignName; isFilled?: boolean }) {
  return (
    <svg class={isFilled ? 'icon filled' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
