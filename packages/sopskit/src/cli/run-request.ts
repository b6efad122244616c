import type { DecryptResult } from '../api/decrypt.ts'
import type { EncryptResult } from '../api/encrypt-documents.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import { readInput, requireInput } from '../files/read-input.ts'
import type { CommandIo } from './command-io.ts'
import { readConfiguration } from './read-configuration.ts'
import { refuseRemoteServices } from './refuse-remote-services.ts'
import { type CommandNotice, describeNotice } from './report.ts'
import { type CommandRequest, requireSound } from './request.ts'
import { runDecrypt } from './run-decrypt.ts'
import { runEncrypt } from './run-encrypt.ts'

/** Does what a request asks for. Nothing is written before everything has succeeded (Z2). */
export async function runRequest(request: CommandRequest, io: CommandIo): Promise<void> {
  requireSound(request)
  const { input, destination } = request
  if (input !== undefined) await requireInput(input, io.fileSystem)
  const config = await readConfiguration(request, io)
  refuseRemoteServices(request)
  const read = () => (input === undefined ? io.readStdin() : readInput(input, io.fileSystem))
  const source = { config, read }
  const result =
    request.command === 'encrypt'
      ? await runEncrypt(request, source, io)
      : await runDecrypt(request, source, io)
  if (destination === undefined) await io.writeStdout(result.bytes)
  else await atomicWrite(destination, result.bytes, io)
  warn(result, io)
}

const unverified: CommandNotice = {
  code: 'MAC_NOT_VERIFIED',
  path: [],
  message: 'The MAC was not verified: nothing says that the values are those that were encrypted.',
}

function warn(result: EncryptResult | DecryptResult, io: CommandIo): void {
  for (const notice of result.warnings) io.writeStderr(describeNotice(notice))
  if ('macVerified' in result && !result.macVerified) io.writeStderr(describeNotice(unverified))
}
