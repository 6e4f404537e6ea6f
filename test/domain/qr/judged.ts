import { decodeQr } from '../../../src/domain/qr/codec.ts'
import type { EmvScheme } from '../../../src/domain/qr/values.ts'
import { type Changes, changed, code } from './emv.ts'
import { samples } from './samples.ts'

/** What is wrong with a text, as `code at`; when nothing is, what is doubtful, with a question mark. */
export function judgedText(text: string): string[] {
  const decoded = decodeQr(text)
  const [findings, mark] = decoded.ok ? [decoded.warnings, '?'] : [decoded.errors, '']
  return findings.map((finding) => `${finding.code}${mark} ${finding.at}`)
}

/** The same of the sample of a scheme after changes to it. */
export function judged(scheme: EmvScheme, change: Changes): string[] {
  return judgedText(code(changed(samples[scheme], change)))
}

/** One template of a sample, changed. */
export function within(scheme: EmvScheme, id: string, change: Changes): Changes {
  const template = samples[scheme][id]
  return { [id]: changed(typeof template === 'object' ? template : {}, change) }
}
