/** Bindings that count what goes through them. */

export interface Tally {
  count: number
}

/** A D1 database that counts its statements. */
export function countingDatabase(db: D1Database, tally: Tally): D1Database {
  return new Proxy(db, {
    get(target, property) {
      if (property === 'prepare') tally.count += 1
      const value: unknown = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Durable Objects that count the calls to them, each of which is billed as a request. */
export function countingNamespace<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  tally: Tally,
): DurableObjectNamespace<T> {
  const counted = (stub: object) =>
    new Proxy(stub, {
      get(target, property) {
        if (typeof property === 'string') tally.count += 1
        const value: unknown = Reflect.get(target, property)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  return new Proxy(namespace, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      const call = value.bind(target) as (...args: unknown[]) => unknown
      return property === 'getByName' ? (name: unknown) => counted(call(name) as object) : call
    },
  })
}
