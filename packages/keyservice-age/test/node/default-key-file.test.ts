import { expect, it } from 'vitest'
import { defaultKeyFile } from '../../src/node/default-key-file.ts'

const locate = (
  platform: string,
  env: Readonly<Record<string, string>>,
  homeDirectory: string,
): string | undefined =>
  defaultKeyFile({
    env,
    platform,
    homeDirectory,
    readFile: () => Promise.reject(new Error('read')),
  })

it.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ['linux', {}, '/houses/u/.config/sops/age/keys.txt'],
  ['linux', { XDG_CONFIG_HOME: '' }, '/houses/u/.config/sops/age/keys.txt'],
  ['linux', { XDG_CONFIG_HOME: '/x/y' }, '/x/y/sops/age/keys.txt'],
  ['freebsd', { XDG_CONFIG_HOME: '/x/y/' }, '/x/y/sops/age/keys.txt'],
  ['darwin', {}, '/houses/u/Library/Application Support/sops/age/keys.txt'],
  ['darwin', { XDG_CONFIG_HOME: '' }, '/houses/u/Library/Application Support/sops/age/keys.txt'],
  ['darwin', { XDG_CONFIG_HOME: '/x' }, '/x/sops/age/keys.txt'],
  [
    'win32',
    { AppData: 'C:\\U\\Roaming', XDG_CONFIG_HOME: '/x' },
    'C:\\U\\Roaming\\sops\\age\\keys.txt',
  ],
  ['win32', { APPDATA: 'C:\\U\\Roaming' }, 'C:\\U\\Roaming\\sops\\age\\keys.txt'],
])('on %s with %j it is %s (AGE-007)', (platform, env, path) => {
  expect(locate(platform, env, '/houses/u')).toBe(path)
})

it('is unknown where its folder is (AGE-007)', () => {
  expect(locate('linux', {}, '')).toBeUndefined()
  expect(locate('darwin', {}, '')).toBeUndefined()
  expect(locate('win32', {}, 'C:\\U')).toBeUndefined()
  expect(locate('win32', { AppData: '' }, 'C:\\U')).toBeUndefined()
  expect(locate('linux', { XDG_CONFIG_HOME: 'relative' }, '/houses/u')).toBeUndefined()
})
