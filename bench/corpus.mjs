/** A Kubernetes Secret as it stands in many repositories. @param {number} number */
export function smallSecret(number) {
  const secret = (/** @type {string} */ name) => `${name}-${String(number * 7919).padStart(8, '0')}`
  return `apiVersion: v1
kind: Secret
metadata:
    name: service-${number}
    namespace: shop
type: Opaque
stringData:
    username: ${secret('user')}
    password: ${secret('password')}
    token: ${secret('token')}${secret('-more')}
    url: postgres://db-${number}.example:5432/shop
    key: ${secret('key')}
`
}

/** @typedef {Record<string, string | number | boolean>} Group */

/**
 * A tree of `leaves` values of the usual kinds, 20 to a group.
 *
 * @param {number} leaves
 * @returns {Record<string, Group>}
 */
export function largeTree(leaves) {
  /** @type {Record<string, Group>} */
  const tree = {}
  for (let number = 0; number < leaves; number++) {
    const group = (tree[`service_${Math.floor(number / 20)}`] ??= {})
    group[`value_${number % 20}`] = leaf(number)
  }
  return tree
}

/** @param {number} number */
function leaf(number) {
  if (number % 10 === 0) return number * 31
  if (number % 10 === 1) return number % 20 === 1
  return `text of leaf ${number}, long enough to be like a password or an address`
}

/** The tree as YAML in the layout of sops. @param {ReturnType<typeof largeTree>} tree */
export function toYaml(tree) {
  const lines = Object.entries(tree).flatMap(([group, values]) => [
    `${group}:`,
    ...Object.entries(values).map(([key, value]) => `    ${key}: ${value}`),
  ])
  return `${lines.join('\n')}\n`
}

/** The tree as JSON in the layout of sops. @param {ReturnType<typeof largeTree>} tree */
export function toJson(tree) {
  return `${JSON.stringify(tree, undefined, '\t')}\n`
}
