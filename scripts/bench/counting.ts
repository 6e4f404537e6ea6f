/** Bindings that count what goes through them. */

export interface Tally {
  count: number
}

/** A D1 database that counts its statements. */
export function countingDatabase(db: D1Database, tally: Tally): D1Database {
  return counting(db, tally, (name) => name === 'prepare')
}

/** Durable Objects that count the calls to them, each of which is billed as a request. */
export function countingNamespace<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  tally: Tally,
): DurableObjectNamespace<T> {
  return new Proxy(namespace, {
    get: (target, name) => (wanted: string) =>
      // Stubs are only ever made by name in this app.
      counting((Reflect.get(target, name) as Getter).call(target, wanted), tally, () => true),
  })
}

type Getter = (name: string) => object

/** The same object with its calls counted: those whose name `isCounted` accepts. */
function counting<T extends object>(
  object: T,
  tally: Tally,
  isCounted: (name: string | symbol) => boolean,
): T {
  return new Proxy(object, {
    get:
      (target, name) =>
      (...args: unknown[]) => {
        if (isCounted(name)) tally.count += 1
        // Not `method.bind`: on a stub that is one more call to the object, of a method called "bind".
        return Reflect.apply(Reflect.get(target, name) as () => unknown, target, args)
      },
  })
}
