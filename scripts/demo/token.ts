/** Operator token of the demonstration: known to everybody, and refused where `MODE = "live"`. */
export const DEMO_OPERATOR_TOKEN = 'demo-operator-token'
