// The one barrel of the project: drizzle-kit wants to read the whole schema from one module.
export * from './books.ts'
export * from './credit.ts'
export * from './entries.ts'
export * from './logins.ts'
export * from './partners.ts'
export * from './vendors.ts'
export * from './webhooks.ts'
