import { decodeWithJsqr, decodeWithZxing, pngPixels } from '../../support/decode.ts'

export interface QrReading {
  /** What jsQR and zxing read, one after the other; null where one finds nothing. */
  texts: (string | null)[]
  /** A mirrored symbol is still read by zxing, and by few phones. */
  isMirrored: boolean
}

/** Reads a QR code off a screenshot with two decoders that know nothing of our drawing and nothing of each other. */
export async function readQr(png: Uint8Array): Promise<QrReading> {
  const { rgba, width, height } = pngPixels(png)
  const byJsqr = decodeWithJsqr(rgba, width, height)
  const byZxing = await decodeWithZxing({ rgba, width, height })
  return {
    texts: [textOf(byJsqr), textOf(byZxing?.bytes ?? null)],
    isMirrored: byZxing?.isMirrored ?? false,
  }
}

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
