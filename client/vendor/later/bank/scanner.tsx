import { useEffect, useRef, useState } from 'preact/hooks'
import type { BarcodeDetector } from '../../../barcode-detector.ts'
import { Icon } from '../../first/icons.tsx'
import { findReader, look, textIn } from './reader.ts'
import { b } from './words.ts'

type Status = 'idle' | 'looking' | 'read' | 'nothing' | 'no_camera'

/** Reads a code off the camera or a picture; nothing where the browser has no reader: there one pastes. */
export function Scanner({ onRead }: { onRead: (text: string) => void }) {
  const [reader, setReader] = useState<BarcodeDetector | null>(null)
  useEffect(() => {
    void findReader().then(setReader)
  }, [])
  return reader === null ? null : <Scan reader={reader} onRead={onRead} />
}

function Scan({ reader, onRead }: { reader: BarcodeDetector; onRead: (text: string) => void }) {
  const [status, setStatus] = useState<Status>('idle')
  const video = useRef<HTMLVideoElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const take = (text: string | null, otherwise: Status): void => {
    setStatus(text === null ? otherwise : 'read')
    if (text !== null) onRead(text)
  }
  const isLooking = status === 'looking'
  useCamera(reader, video, isLooking, take)
  const readPicture = async (input: HTMLInputElement): Promise<void> => {
    const [picture] = input.files ?? []
    if (picture === undefined) return
    const text = await textIn(reader, picture)
    // The same picture may be chosen again.
    input.value = ''
    take(text, 'nothing')
  }
  return (
    <div class="stack">
      <video class="bank-camera" ref={video} hidden={!isLooking} playsInline muted />
      <p role="status">{status === 'idle' ? '' : b(`scan.${status}`)}</p>
      {'mediaDevices' in navigator && (
        <button
          type="button"
          class="button plain"
          onClick={() => setStatus(isLooking ? 'idle' : 'looking')}
        >
          <Icon name={isLooking ? 'close' : 'camera'} />
          <span>{b(isLooking ? 'scan.stop' : 'scan.camera')}</span>
        </button>
      )}
      <button type="button" class="button plain" onClick={() => file.current?.click()}>
        <Icon name="sticker" />
        <span>{b('scan.picture')}</span>
      </button>
      <input
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        ref={file}
        onChange={(event) => void readPicture(event.currentTarget)}
      />
    </div>
  )
}

/** Looks for a code while `isOn`, and no longer than somebody sees it: a camera must not stay on behind one's back. */
function useCamera(
  reader: BarcodeDetector,
  video: { current: HTMLVideoElement | null },
  isOn: boolean,
  take: (text: string | null, otherwise: Status) => void,
): void {
  useEffect(() => {
    if (!isOn || video.current === null) return
    const controller = new AbortController()
    const { signal } = controller
    const end = (text: string | null, otherwise: Status): void => {
      if (signal.aborted) return
      controller.abort()
      take(text, otherwise)
    }
    look(reader, video.current, signal).then(
      (text) => end(text, 'idle'),
      () => end(null, 'no_camera'),
    )
    const whenHidden = (): void => {
      if (document.hidden) end(null, 'idle')
    }
    document.addEventListener('visibilitychange', whenHidden)
    return () => {
      controller.abort()
      document.removeEventListener('visibilitychange', whenHidden)
    }
  }, [isOn])
}
