import type { Inspection } from '../domain/qr/inspect.ts'
import type { Mode } from './layout.tsx'

/** Where the page is, and the picture of what was inspected. Both are posted to: payment data is in no address. */
export const INSPECT_PATH = '/q/inspect'

/** Characters that are looked at: twice what the longest of the schemes has. */
export const INSPECT_CHARS_MAX = 2_000

/** What a text is that no payment scheme knows. */
export type UnknownKind = 'text' | 'link' | 'ours' | 'wallet' | 'code'

/** The stall that a link or code of ours leads to. */
export interface InspectedStall {
  /** Null where nobody here has the code. */
  name: string | null
  /** Path of the page to pay at. */
  payPath: string
}

export interface InspectView {
  mode: Mode
  /** Path and query of this page. */
  here: string
  /** What was pasted, to read it again or in another language. */
  typed: string
  /** The same with its own line breaks, percent-encoded, where the field cannot keep them; else empty. */
  exact: string
  error: 'empty' | 'too_long' | 'rate_limited' | null
  result: InspectResult | null
  scriptUrl: string
}

export interface InspectResult {
  inspection: Inspection
  unknown: UnknownKind
  stall: InspectedStall | null
  nowMs: number
}
