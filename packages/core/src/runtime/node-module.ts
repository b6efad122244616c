/**
 * One of Node's own modules, or `undefined` where the runtime has none. It is found without an import, so
 * that core loads on any runtime.
 */
export function findNodeModule(name: 'node:buffer' | 'node:crypto'): object | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => object | undefined }
  }
  return process?.getBuiltinModule?.(name)
}
