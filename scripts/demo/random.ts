/** Randomness of the demonstration: seeded, so that a seed always gives the same market, byte for byte. */
export interface Random {
  /** Whole number from 0 to 2^32 - 1. */
  uint32(): number
  /** From 0 inclusive to 1 exclusive. */
  float(): number
  /** Whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** An index, as often as its weight says; -1 when no weight is above zero. */
  weighted(weights: readonly number[]): number
  /** Normal distribution with mean 0 and standard deviation 1. */
  normal(): number
  /** Whole number around `mean`, Poisson distributed. */
  poisson(mean: number): number
}

/** 32-bit FNV-1a of the parts: one seed per purpose, so that a change in one stall leaves the others alone. */
export function seedFrom(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const char of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}

/** Mulberry32, a 32-bit generator of Tommy Ettinger (public domain): short, fast, good enough for a market. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

function weightedIndex(weights: readonly number[], share: number): number {
  let total = 0
  for (const weight of weights) total += weight
  if (total <= 0) return -1
  let rest = share * total
  let last = -1
  for (const [index, weight] of weights.entries()) {
    if (weight <= 0) continue
    last = index
    rest -= weight
    if (rest < 0) return index
  }
  // Rounding may leave a crumb after the last weight.
  return last
}

/** A stream of random numbers that `seed` decides. */
export function createRandom(seed: number): Random {
  const uint32 = mulberry32(seed)
  const float = (): number => uint32() / 2 ** 32
  const int = (min: number, max: number): number => min + Math.floor(float() * (max - min + 1))
  return {
    uint32,
    float,
    int,
    chance: (probability) => float() < probability,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)]
      if (picked === undefined) throw new RangeError('pick from an empty list')
      return picked
    },
    weighted: (weights) => weightedIndex(weights, float()),
    // Box and Muller; 1 - float() keeps the logarithm away from zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float()),
    // Knuth's product of uniforms: exact, and quick at the few dozen sales of a stall's day.
    poisson: (mean) => {
      const floor = Math.exp(-mean)
      let product = float()
      let count = 0
      while (product > floor) {
        product *= float()
        count += 1
      }
      return count
    },
  }
}
