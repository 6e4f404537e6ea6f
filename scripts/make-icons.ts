/**
 * Draws the app's icons into `public/icons`: `node scripts/make-icons.ts`. The files are committed, so this runs
 * only when the drawing changes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { LIGHT } from '../src/pages/tokens.ts'

const FOLDER = fileURLToPath(new URL('../public/icons/', import.meta.url))
const SIDE = 512
const STRIPES = 5

/** The awning: stripes that end in half circles, as on the server's pages. */
function awning({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const stripe = width / STRIPES
  const shape = (i: number): string => {
    const left = x + i * stripe
    return `M${left} ${y}h${stripe}v${height}a${stripe / 2} ${stripe / 2} 0 0 1-${stripe} 0z`
  }
  return Array.from({ length: STRIPES }, (_, i) => {
    const cloth = i % 2 === 0 ? LIGHT.accent : LIGHT.paper
    return `<path d="${shape(i)}" fill="${cloth}"/>`
  }).join('')
}

/** A wheel that is also the eye of a QR symbol. */
function wheel(x: number, y: number): string {
  return (
    `<rect x="${x - 46}" y="${y - 46}" width="92" height="92" rx="18" fill="none" stroke="${LIGHT.ink}" stroke-width="24"/>` +
    `<rect x="${x - 17}" y="${y - 17}" width="34" height="34" rx="6" fill="${LIGHT.ink}"/>`
  )
}

/** The cart in a field of 512 units; `scale` shrinks it about the middle. */
function cart(scale: number): string {
  const ink = LIGHT.ink
  return (
    `<g transform="translate(256 256) scale(${scale}) translate(-256 -256)">` +
    `<path d="M116 190v120M396 190v120" stroke="${ink}" stroke-width="24"/>` +
    `<rect x="72" y="282" width="368" height="52" rx="14" fill="${ink}"/>` +
    wheel(156, 392) +
    wheel(356, 392) +
    awning({ x: 56, y: 74, width: 400, height: 92 }) +
    `<path d="M56 74h400" stroke="${ink}" stroke-width="28" stroke-linecap="round"/>` +
    '</g>'
  )
}

/** @param radius of the ground's corners; 0 fills the square, for systems that cut the shape themselves */
function icon({ radius, scale }: { radius: number; scale: number }): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">` +
    `<rect width="${SIDE}" height="${SIDE}" rx="${radius}" fill="${LIGHT.ground}"/>${cart(scale)}</svg>`
  )
}

function png(svg: string, side: number): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'width', value: side } }).render().asPng()
}

const rounded = icon({ radius: 112, scale: 0.86 })
const square = icon({ radius: 0, scale: 0.8 })
// The safe zone of a maskable icon is a circle over 80 % of the side (W3C, "Web Application Manifest", 3.3.2).
const maskable = icon({ radius: 0, scale: 0.64 })

mkdirSync(FOLDER, { recursive: true })
writeFileSync(`${FOLDER}icon.svg`, rounded)
writeFileSync(`${FOLDER}icon-192.png`, png(rounded, 192))
writeFileSync(`${FOLDER}icon-512.png`, png(rounded, 512))
writeFileSync(`${FOLDER}maskable-512.png`, png(maskable, 512))
writeFileSync(`${FOLDER}apple-touch-icon.png`, png(square, 180))
