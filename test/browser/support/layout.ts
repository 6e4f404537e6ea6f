import type { Page } from 'playwright-core'

/**
 * What sticks out of the screen sideways, as readable names: empty when everything fits. Pages that scroll sideways
 * hide the button that somebody is looking for.
 */
export async function stickingOut(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const isHidden = (element: Element): boolean => {
      const box = element.getBoundingClientRect()
      return box.width <= 1 || box.height <= 1 || element.closest('.unseen') !== null
    }
    /** Names may end in dots; amounts have no such box around them. */
    const isShortened = (element: Element): boolean => {
      const { parentElement } = element
      if (getComputedStyle(element).textOverflow === 'ellipsis') return true
      return parentElement !== null && isShortened(parentElement)
    }
    /** True for what a box with its own edges cuts off on purpose, such as the awning's pattern. */
    const isDecoration = (element: Element): boolean => element.closest('[aria-hidden]') !== null
    const name = (element: Element): string => {
      const text = (element.textContent ?? '').trim().slice(0, 30)
      const box = element.getBoundingClientRect()
      const at = `${Math.round(box.left)}..${Math.round(box.right)} of ${width}`
      return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${text}" ${at}`
    }
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      if (isHidden(element) || isDecoration(element) || isShortened(element)) return false
      const box = element.getBoundingClientRect()
      const overEdge = box.right > width + 0.5 || box.left < -0.5
      // Cut off inside a box of its own: an amount without its last digits is worse than one that sticks out.
      const style = getComputedStyle(element)
      const isCut =
        element.scrollWidth > element.clientWidth + 1 &&
        style.overflowX !== 'visible' &&
        !(element instanceof HTMLInputElement)
      return overEdge || isCut
    })
    const { scrollWidth } = document.documentElement
    return [...(scrollWidth > width ? [`the page is ${scrollWidth} wide`] : []), ...out.map(name)]
  })
}

/** Smaller than this is hard to hit with a wet or a cold thumb; CSS pixels. */
const THUMB = 44

/** What can be pressed and is smaller than a thumb, as readable names: empty when everything can be hit. */
export async function tooSmall(page: Page): Promise<string[]> {
  return await page.evaluate((thumb) => {
    const all = [...document.querySelectorAll('button, a, input, textarea, select, label.tile')]
    const shown = all.filter(
      (control) => !control.classList.contains('unseen') && control.closest('[inert]') === null,
    )
    return shown.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      if (width === 0 || (width >= thumb && height >= thumb)) return []
      const text = (control.textContent ?? '').trim().slice(0, 30)
      return [
        `${control.tagName.toLowerCase()} "${text}" ${Math.round(width)}×${Math.round(height)}`,
      ]
    })
  }, THUMB)
}
