import type { QrScheme } from '../../../src/domain/qr/values.ts'
import file from './qr-vectors.json' with { type: 'json' }

/** A published payment code and what it means, or why it is none. Where each comes from is in the file. */
export interface Vector {
  scheme: QrScheme
  payload: string
  valid: boolean
  decoded: Record<string, unknown>
}

export const vectors = file as unknown as Vector[]
export const validVectors = vectors.filter(({ valid }) => valid)
export const invalidVectors = vectors.filter(({ valid }) => !valid)
/** The ones that are TLV under a checksum. */
export const emvVectors = validVectors.filter(({ decoded }) => 'tlv' in decoded)
