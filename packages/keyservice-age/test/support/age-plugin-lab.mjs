#!/usr/bin/env node
// A plugin for tests, which keeps no secret: the recipient and the identity hold the same bytes, and the file
// key is mixed with their hash. LAB_MODE makes it talk more, or misbehave; LAB_LOG is written to.
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** @typedef {{ args: string[], body: Buffer }} Stanza */

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const mode = process.env['LAB_MODE'] ?? ''
const machine = process.argv[2]?.replace('--age-plugin=', '')
log(`start ${machine} ${process.cwd()}`)
if (machine !== 'recipient-v1' && machine !== 'identity-v1') process.exit(2)
if (mode === 'crash') process.exit(3)

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
/** @type {Stanza[]} */
const told = []
for (let stanza = await receive(); stanza.args[0] !== 'done'; stanza = await receive()) {
  log(`told ${stanza.args[0]}`)
  told.push(stanza)
}
if (mode === 'silent') await new Promise((resolve) => setTimeout(resolve, 60_000))
if (mode === 'garbage') process.stdout.write('hello\n')
if (mode === 'flood') process.stdout.write('x'.repeat(8_000_000))
if (mode === 'talk') await talk()
if (mode === 'error') {
  const about = machine === 'recipient-v1' ? ['recipient', '0'] : ['identity', '0']
  await ask(['error', ...about], 'the lab is closed')
} else if (mode === 'half') {
  process.exit(0)
} else if (machine === 'recipient-v1') {
  await wrap()
} else {
  await unwrap()
}
send(['done'])
if (mode === 'tidy') {
  const { done } = await lines.next()
  log(`tidied up ${done === true}`)
}

async function wrap() {
  const secret = secretOf('add-recipient')
  const body = told.find(({ args }) => args[0] === 'wrap-file-key')?.body ?? Buffer.alloc(0)
  await ask(['recipient-stanza', '0', 'lab', tagOf(secret)], mix(body, secret))
}

async function unwrap() {
  const secret = secretOf('add-identity')
  const mine = told.find(({ args }) => args[2] === 'lab' && args[3] === tagOf(secret))
  if (mine === undefined) return
  const key = mix(mine.body, secret)
  await ask(['file-key', '0'], mode === 'short' ? key.subarray(1) : key)
}

/** Says and asks all that a plugin can. */
async function talk() {
  const yes = Buffer.from('Go on').toString('base64').replaceAll('=', '')
  const no = Buffer.from('Stop').toString('base64').replaceAll('=', '')
  await ask(['msg'], 'Hello\u001b[31m from the lab')
  await ask(['confirm', yes, no], 'Shall we?')
  await ask(['request-public'], 'Your name')
  await ask(['request-secret'], 'Your PIN')
  await ask(['grease-7', 'x'], 'nobody knows this')
}

/** @param {string} command */
function secretOf(command) {
  const text = told.find((stanza) => stanza.args[0] === command)?.args[1] ?? ''
  const data = text.toLowerCase().slice(text.lastIndexOf('1') + 1, -6)
  return createHash('sha256')
    .update(Array.from(data, (c) => alphabet.indexOf(c)).join())
    .digest()
}

/** @param {Buffer} secret */
function tagOf(secret) {
  return secret.subarray(16, 20).toString('base64').replaceAll('=', '')
}

/** @param {Buffer} bytes @param {Buffer} secret */
function mix(bytes, secret) {
  return Buffer.from(bytes.map((byte, index) => byte ^ (secret[index] ?? 0)))
}

/** @param {string[]} args @param {string | Buffer} body */
async function ask(args, body) {
  send(args, body)
  const reply = await receive()
  log(`${args[0]}: ${[...reply.args, reply.body.toString()].join(' ').trim()}`)
}

/** @param {string[]} args @param {string | Buffer} body */
function send(args, body = '') {
  const text = Buffer.from(body).toString('base64').replaceAll('=', '')
  const full = text.match(/.{1,64}/g) ?? []
  const wrapped = text.length % 64 === 0 ? [...full, ''] : full
  process.stdout.write(`-> ${args.join(' ')}\n${wrapped.join('\n')}\n`)
}

/** @returns {Promise<Stanza>} */
async function receive() {
  const args = (await line()).split(' ').slice(1)
  let body = ''
  for (let part = await line(); ; part = await line()) {
    body += part
    if (part.length < 64) return { args, body: Buffer.from(body, 'base64') }
  }
}

/** @returns {Promise<string>} */
async function line() {
  const next = await lines.next()
  if (next.done === true) process.exit(4)
  return next.value
}

/** @param {string} text */
function log(text) {
  if (process.env['LAB_LOG']) appendFileSync(process.env['LAB_LOG'], `${text}\n`)
}
