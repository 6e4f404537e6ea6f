/** @jsxImportSource hono/jsx */
import { visibleParts } from '../domain/qr/visible.ts'

/**
 * Text that nobody vouches for, every character of it: escaped, isolated from the direction of the page, and with a sign
 * in the place of each character that would not be seen or would turn the text around.
 */
export function VisibleText({ text }: { text: string }) {
  return (
    <bdi>
      {visibleParts(text).map((part) =>
        'text' in part ? part.text : <span class="unseen-sign">{part.unseen}</span>,
      )}
    </bdi>
  )
}
