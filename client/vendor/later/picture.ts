/** A stall's picture, made small enough for the slowest shopper before it leaves the phone. */

const SIDE_PX = 256
/** Of the data URL; the server takes 64 KB. */
const CHARACTERS_MAX = 60_000

/** A square of at most 256 px as a WebP or JPEG data URL; null for a file that is no picture. */
export async function smallPicture(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const square = Math.min(bitmap.width, bitmap.height)
  const side = Math.min(SIDE_PX, square)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) return null
  const left = (bitmap.width - square) / 2
  const top = (bitmap.height - square) / 2
  // White behind: a transparent drawing would turn black as JPEG.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, side, side)
  context.drawImage(bitmap, left, top, square, square, 0, 0, side, side)
  bitmap.close()
  return encode(canvas)
}

function encode(canvas: HTMLCanvasElement): string | null {
  for (const quality of [0.82, 0.65, 0.45]) {
    const webp = canvas.toDataURL('image/webp', quality)
    // A browser without a WebP encoder answers with PNG.
    const isWebp = webp.startsWith('data:image/webp')
    const url = isWebp ? webp : canvas.toDataURL('image/jpeg', quality)
    if (url.length <= CHARACTERS_MAX) return url
  }
  return null
}
