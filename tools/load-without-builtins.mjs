// load-without-builtins.mjs FILE: imports FILE and all it needs; fails when a module on the way imports a
// Node built-in.
import { register } from 'node:module'
import { pathToFileURL } from 'node:url'

const hooks = `
export async function resolve(specifier, context, next) {
  const target = await next(specifier, context)
  if (target.url.startsWith('node:')) throw new Error(context.parentURL + ' imports ' + target.url)
  return target
}`

register(`data:text/javascript,${encodeURIComponent(hooks)}`)

try {
  await import(pathToFileURL(process.argv[2] ?? '').href)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
