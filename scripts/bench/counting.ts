export interface Tally {
  count: number
}

/** Durable Objects that count the calls to them, each of which is billed as a request. */
export function countingNamespace<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  tally: Tally,
): DurableObjectNamespace<T> {
  return new Proxy(namespace, {
    get: (target, name) => (wanted: string) =>
      // Stubs are only ever made by name in this app.
      counting((Reflect.get(target, name) as Getter).call(target, wanted), tally),
  })
}

type Getter = (name: string) => object

function counting<T extends object>(stub: T, tally: Tally): T {
  return new Proxy(stub, {
    get:
      (target, name) =>
      (...args: unknown[]) => {
        tally.count += 1
        // Not `method.bind`: on a stub that is one more call to the object, of a method called "bind".
        return Reflect.apply(Reflect.get(target, name) as () => unknown, target, args)
      },
  })
}
