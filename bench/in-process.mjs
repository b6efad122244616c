// in-process.mjs [--write] decrypt FILE… | encrypt --age RECIPIENT FILE…
// Does the operation on every file in this one process, through the API, and prints the milliseconds from
// before the first read to after the last result; with --write the last result instead.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { decrypt, encrypt } from '../packages/sopskit/dist/index.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, age: { type: 'string' } },
})
const [operation, ...files] = positionals
const operate = operation === 'decrypt' ? decryptFile : encryptFile

const began = performance.now()
/** @type {Uint8Array} */
let result = new Uint8Array()
for (const file of files) result = await operate(file)
if (values.write === true) process.stdout.write(result)
else console.log(performance.now() - began)

/** @param {string} file */
async function decryptFile(file) {
  const options = { format: formatOf(file), identities: /** @type {const} */ ('environment') }
  return (await decrypt(readFileSync(file), options)).bytes
}

/** @param {string} file */
async function encryptFile(file) {
  const options = { format: formatOf(file), recipients: values.age ?? '' }
  return (await encrypt(readFileSync(file), options)).bytes
}

/**
 * @param {string} file
 * @returns {'json' | 'yaml'}
 */
function formatOf(file) {
  return file.endsWith('.json') ? 'json' : 'yaml'
}
