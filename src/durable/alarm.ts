/**
 * Alarms of one object fall on this grid, so that arming one again within the same step writes nothing: the
 * runtime skips an alarm time that is already set.
 */
const GRID_MS = 60_000
/** An alarm so long overdue died (six failures, an abort inside the handler): it does not count as armed. */
const DEAD_AFTER_MS = 10 * 60_000

/** One physical alarm, armed only when none is due sooner: it may come late, never not at all. */
export class Alarm {
  readonly #storage: DurableObjectStorage
  #dueMs: number | null = null
  /** Times that an alarm was written (one row each, invisible to cursors); tests assert it. */
  armed = 0

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** Reads the alarm that an earlier life of the object set. Call once, before any other work. */
  async load(): Promise<void> {
    this.#dueMs = await this.#storage.getAlarm()
  }

  /** Makes sure that an alarm comes at most one grid step after `dueMs`. Not awaited: it commits with the row before it. */
  arm(dueMs: number, nowMs: number): void {
    const onGridMs = Math.ceil(dueMs / GRID_MS) * GRID_MS
    const armedMs = this.#dueMs
    const isAlive = armedMs !== null && armedMs > nowMs - DEAD_AFTER_MS
    if (isAlive && armedMs <= onGridMs) return
    this.#dueMs = onGridMs
    this.armed += 1
    void this.#storage.setAlarm(onGridMs)
  }

  /** To be called first in `alarm()`: the one that fired is used up. */
  fired(): void {
    this.#dueMs = null
  }
}
