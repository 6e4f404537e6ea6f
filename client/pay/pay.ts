/**
 * Enhancement of the pages that pay; everything works without it. It marks the button while a payment is on its way,
 * counts down the life of a payment request, copies a bank's code and looks whether its money has come. The payment id in
 * the form is what prevents paying twice, not this.
 */

/** A submit that has not left the page by then is stuck; the button comes back for another try. */
const RETRY_AFTER_MS = 10_000

const form = document.querySelector<HTMLFormElement>('form[data-working]')

form?.addEventListener('submit', (event) => {
  const button = event.submitter
  if (!(button instanceof HTMLButtonElement) || !button.classList.contains('go')) return
  const label = button.textContent
  const restore = () => {
    button.disabled = false
    button.textContent = label
  }
  // After this turn: a button disabled during `submit` would not be part of the form that is sent.
  setTimeout(() => {
    button.disabled = true
    button.textContent = form.dataset['working'] ?? label
  })
  setTimeout(restore, RETRY_AFTER_MS)
  // Back from the receipt, the browser shows this page as it was left: with a dead button.
  addEventListener('pageshow', restore, { once: true })
})

const countdown = document.querySelector<HTMLElement>('[data-left-ms]')

if (countdown !== null) {
  const figures = countdown.querySelector('bdi')
  const leftMs = Number(countdown.dataset['leftMs'])
  const tick = () => {
    // Counted from the page's own start, as clocks of phones are often minutes wrong.
    const leftS = Math.max(0, Math.ceil((leftMs - performance.now()) / 1000))
    if (figures !== null) {
      figures.textContent = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`
    }
    countdown.hidden = false
    if (leftS > 0) return
    clearInterval(timer)
    // The page then says what to do; a little later, so that the server sees it as expired too.
    setTimeout(() => location.replace(location.pathname + keptQuery()), 1500)
  }
  const timer = setInterval(tick, 1000)
  tick()
}

/** A payment from a bank app is found by the stall's code in its address; a form is shown as new. */
function keptQuery(): string {
  return location.pathname.startsWith('/b/') ? location.search : ''
}

/** People hold the phone out to the seller and wait; the seller's own phone is told at once. */
const LOOK_EVERY_MS = 3000

const watched = document.querySelector<HTMLElement>('[data-look]')

if (watched !== null) {
  let isLooking = false
  const look = async () => {
    if (isLooking || document.hidden) return
    isLooking = true
    try {
      const answer = await fetch(watched.dataset['look'] ?? '', { cache: 'no-store' })
      const { state } = (await answer.json()) as { state?: string }
      if (state === undefined || state === watched.dataset['state']) return
      // What is new stands at the top.
      history.scrollRestoration = 'manual'
      location.reload()
    } catch {
      // No network, or an answer from somewhere else: the next look may see more.
    } finally {
      isLooking = false
    }
  }
  setInterval(() => void look(), LOOK_EVERY_MS)
  // Back from the bank app: nobody should wait any longer.
  document.addEventListener('visibilitychange', () => void look())
}

const copyButton = document.querySelector<HTMLButtonElement>('[data-copy]')
const copied = document.querySelector(`#${copyButton?.dataset['copy'] ?? 'copy'}`)

// Browsers have no clipboard for pages without https.
if (copyButton !== null && copied !== null && navigator.clipboard !== undefined) {
  copyButton.hidden = false
  copyButton.addEventListener('click', () => {
    // Selected as well, for where copying is not allowed.
    getSelection()?.selectAllChildren(copied)
    navigator.clipboard.writeText(copied.textContent ?? '').then(
      () => (copyButton.textContent = copyButton.dataset['copied'] ?? copyButton.textContent),
      () => undefined,
    )
  })
}
