/** Compares values that were JSON; the order of keys does not count. */
export function equalJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [names, others] = [Object.keys(one), Object.keys(other)]
  const equal = (name: string): boolean =>
    Object.hasOwn(other, name) && equalJson(Reflect.get(one, name), Reflect.get(other, name))
  return names.length === others.length && names.every(equal)
}
