/**
 * Enhancement of the pay page; everything works without it. It marks the button while a payment is on its way and
 * counts down the life of a payment request. The payment id in the form is what prevents paying twice, not this.
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
    setTimeout(() => location.replace(location.pathname), 1500)
  }
  const timer = setInterval(tick, 1000)
  tick()
}
