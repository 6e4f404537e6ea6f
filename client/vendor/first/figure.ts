/** An amount as a large figure: cut into its parts, and how wide it is. */

export interface Figure {
  /** Sign, symbol and whole units. */
  whole: string
  /** Separator and decimals, set smaller; empty for a currency without decimals. */
  decimals: string
  /** Width in digits, by which the figure shrinks to fit its line. */
  digits: number
}

/** Decimals are set at this share of the size of the whole units. */
const DECIMALS_SCALE = 0.62

/** Cuts a formatted amount ("₹1,234.50") before its decimals. `exponent` is the currency's number of decimals. */
export function figureOf(text: string, exponent: number): Figure {
  const cut = exponent > 0 ? text.search(new RegExp(`[.,٫]\\d{${exponent}}$`)) : -1
  const whole = cut < 0 ? text : text.slice(0, cut)
  const decimals = cut < 0 ? '' : text.slice(cut)
  return { whole, decimals, digits: widthOf(whole) + widthOf(decimals) * DECIMALS_SCALE }
}

/** Points, commas and spaces take about half a digit; currency symbols and letters a little more than one. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\d/.test(character)) width += 1
    else width += /[\s.,\-\u2212]/u.test(character) ? 0.5 : 1.2
  }
  return width
}
