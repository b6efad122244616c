import { inPackage, type Proof } from './proof.ts'

const serves = (title: string): Proof => inPackage('cli/keyservice.test.ts', title)
const overTls = serves('over TLS, with a client that trusts it and one that does not')
const knownClients = serves('that wants to know its clients lets in only those with a certificate')
const commentRules = inPackage(
  'cli/encrypt.test.ts',
  'comment rules work before the command as well',
)

/** Commands that sops has not. */
export const ourCommands: Readonly<Record<string, Proof>> = {
  check: inPackage('check/command.test.ts', '1 for errors, each with its place and key'),
  'flux init': inPackage('cli/flux.test.ts', 'flux init'),
  'flux build': inPackage('cli/flux.test.ts', 'flux build'),
}

/** Flags that sops has not, or not behind a command (L4). */
export const ourFlags: Readonly<Record<string, Proof>> = {
  allow: serves('lets only the keys be used that --allow names'),
  check: inPackage(
    'cli/updatekeys.test.ts',
    '--check compares without any identity, and says by its exit code',
  ),
  config: inPackage(
    'config/encrypt-by-rule.test.ts',
    'the one that is named, before the command, behind it, or by a variable (CFG-006)',
  ),
  'dry-run': inPackage('cli/updatekeys.test.ts', '--dry-run does everything but writing'),
  'encrypted-comment-regex': commentRules,
  indent: inPackage(
    'cli/encrypt.test.ts',
    'indentation, before the command and behind it (CLI-030)',
  ),
  insecure: inPackage('surface/insecure.test.ts', 'the server listens for other machines'),
  'insecure-keyservice': inPackage('surface/insecure.test.ts', 'the client asks other machines'),
  'keyservice-ca': overTls,
  'keyservice-cert': knownClients,
  'keyservice-key': knownClients,
  layout: inPackage(
    'preserve/change-options.test.ts',
    'without the flag it says once that the layout changes, and succeeds',
  ),
  'mac-only-encrypted': inPackage(
    'cli/encrypt.test.ts',
    '--mac-only-encrypted, before the command: %s',
  ),
  rotate: inPackage(
    'cli/updatekeys.test.ts',
    'with --rotate the data key is new, and the MAC is verified for it',
  ),
  'tls-cert': overTls,
  'tls-client-ca': knownClients,
  'tls-key': overTls,
  'unencrypted-comment-regex': commentRules,
}
