import type { Command } from './start-process.ts'

/** What runs a line of the user: the shell of the system, as for sops (CLI-080). */
export function shellCommand(line: string, platform: string): Command {
  return platform === 'win32'
    ? { program: 'cmd.exe', args: ['/C', line], verbatim: true }
    : { program: '/bin/sh', args: ['-c', line] }
}
