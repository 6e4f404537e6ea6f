/** The Worker under test: the real one, with Durable Objects that tests may break on purpose. */
export * from '../../src/index.ts'
export { default } from '../../src/index.ts'
