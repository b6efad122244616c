import { SopsError } from '../../errors/sops-error.ts'

/**
 * Loads a package that is installed only where it is wanted. `load` is the `import()` itself, so that bundlers
 * and readers see its name; `name` is what to install, with a version where not every one will do.
 *
 * @throws {@link SopsError} `PACKAGE_MISSING` when it cannot be loaded; the message names it.
 * @example
 * ```ts
 * import { loadPackage } from '@sopskit/core'
 * const { join } = await loadPackage('node:path', () => import('node:path'))
 * ```
 */
export async function loadPackage<Module>(
  name: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch {
    const message = `The package ${name} cannot be loaded; what was asked for needs it. Install it: npm install ${name}`
    throw new SopsError('PACKAGE_MISSING', message)
  }
}
