// Secrets are not in wrangler.toml, so `wrangler types` does not know them; this merges with what it writes.
interface __BaseEnv_Env {
  /** Bearer token of the operator; a secret in live mode. */
  OPERATOR_TOKEN?: string
}
