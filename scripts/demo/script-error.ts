/** Something the person at the terminal can act on: the message is a sentence, and no stack is shown. */
export class ScriptError extends Error {
  override name = 'ScriptError'
}
