/** Throws when something that the code itself guarantees does not hold: a bug here, never bad input from outside. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
