/** Reading a code with what the browser has for it. */
import type { BarcodeDetector, BarcodeDetectorClass } from '../../../barcode-detector.ts'

/** Often enough that nobody waits, seldom enough that a cheap phone stays cool. */
const LOOK_EVERY_MS = 200

/** The browser's reader of QR codes, or null where it has none. */
export async function findReader(): Promise<BarcodeDetector | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: BarcodeDetectorClass }
  if (BarcodeDetector === undefined) return null
  try {
    const formats = await BarcodeDetector.getSupportedFormats()
    return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null
  } catch {
    return null
  }
}

/** The text of a code in a picture; null when there is none, or none that can be read. */
export async function textIn(
  reader: BarcodeDetector,
  picture: HTMLVideoElement | Blob,
): Promise<string | null> {
  const [found] = await reader.detect(picture).catch(() => [])
  return found?.rawValue || null
}

/**
 * Looks through the camera until it finds a code. Resolves with its text, or with null when it was stopped. Rejects when
 * there is no camera to be had.
 */
export async function look(
  reader: BarcodeDetector,
  video: HTMLVideoElement,
  stopped: AbortSignal,
): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  // It may have been stopped while the person was asked for the camera.
  if (stopped.aborted) {
    stop()
    return null
  }
  stopped.addEventListener('abort', stop, { once: true })
  video.srcObject = stream
  await video.play()
  while (!stopped.aborted) {
    const text = await textIn(reader, video)
    if (text !== null && !stopped.aborted) return text
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return null
}
