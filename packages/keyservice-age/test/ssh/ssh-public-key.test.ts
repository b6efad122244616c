import { describe, expect, it } from 'vitest'
import { encodeBase64, encodeUtf8 } from '@sopskit/core'
import { parseSshPublicLine } from '../../src/ssh/ssh-public-key.ts'
import { sshTag } from '../../src/ssh/ssh-tag.ts'
import { writeWire } from '../../src/ssh/wire.ts'

const modulus = Uint8Array.from({ length: 257 }, (_, index) => (index === 0 ? 0 : 0xd1))
const usual = [1, 0, 1]

function lineOf(exponent: readonly number[], n: Uint8Array = modulus): string {
  const wire = writeWire(encodeUtf8('ssh-rsa'), Uint8Array.from(exponent), n)
  return `ssh-rsa ${encodeBase64(wire)}`
}

describe('RSA keys that age refuses are refused (AGE-005)', () => {
  it.each([
    ['with the exponent 1, which encrypts nothing', lineOf([1])],
    ['with the exponent 0', lineOf([0])],
    ['with an even exponent', lineOf([1, 0, 0])],
    ['with an exponent of more than 24 bits', lineOf([1, 0, 0, 1])],
    ['with a negative exponent', lineOf([0xff, 0xff, 0xff])],
    ['with a negative modulus', lineOf(usual, modulus.subarray(1))],
    ['of 2047 bits', lineOf(usual, Uint8Array.of(0x7f, ...modulus.subarray(2)))],
    ['of 2041 bits', lineOf(usual, Uint8Array.of(0x01, ...modulus.subarray(2)))],
    ['cut by a line break', lineOf(usual).replace(/.{40}/, '$&\n')],
  ])('%s', (_, line) => {
    expect(parseSshPublicLine(line)).toBeUndefined()
  })
})

describe('RSA keys that age takes are taken', () => {
  it.each([
    ['with the exponent 3', lineOf([3])],
    ['with the largest exponent', lineOf([0, 0xff, 0xff, 0xff])],
    ['of 2048 bits', lineOf(usual, Uint8Array.of(0, 0x80, ...modulus.subarray(2)))],
    ['with a comment of several words (AGE-002)', `${lineOf(usual)} a b, c@d`],
    ['with a line break of Windows', `${lineOf(usual)}\r`],
  ])('%s', (_, line) => {
    expect(parseSshPublicLine(line)?.type).toBe('ssh-rsa')
  })

  it('and named as age names them, whatever zeros stand in front of their numbers', () => {
    const padded = parseSshPublicLine(lineOf([0, 0, ...usual], Uint8Array.of(0, 0, ...modulus)))
    const plain = parseSshPublicLine(lineOf(usual))
    expect(padded && sshTag(padded)).toBe(plain && sshTag(plain))
    expect(plain).toBeDefined()
  })
})
