/**
 * The tax inside prices that include it. Minor units, basis points of the price without tax.
 *
 * The rounding rule: what was agreed on and paid is the price with tax, so that is never touched. For each rate the tax
 * is reckoned once, from the sum of everything at that rate, rounded half up; the rest is the amount without tax. Where
 * an amount has to be divided (a discount over rates, a sum without tax over lines), it is by `shareOut`. So
 * net + tax = gross to the minor unit, in each row and in all together.
 *
 * EN 16931 reckons from net to tax (BR-CO-17). Wherever a net with its tax makes up the gross, that is the one found
 * here. There is not always one (at 20 %, a net of 2 makes 2 and a net of 3 makes 4); then the two ways differ by one
 * minor unit, and the official rules let that pass: the Schematron of CEN/TC 434 allows less than one major unit in
 * BR-CO-17 and BR-S-09.
 */
import { shareOut } from '../money/share.ts'

const BP = 10_000n

/** All that is taxed at one rate. In each pair net is the part without tax. */
export interface TaxRow {
  taxBp: number
  /** The lines as they were priced. */
  lines: { gross: number; net: number }
  /** This rate's part of the discount. */
  allowance: { gross: number; net: number }
  /** Lines less allowance: what is taxed. `net + tax = gross`. */
  gross: number
  net: number
  tax: number
}

/** What a line is taxed by. */
export interface Taxed {
  taxBp: number
  gross: number
}

/** Tax that an amount includes, rounded half up: 5 % of ₹100.00 is ₹4.76. */
export function taxIn(gross: number, taxBp: number): number {
  const whole = BP + BigInt(taxBp)
  return Number((2n * BigInt(gross) * BigInt(taxBp) + whole) / (2n * whole))
}

/**
 * Lines by rate, lowest rate first, less a discount that is spread over the rates in proportion to what they are of the
 * whole.
 *
 * @param allowance tax included; no more than the lines together
 */
export function taxRows(lines: readonly Taxed[], allowance: number): TaxRow[] {
  const rates = [...new Set(lines.map(({ taxBp }) => taxBp))].toSorted((a, b) => a - b)
  const sums = rates.map((rate) =>
    lines.reduce((sum, { taxBp, gross }) => (taxBp === rate ? sum + gross : sum), 0),
  )
  const less = shareOut(allowance, sums)
  return rates.map((taxBp, i) => taxRow(taxBp, sums[i] ?? 0, less[i] ?? 0))
}

function taxRow(taxBp: number, linesGross: number, allowance: number): TaxRow {
  const gross = linesGross - allowance
  const tax = taxIn(gross, taxBp)
  const net = gross - tax
  const linesNet = linesGross - taxIn(linesGross, taxBp)
  return {
    taxBp,
    lines: { gross: linesGross, net: linesNet },
    // The difference and not a rounding of its own: lines less allowance is the net to the unit.
    allowance: { gross: allowance, net: linesNet - net },
    gross,
    net,
    tax,
  }
}

/** What lines are without tax, in their order: together the nets of the rows. */
export function lineNets(lines: readonly Taxed[], rows: readonly TaxRow[]): number[] {
  const nets = lines.map(() => 0)
  for (const row of rows) {
    const places = lines.flatMap(({ taxBp }, at) => (taxBp === row.taxBp ? [at] : []))
    const parts = shareOut(
      row.lines.net,
      places.map((at) => lines[at]?.gross ?? 0),
    )
    for (const [i, at] of places.entries()) nets[at] = parts[i] ?? 0
  }
  return nets
}

/**
 * Takes an amount off what is taxed, each rate in proportion, and tells what came off. Its tax is the difference between
 * the tax before and after, so that however often it is done, nothing more is taken back than was there, and in the end
 * all of it.
 *
 * @param amount tax included; no more than the rows together
 */
export function takeOff(rows: readonly Taxed[], amount: number): { off: TaxRow[]; left: Taxed[] } {
  const parts = shareOut(
    amount,
    rows.map(({ gross }) => gross),
  )
  const left = rows.map(({ taxBp, gross }, i) => ({ taxBp, gross: gross - (parts[i] ?? 0) }))
  const off = rows.flatMap(({ taxBp, gross: before }, i) => {
    const gross = parts[i] ?? 0
    const tax = taxIn(before, taxBp) - taxIn(before - gross, taxBp)
    const net = gross - tax
    const nothing = { gross: 0, net: 0 }
    return gross === 0
      ? []
      : [{ taxBp, lines: { gross, net }, allowance: nothing, gross, net, tax }]
  })
  return { off, left }
}
