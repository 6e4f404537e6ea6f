/**
 * Enhancement of the page that looks into payment codes: it reads them off the camera or a picture, where the browser has
 * a reader of its own, and copies texts. Pasting works without it.
 */
import type { BarcodeDetector, BarcodeDetectorClass } from '../barcode-detector.ts'

/** Often enough that nobody waits, seldom enough that a cheap phone stays cool. */
const SCAN_EVERY_MS = 200

/** The browser's reader of QR codes, or null where it has none. */
async function findReader(): Promise<BarcodeDetector | null> {
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
async function textIn(
  reader: BarcodeDetector,
  picture: HTMLVideoElement | Blob,
): Promise<string | null> {
  const [found] = await reader.detect(picture).catch(() => [])
  return found?.rawValue || null
}

/** Fills the form with what a code says and sends it. A field of a form changes line breaks; `exact` keeps them. */
function send(form: HTMLFormElement, text: string): void {
  const field = form.querySelector<HTMLTextAreaElement>('[name=text]')
  const exact = form.querySelector<HTMLInputElement>('[name=exact]')
  if (field === null || exact === null) return
  field.value = text
  exact.value = encodeURIComponent(text)
  form.requestSubmit()
}

/** A camera that looks for a code until it finds one or is stopped. */
class Camera {
  #stream: MediaStream | null = null
  /** How often it was started or stopped, so that what an earlier start brings is not taken for this one's. */
  #turn = 0
  readonly #reader: BarcodeDetector
  readonly #video: HTMLVideoElement

  constructor(reader: BarcodeDetector, video: HTMLVideoElement) {
    this.#reader = reader
    this.#video = video
  }

  stop(): void {
    this.#turn += 1
    stopTracks(this.#stream)
    this.#stream = null
    this.#video.srcObject = null
    this.#video.hidden = true
  }

  /** Resolves with the code's text, or with null when it was stopped. Throws when there is no camera to be had. */
  async look(): Promise<string | null> {
    this.stop()
    const turn = this.#turn
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment' },
    })
    if (turn !== this.#turn) {
      stopTracks(stream)
      return null
    }
    this.#stream = stream
    this.#video.srcObject = stream
    this.#video.hidden = false
    await this.#video.play()
    while (turn === this.#turn) {
      const text = await textIn(this.#reader, this.#video)
      if (turn === this.#turn && text !== null) return text
      await new Promise((resolve) => setTimeout(resolve, SCAN_EVERY_MS))
    }
    return null
  }
}

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

function offerScanning(form: HTMLFormElement, scan: HTMLElement, reader: BarcodeDetector): void {
  const video = scan.querySelector('video')
  const status = scan.querySelector('[role=status]')
  const button = scan.querySelector<HTMLButtonElement>('[data-camera]')
  if (video === null || status === null || button === null) return
  const camera = new Camera(reader, video)
  const label = button.textContent
  let isOn = false
  const turnOff = (say = '') => {
    isOn = false
    camera.stop()
    button.textContent = label
    status.textContent = say
  }
  const turnOn = async () => {
    isOn = true
    button.textContent = button.dataset['stop'] ?? label
    status.textContent = scan.dataset['looking'] ?? ''
    try {
      const text = await camera.look()
      if (text === null) return
      turnOff()
      send(form, text)
    } catch {
      if (isOn) turnOff(scan.dataset['noCamera'])
    }
  }
  button.addEventListener('click', () => (isOn ? turnOff() : void turnOn()))
  offerPictures(scan, async (picture) => {
    turnOff()
    const text = await textIn(reader, picture)
    if (text === null) status.textContent = scan.dataset['nothing'] ?? ''
    else send(form, text)
  })
  // A camera must not stay on behind somebody's back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && isOn) turnOff()
  })
  addEventListener('pagehide', () => turnOff())
  // Pages without https have none.
  button.hidden = navigator.mediaDevices === undefined
  scan.hidden = false
  document.querySelector('[data-unsupported]')?.remove()
}

function offerPictures(scan: HTMLElement, read: (picture: Blob) => Promise<void>): void {
  const file = scan.querySelector<HTMLInputElement>('[type=file]')
  scan.querySelector('[data-picture]')?.addEventListener('click', () => file?.click())
  file?.addEventListener('change', () => {
    const [picture] = file.files ?? []
    if (picture !== undefined) void read(picture)
    // The same picture may be chosen again.
    file.value = ''
  })
}

function offerCopying(button: HTMLButtonElement): void {
  const text = document.querySelector<HTMLTextAreaElement>(`#${button.dataset['copy']}`)
  if (text === null || navigator.clipboard === undefined) return
  const copy = async () => {
    text.select()
    await navigator.clipboard.writeText(text.value)
    button.textContent = button.dataset['copied'] ?? button.textContent
  }
  button.hidden = false
  // Where copying is not allowed, the text is selected at least.
  button.addEventListener('click', () => void copy().catch(() => undefined))
}

const pasteForm = document.querySelector<HTMLFormElement>('form#inspect')
const scanner = document.querySelector<HTMLElement>('[data-scan]')
if (pasteForm !== null && scanner !== null) {
  void findReader().then((reader) => {
    if (reader !== null) offerScanning(pasteForm, scanner, reader)
  })
}
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  offerCopying(button)
}
