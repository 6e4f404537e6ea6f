import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processor time in milliseconds that workerd, a child of this process, has used so far, over all its threads. Unlike
 * the clock it does not count what other programs of the machine did meanwhile. Null where the system does not tell
 * (anything but Linux).
 */
export function runtimeCpuMs(): number | null {
  if (process.platform !== 'linux') return null
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const runtimes = children.filter((pid) => pid !== '' && nameOf(pid) === 'workerd')
  return runtimes.length === 0 ? null : runtimes.reduce((sum, pid) => sum + cpuMsOf(pid), 0)
}

function nameOf(pid: string): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
}

function cpuMsOf(pid: string): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  // The first figure of schedstat: nanoseconds on a processor.
  const times = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return times.reduce((sum, ns) => sum + ns, 0) / 1e6
}
