import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import jsQR from 'jsqr'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** Pictures and readers that know nothing of our own drawing code. */

export interface Pixels {
  rgba: Uint8ClampedArray
  width: number
  height: number
}

export interface ZxingReading {
  bytes: Uint8Array
  isMirrored: boolean
  ecLevel: string
  version: number
}

let zxingReady: Promise<unknown> | undefined

/** Hands zxing its WebAssembly from the installed package; left alone it would fetch it from a CDN. */
function prepareZxing(): Promise<unknown> {
  zxingReady ??= (async () => {
    const path = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
    const wasm = await readFile(path)
    await prepareZXingModule({
      overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
      fireImmediately: true,
    })
  })()
  return zxingReady
}

/** The bytes that jsQR reads from a picture, dark on light only; null when it finds nothing. */
export function decodeWithJsqr(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): Uint8Array | null {
  const found = jsQR(rgba, width, height, { inversionAttempts: 'dontInvert' })
  return found === null ? null : Uint8Array.from(found.binaryData)
}

/** What zxing reads from a PNG or JPEG file or from pixels, dark on light only; null when it finds nothing. */
export async function decodeWithZxing(picture: Uint8Array | Pixels): Promise<ZxingReading | null> {
  await prepareZxing()
  const input =
    picture instanceof Uint8Array
      ? picture
      : {
          data: Uint8ClampedArray.from(picture.rgba),
          width: picture.width,
          height: picture.height,
          colorSpace: 'srgb' as const,
        }
  const [found] = await readBarcodes(input, {
    formats: ['QRCode'],
    tryInvert: false,
    maxNumberOfSymbols: 1,
  })
  if (found === undefined) return null
  const { ECLevel, Version } = JSON.parse(found.extra) as { ECLevel: string; Version: string }
  return {
    bytes: Uint8Array.from(found.bytes),
    isMirrored: found.isMirrored,
    ecLevel: ECLevel,
    version: Number(Version),
  }
}

/** An SVG as pixels, `zoom` pixels to one unit of its viewBox. */
export function svgPixels(svg: string, zoom: number): Pixels {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false },
  }).render()
  return {
    rgba: new Uint8ClampedArray(image.pixels),
    width: image.width,
    height: image.height,
  }
}

/** A PNG file as pixels. Throws when the file is damaged: the decoder behind it checks every CRC. */
export function pngPixels(png: Uint8Array): Pixels {
  return photographed(png, {})
}

/**
 * A PNG file as a camera might see it: `scale` times its size, out of focus by `blurPx` (standard deviation, in
 * pixels of the result), on a plain surround of `marginPx` in the colour `surround`.
 */
export function photographed(
  png: Uint8Array,
  {
    scale = 1,
    blurPx = 0,
    marginPx = 0,
    surround = '#fff',
  }: { scale?: number; blurPx?: number; marginPx?: number; surround?: string },
): Pixels {
  const header = new DataView(png.buffer, png.byteOffset)
  const width = header.getUint32(16) * scale
  const height = header.getUint32(20) * scale
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const whole = `width="${width + 2 * marginPx}" height="${height + 2 * marginPx}"`
  const scene = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" ${whole}>
      <filter id="soft" x="0" y="0" width="1" height="1"><feGaussianBlur stdDeviation="${blurPx}"/></filter>
      <g ${blurPx > 0 ? 'filter="url(#soft)"' : ''}><rect ${whole} fill="${surround}"/>
      <image x="${marginPx}" y="${marginPx}" width="${width}" height="${height}" href="${href}"/></g></svg>`,
    { font: { loadSystemFonts: false } },
  ).render()
  const pixels = new Uint8ClampedArray(scene.pixels)
  // resvg leaves a picture that it cannot decode out of the scene and says nothing.
  if (scene.width === 0 || !pixels.some((value, i) => i % 4 !== 3 && value !== 255)) {
    throw new Error('the PNG file could not be decoded, or is all white')
  }
  return { rgba: pixels, width: scene.width, height: scene.height }
}
