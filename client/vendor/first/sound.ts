/** The chime and the alarm. Browsers allow sound only after a touch, so its state is always shown. */
import { signal } from '@preact/signals'
import { recall, store } from './storage.ts'

const STORED = 'sound'

/** `locked`: nobody has touched the screen yet, so the browser would keep silent. */
export const sound = signal<'locked' | 'on' | 'off'>(recall(STORED) === 'off' ? 'off' : 'locked')

let audio: AudioContext | null = null

/** Frequency in hertz, start and length in seconds. */
type Note = readonly [frequency: number, start: number, length: number]

// A rising chord, bright enough for a street; a falling pair, unlike it even through a pocket.
const PAID: readonly Note[] = [
  [784, 0, 0.16],
  [1047, 0.13, 0.16],
  [1319, 0.26, 0.5],
  [1568, 0.26, 0.5],
]
const LOST: readonly Note[] = [
  [330, 0, 0.28],
  [220, 0.32, 0.5],
  [330, 1, 0.28],
  [220, 1.32, 0.5],
]

/** Waits for the first touch, which unlocks sound for the rest of the visit. */
export function listenForTouch(): void {
  const unlock = (): void => {
    if (sound.peek() === 'locked') void turnOn()
  }
  addEventListener('pointerdown', unlock)
  addEventListener('keydown', unlock)
}

/** Turns sound on or off, and remembers it. */
export function setSound(isOn: boolean): void {
  store(STORED, isOn ? 'on' : 'off')
  if (!isOn) {
    sound.value = 'off'
    return
  }
  void turnOn().then(() => ring('paid'))
}

async function turnOn(): Promise<void> {
  try {
    audio ??= makeAudio()
    await audio.resume()
    if (audio.state === 'running') sound.value = 'on'
  } catch {
    // No sound device: the screen and the vibration remain.
  }
}

function makeAudio(): AudioContext {
  const context = new AudioContext()
  context.addEventListener('statechange', () => {
    // A phone call or another app took the speaker: say that the next touch is needed.
    if (context.state !== 'running' && sound.peek() === 'on') sound.value = 'locked'
  })
  return context
}

/** Plays one of the two patterns, with vibration where the phone has it. */
export function ring(pattern: 'paid' | 'lost'): void {
  navigator.vibrate?.(pattern === 'paid' ? [140, 70, 260] : [400, 120, 400])
  if (audio === null || sound.peek() !== 'on') return
  for (const note of pattern === 'paid' ? PAID : LOST) {
    play(audio, note, pattern === 'paid' ? 'triangle' : 'square')
  }
}

function play(context: AudioContext, [frequency, start, length]: Note, type: OscillatorType): void {
  const from = context.currentTime + start
  const oscillator = new OscillatorNode(context, { type, frequency })
  const gain = new GainNode(context, { gain: 0 })
  const peak = type === 'square' ? 0.16 : 0.5
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(peak, from + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.001, from + length)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(from)
  oscillator.stop(from + length + 0.02)
}
