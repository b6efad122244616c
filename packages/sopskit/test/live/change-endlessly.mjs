// change-endlessly.mjs encrypt|rotate|set FILE…: changes files in place until it is killed.
// change-endlessly.mjs add FILE NAME…: sets each name in the file, again and again until nobody was faster.
// Runs the built packages, and says "ready" before the first change.
import { appendFileSync } from 'node:fs'
import { argv, env, stdout } from 'node:process'
import { encrypt, encryptFile, isSopsError, rotate, rotateFile, setValueInFile } from 'sopskit'
import { openKeyService } from './open-key-service.mjs'

const [, , change = '', ...words] = argv
const options = { services: [openKeyService] }
const recipients = 'age1test'

/** @param {string} file @param {string} name @param {number} value */
const set = (file, name, value) => setValueInFile(file, { ...options, path: [name], value })

/** @param {string} file @param {string} name */
async function add(file, name) {
  for (;;) {
    try {
      return await set(file, name, 1)
    } catch (error) {
      if (!isSopsError(error, 'FILE_CHANGED')) throw error
      if (env['TEST_LOG'] !== undefined) appendFileSync(env['TEST_LOG'], 'again\n')
    }
  }
}

// Everything that is loaded late is loaded, so that a kill comes in the middle of work.
const format = 'yaml'
const warm = await encrypt('a: x\n', { ...options, recipients, format })
await rotate(warm.bytes, { ...options, format })
stdout.write('ready\n')
const [file = '', ...names] = words
if (change === 'encrypt')
  for (const path of words) await encryptFile(path, { ...options, recipients, inPlace: true })
if (change === 'rotate') for (;;) await rotateFile(file, { ...options, inPlace: true })
if (change === 'set') for (let count = 1; ; count += 1) await set(file, 'count', count)
if (change === 'add') for (const name of names) await add(file, name)
