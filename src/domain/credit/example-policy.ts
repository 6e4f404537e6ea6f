import { CURRENT_MODEL } from './model.ts'
import type { LendingPolicy } from './policy.ts'

/**
 * The policy of the documentation, the demonstration market, the simulator and the backtest: rupees, an APR cap of
 * 60 percent, stock only. Lenders bring their own.
 */
export const EXAMPLE_POLICY: LendingPolicy = {
  policy_id: 'stock-inr',
  version: 1,
  currency: 'INR',
  active: true,
  valid_from_day: 20_454,
  jurisdiction: 'IN',
  apr_basis: 'nominal_daily_x365',
  max_apr_bp: 6000,
  min_fee_bp: 0,
  model_version: CURRENT_MODEL.version,
  bands: {
    A: { mult_bp: 2400, term_days: 90, stress_bp: 8500, fee_bp: 450 },
    B: { mult_bp: 2200, term_days: 75, stress_bp: 8000, fee_bp: 450 },
    C: { mult_bp: 1400, term_days: 45, stress_bp: 8000, fee_bp: 380 },
  },
  cutoffs: [
    ['A', 535],
    ['B', 515],
    ['C', 495],
  ],
  cap_minor: 5_000_000,
  ramp_minor: [1_500_000, 2_500_000, 5_000_000],
  step_minor: 10_000,
  min_offer_minor: 50_000,
  holdback_bp: { default: 1200, min: 800, max: 2000 },
  portfolio_limit_minor: 50_000_000_000,
  min_tenure_days: 56,
  min_active_days: 28,
  offer_ttl_days: 7,
  rebate_bp: 10_000,
  allow_cash: false,
}
