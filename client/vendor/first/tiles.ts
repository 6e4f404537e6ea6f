import { signal } from '@preact/signals'
import type { TillItem } from '../../../src/domain/payments/till-items.ts'

/** What the stall sells, as last heard. */
export const tiles = signal<readonly TillItem[]>([])
