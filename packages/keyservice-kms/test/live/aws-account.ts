import { KMS } from '@aws-sdk/client-kms'

/** Access keys that a real account would have made. */
export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const anyKey: AccessKey = { accessKeyId: 'lab', secretAccessKey: 'lab' }

/** The administrator of a moto account: makes keys and users, which no key service does. */
export class AwsAccount {
  readonly #endpoint: string

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  kms(region: string): KMS {
    return new KMS({ region, endpoint: this.#endpoint, credentials: anyKey })
  }

  /** The ARN of a new key, and of an alias of it. */
  async createKey(region: string, alias: string): Promise<{ key: string; alias: string }> {
    const kms = this.kms(region)
    const { KeyMetadata } = await kms.createKey({})
    const key = KeyMetadata?.Arn ?? ''
    await kms.createAlias({ AliasName: `alias/${alias}`, TargetKeyId: key })
    return { key, alias: `${key.replace(/:key\/.*$/, '')}:alias/${alias}` }
  }

  /** A user who may do what the policy says. */
  async createUser(name: string, policy: string): Promise<AccessKey> {
    await this.#iam('CreateUser', { UserName: name })
    const document = { UserName: name, PolicyName: 'only', PolicyDocument: policy }
    await this.#iam('PutUserPolicy', document)
    const answer = await this.#iam('CreateAccessKey', { UserName: name })
    return {
      accessKeyId: element(answer, 'AccessKeyId'),
      secretAccessKey: element(answer, 'SecretAccessKey'),
    }
  }

  /** From here on moto checks every signature and policy. */
  async checkSignatures(): Promise<void> {
    const response = await fetch(`${this.#endpoint}/moto-api/reset-auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: '0',
    })
    if (!response.ok) throw new Error(`reset-auth gives ${response.status}`)
  }

  async #iam(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=lab/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0'
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }),
    })
    if (!response.ok) throw new Error(`${action} gives ${response.status}`)
    return response.text()
  }
}

function element(xml: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1]
  if (value === undefined) throw new Error(`no ${name}`)
  return value
}
