import { SopsError } from '@sopskit/core'

/**
 * Loads an SDK that is installed only where it is wanted. `load` is the `import()` itself, so that bundlers
 * and readers see its name.
 */
export async function loadPackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    const message = `The package ${name} cannot be loaded; keys of this kind need it. Install it: npm install ${name}`
    throw new SopsError('PACKAGE_MISSING', message)
  }
}
