/** The browser's own reader of codes, which TypeScript does not know yet. Source: W3C, Accelerated Shape Detection in Images, section 2.3. */

export interface BarcodeDetector {
  detect(picture: HTMLVideoElement | Blob): Promise<{ rawValue: string }[]>
}

export type BarcodeDetectorClass = (new (options: { formats: string[] }) => BarcodeDetector) & {
  getSupportedFormats(): Promise<string[]>
}
