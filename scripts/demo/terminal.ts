/** What the scripts print: one line per stage, and one line that moves while the market loads. */

/** True while the cursor stands at the end of the moving line. */
let isMidLine = false

export function say(text: string): void {
  endLine()
  process.stdout.write(`${text}\n`)
}

/** The same for what went wrong, to the error stream. */
export function complain(text: string): void {
  endLine()
  process.stderr.write(`${text}\n`)
}

function endLine(): void {
  if (isMidLine) process.stdout.write('\n')
  isMidLine = false
}

/** Shows `done` of `total`: one updating line on a terminal, a line per quarter elsewhere. */
export function createProgress(
  label: string,
): (about: { done: number; total: number; day: string }) => void {
  let quartersShown = 0
  return ({ done, total, day }) => {
    const line = `${label}: ${day} (${Math.floor((100 * done) / total)} %)`
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\u001B[2K${line}`)
      isMidLine = true
      return
    }
    const quarters = Math.floor((4 * done) / total)
    if (quarters > quartersShown) say(line)
    quartersShown = quarters
  }
}
