/** Checks variables and secrets once, and fails closed: a deployment that is half configured answers nothing but that. */

/** The operator's token where money is play money. Never accepted in live mode. */
export const DEMO_OPERATOR_TOKEN = 'demo-operator-token'

/** Shorter secrets than this are guesses waiting to happen. */
const SECRET_LENGTH_MIN = 32

/** What is wrong with the configuration, as sentences for the operator; empty when it may serve. */
export function configProblems(env: Env): string[] {
  const problems: string[] = []
  const mode: string = env.MODE
  if (mode !== 'demo' && mode !== 'live') problems.push('MODE must be "demo" or "live".')
  if (mode !== 'live') return problems
  const token = env.OPERATOR_TOKEN ?? ''
  if (token === '')
    problems.push('Set the secret OPERATOR_TOKEN: wrangler secret put OPERATOR_TOKEN.')
  else if (token.startsWith('demo-')) problems.push('OPERATOR_TOKEN is the demonstration secret.')
  else if (token.length < SECRET_LENGTH_MIN) {
    problems.push(`OPERATOR_TOKEN must have at least ${SECRET_LENGTH_MIN} characters.`)
  }
  const origin: string = env.PUBLIC_ORIGIN
  if (!/^https:\/\/[^/]+$/.test(origin)) {
    problems.push('PUBLIC_ORIGIN must be the https origin that stickers carry, without a path.')
  }
  return problems
}

/** The token that makes a caller of /v1 the operator. */
export function operatorToken(env: Env): string {
  return env.MODE === 'demo'
    ? (env.OPERATOR_TOKEN ?? DEMO_OPERATOR_TOKEN)
    : (env.OPERATOR_TOKEN ?? '')
}
