import type { Leaf } from '@sopskit/core'

/**
 * True for what stands where a value will be: nothing, or text that consists of the variables of a template alone.
 */
export function isPlaceholder(value: Leaf['value']): boolean {
  if (value === null || value === '') return true
  return typeof value === 'string' && variables.test(value)
}

// ${NAME} of Flux and shells, $(NAME), {{ … }} of Helm, <path:…> of other tools.
const variables = /^\s*(?:(?:\$\{[^{}]*\}|\$\([^()]*\)|\{\{[^{}]*\}\}|<[^<>]*>)\s*)+$/
