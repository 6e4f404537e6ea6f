/** The policy against rules of thumb that lend the same principal to the same vendors on the same days. */
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import { BASELINES, baselineLender, baseOf } from './lenders.ts'
import type { Baseline, BaselineTerms } from './lenders.ts'
import { figuresOf, vendorsOf } from './metrics.ts'
import type { Figures } from './metrics.ts'
import { underEnds, walk } from './walk.ts'
import type { Advance, Ends, Track, Walk } from './walk.ts'

export interface BaselineFigures extends Figures {
  /** Part of thirty days of sales that it lends. */
  multiple: number
  /** Part of its advances that it makes, drawn by lot, so that the principal is the policy's. */
  share: number
}

export interface BaselineInputs {
  /** What the policy lent. */
  advances: readonly Advance[]
  overall: Figures
  state: PolicyState
  ends: Ends
}

const ROUNDS_MAX = 12
/** Rounds that correct the multiple in full; later ones go halfway, once whole steps turned out to overshoot. */
const WHOLE_ROUNDS = 6
const GAP_MAX = 0.0002
const MULTIPLE_MAX = 20

/**
 * Each baseline three times. `B1`: as large a part of a vendor's sales as the policy lends, to so many of the eligible,
 * drawn by lot, that the principal is the same; so advances last as long, and only who gets one and how it is sized
 * differ. `B1SameCap`: the same under the policy's cap and ramp. `B1Spread`: to everybody who is eligible, so little
 * that the principal is the same; its advances are smaller and shorter than the policy's, which alone lowers losses.
 */
export function baselinesFor(
  tracks: readonly Track[],
  inputs: BaselineInputs,
): Record<string, BaselineFigures> {
  const byVendor = new Map(tracks.map((track) => [track.series.vendor, track]))
  const lent = inputs.advances.reduce((sum, { principal }) => sum + principal, 0)
  const feePart = lent === 0 ? 0 : inputs.overall.feesLent / lent
  return Object.fromEntries(
    BASELINES.flatMap((name): [string, BaselineFigures][] => {
      const terms = { multiple: multipleOf(name, inputs, byVendor), feePart, isCapped: false }
      return [
        [name, byLot(tracks, { name, inputs, terms })],
        [`${name}SameCap`, byLot(tracks, { name, inputs, terms: { ...terms, isCapped: true } })],
        [`${name}Spread`, spread(tracks, { name, inputs, terms })],
      ]
    }),
  )
}

/** What the walks come to when series end one way or the other. */
export function gathered(tracks: readonly Track[], walks: readonly Walk[], ends: Ends) {
  const seen = walks.map((one, i) => underEnds(one, ends, tracks[i]?.series.lastDay ?? 0))
  return {
    advances: seen.flatMap(({ advances }) => advances),
    decisions: seen.reduce((sum, { decisions }) => sum + decisions, 0),
  }
}

interface About {
  name: Baseline
  inputs: BaselineInputs
  terms: BaselineTerms
}

/** The policy's principal as a part of its borrowers' sales, as this baseline measures sales. */
function multipleOf(
  name: Baseline,
  { advances }: BaselineInputs,
  byVendor: Map<string, Track>,
): number {
  let principal = 0
  let base = 0
  for (const advance of advances) {
    const track = byVendor.get(advance.vendor)
    const own = track === undefined ? 0 : baseOf(name, track.series, advance.day)
    if (own === 0) continue
    principal += advance.principal
    base += own
  }
  return base === 0 ? 0 : rounded(principal / base)
}

function byLot(tracks: readonly Track[], about: About): BaselineFigures {
  const { principalLent } = about.inputs.overall
  const all = figuresAt(tracks, about)
  return shareOf(all, all.principalLent === 0 ? 0 : principalLent / all.principalLent)
}

/** What is lent rises nearly in proportion to the multiple: each round corrects it by what is missing. */
function spread(tracks: readonly Track[], about: About): BaselineFigures {
  const { principalLent } = about.inputs.overall
  let { multiple } = about.terms
  let best: BaselineFigures | null = null
  const gapOf = (one: Figures) => Math.abs(one.principalLent - principalLent)
  for (let round = 0; round < ROUNDS_MAX && multiple > 0; round += 1) {
    const figures = figuresAt(tracks, { ...about, terms: { ...about.terms, multiple } })
    if (best === null || gapOf(figures) < gapOf(best)) best = figures
    if (gapOf(best) <= principalLent * GAP_MAX || figures.principalLent === 0) break
    const factor = principalLent / figures.principalLent
    const next = multiple * (round < WHOLE_ROUNDS ? factor : Math.sqrt(factor))
    multiple = Math.min(MULTIPLE_MAX, rounded(next))
  }
  return best ?? figuresAt(tracks, about)
}

function figuresAt(tracks: readonly Track[], { name, inputs, terms }: About): BaselineFigures {
  const lender = baselineLender(name, inputs.state, terms)
  const walks = tracks.map((track) => walk(track, lender))
  const { advances, decisions } = gathered(tracks, walks, inputs.ends)
  const figures = figuresOf(advances, { vendors: vendorsOf(advances), decisions })
  return { ...figures, multiple: terms.multiple, share: 1 }
}

/** Expected figures when each advance is made with the same chance: rates stay, sums shrink. */
function shareOf(figures: BaselineFigures, share: number): BaselineFigures {
  const part = (value: number) => Math.round(value * share)
  return {
    ...figures,
    offers: part(figures.offers),
    approvalRate: figures.approvalRate === null ? null : rounded(figures.approvalRate * share),
    principalLent: part(figures.principalLent),
    principalLost: part(figures.principalLost),
    repaid: part(figures.repaid),
    chargedOff: part(figures.chargedOff),
    closed: part(figures.closed),
    censored: part(figures.censored),
    principalCensored: part(figures.principalCensored),
    feesLent: part(figures.feesLent),
    share: rounded(share),
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9
}
