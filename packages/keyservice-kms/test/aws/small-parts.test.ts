import { describe, expect, test } from 'vitest'
import { sessionName } from '../../src/aws/session-name.ts'
import { parseSections } from '../../src/aws/shared-settings.ts'

describe('the session name of a role (KMS-006, UT-23)', () => {
  test.each([
    ['vm', 'sops@vm'],
    // What sops 3.13.3 sent from a host of this name.
    [
      'my-host_name.with+odd$chars[x]^y~z.and-a-long-tail-of-aaaaaaa',
      'sops@myhost_name.withoddchars[x]^yz.andalongtailofaaaaaaa',
    ],
    ['a@b=c,d', 'sops@a@b=c,d'],
    ['', 'sops@'],
    ['x'.repeat(80), `sops@${'x'.repeat(59)}`],
    [`${'-'.repeat(70)}y`, 'sops@y'],
  ])('of the host %j is %j', (hostName, name) => {
    expect(sessionName(hostName)).toBe(name)
  })
})

test('shared files: sections, comments, blocks, line ends', () => {
  const text = [
    '# comment',
    'lost = before any section',
    '[default]\r',
    'region=eu-west-1\r',
    '[ profile a ] ; comment',
    'aws_secret_access_key = a#b/c=d== # comment',
    's3 =',
    '  endpoint_url = http://s3',
    'endpoint_url = http://own',
    '  folded = line',
    'no setting at all',
    '= without a name',
    '[default]',
    'output = json',
  ].join('\n')
  const sections = [...parseSections(text)].map(([title, settings]) => [title, [...settings]])
  expect(sections).toEqual([
    [
      'default',
      [
        ['region', 'eu-west-1'],
        ['output', 'json'],
      ],
    ],
    [
      'profile a',
      [
        ['aws_secret_access_key', 'a#b/c=d=='],
        ['s3', ''],
        ['s3.endpoint_url', 'http://s3'],
        ['endpoint_url', 'http://own'],
        ['folded', 'line'],
      ],
    ],
  ])
})
