import type { MasterKey, MasterKeyType } from '../keys/master-key.ts'
import { entry } from '../tree/create.ts'
import type { TreeEntry } from '../tree/tree.ts'
import type { FieldReader } from './field-reader.ts'
import { sortedBranch } from './sorted-branch.ts'

/** Reads a master key from the fields of its entry (D4). */
export function readMasterKey(type: MasterKeyType, fields: FieldReader): MasterKey {
  switch (type) {
    case 'age':
      return { type, recipient: fields.text('recipient') }
    case 'pgp':
      return { type, fingerprint: fields.text('fp') }
    case 'kms':
      return {
        type,
        arn: fields.text('arn'),
        role: fields.text('role'),
        context: fields.texts('context'),
        awsProfile: fields.text('aws_profile'),
      }
    case 'gcp_kms':
      return { type, resourceId: fields.text('resource_id') }
    case 'azure_kv':
      return {
        type,
        vaultUrl: fields.text('vault_url'),
        name: fields.text('name'),
        version: fields.text('version'),
      }
    case 'hc_vault':
      return {
        type,
        vaultAddress: fields.text('vault_address'),
        enginePath: fields.text('engine_path'),
        keyName: fields.text('key_name'),
      }
    case 'hckms':
      return { type, keyId: fields.text('key_id') }
  }
}

/** The fields of a master key's entry, in no particular order (D4). */
export function masterKeyFields(key: MasterKey): readonly TreeEntry[] {
  switch (key.type) {
    case 'age':
      return [entry('recipient', key.recipient)]
    case 'pgp':
      return [entry('fp', key.fingerprint)]
    case 'kms':
      return [
        entry('arn', key.arn),
        entry('aws_profile', key.awsProfile),
        ...contextField(key.context),
        ...(key.role === '' ? [] : [entry('role', key.role)]),
      ]
    case 'gcp_kms':
      return [entry('resource_id', key.resourceId)]
    case 'azure_kv':
      return [
        entry('name', key.name),
        entry('vault_url', key.vaultUrl),
        entry('version', key.version),
      ]
    case 'hc_vault':
      return [
        entry('engine_path', key.enginePath),
        entry('key_name', key.keyName),
        entry('vault_address', key.vaultAddress),
      ]
    case 'hckms':
      return [entry('key_id', key.keyId)]
  }
}

function contextField(context: Readonly<Record<string, string>>): readonly TreeEntry[] {
  const texts = Object.entries(context).map(([name, text]) => entry(name, text))
  return texts.length === 0 ? [] : [entry('context', sortedBranch(texts))]
}
