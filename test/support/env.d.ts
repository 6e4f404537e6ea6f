interface __BaseEnv_Env {
  /** D1 migrations, read by vitest.config.ts; in tests only. */
  TEST_MIGRATIONS: import('cloudflare:test').D1Migration[]
}
