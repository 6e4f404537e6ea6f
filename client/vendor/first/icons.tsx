/** Drawn for this app: thick strokes that stay readable in the sun. Always beside or inside words. */

const PATHS = {
  back: 'M15 4 7 12l8 8',
  close: 'M5 5l14 14M19 5 5 19',
  erase: 'M9 5h11v14H9l-6-7zM12.5 9.5l4 5M16.5 9.5l-4 5',
  menu: 'M4 7h9M18 7h2M4 12h2M11 12h9M4 17h7M16 17h4M15.5 4.8v4.4M8.5 9.8v4.4M13.5 14.8v4.4',
  sticker: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v6h-6v-2',
  tiles: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  share: 'M12 15V3M7.5 7 12 3l4.5 4M6 11H4v10h16V11h-2',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  tick: 'M4 12.5 9.5 18 20 6.5',
  refund: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  refused: 'M6 6l12 12M18 6 6 18',
  waiting: 'M12 6v6l4 3M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  alarm: 'M12 4 2.5 20h19zM12 10v5M12 17.4v.2',
  note: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  camera: 'M3 7h5l2-3h4l2 3h5v13H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7',
  phone: 'M7 2h10v20H7zM11 18.5h2',
  key: 'M15 4a5 5 0 1 0 0 10 5 5 0 0 0 0-10M11.5 12.5 4 20M7 17l2.5 2.5',
  sound: 'M4 9v6h4l5 4V5L8 9zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  silent: 'M4 9v6h4l5 4V5L8 9zM16.5 9.5l5 5M21.5 9.5l-5 5',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  stock: 'M4 8h16v12H4zM4 8l2.5-4h11L20 8M9.5 12.5h5',
  eye: 'M2 12s3.6-6 10-6 10 6 10 6-3.6 6-10 6S2 12 2 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  next: 'M9 4l8 8-8 8',
  pause: 'M8 5v14M16 5v14',
  minus: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  bank: 'M3 9.5 12 4l9 5.5M5.5 10v8M10 10v8M14 10v8M18.5 10v8M3 20.5h18',
  renew: 'M20 5v6h-6M4 19v-6h6M5.5 9a7 7 0 0 1 12-2L20 11M18.5 15a7 7 0 0 1-12 2L4 13',
} as const

export type IconName = keyof typeof PATHS

/** Icons that point along the line of reading turn round with it. */
const DIRECTED: ReadonlySet<IconName> = new Set(['back', 'next', 'leave', 'refund'])

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={DIRECTED.has(name) ? 'icon turns' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
