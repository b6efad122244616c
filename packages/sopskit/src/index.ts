export { decrypt } from './api/decrypt.ts'
export type { DecryptOptions, DecryptResult } from './api/decrypt.ts'
export type { OpenOptions } from './api/decrypt-documents.ts'
export { decryptFile } from './api/decrypt-file.ts'
export type { DecryptFileOptions } from './api/decrypt-file.ts'
export { decryptToObject } from './api/decrypt-to-object.ts'
export type { DecryptedObject, DecryptToObjectOptions } from './api/decrypt-to-object.ts'
export { encrypt } from './api/encrypt.ts'
export type { EncryptOptions, EncryptResult } from './api/encrypt-documents.ts'
export { encryptFile } from './api/encrypt-file.ts'
export type { EncryptFileOptions } from './api/encrypt-file.ts'
export { encryptObject } from './api/encrypt-object.ts'
export type { FileFacts, FileOptions } from './api/file-options.ts'
export {
  addKeyGroup,
  addKeyGroupInFile,
  deleteKeyGroup,
  deleteKeyGroupInFile,
} from './api/operations/key-groups.ts'
export type {
  AddKeyGroupInFileOptions,
  AddKeyGroupOptions,
  DeleteKeyGroupInFileOptions,
  DeleteKeyGroupOptions,
  KeyGroupResult,
} from './api/operations/key-groups.ts'
export type { ChangeFileOptions } from './api/operations/change-file.ts'
export type { ChangeOptions, RekeyOptions } from './api/operations/change-options.ts'
export type { Changed, ChangeResult } from './api/operations/change-result.ts'
export type { EditResult } from './api/operations/edit-documents.ts'
export { fileStatus, statusOfFile } from './api/operations/file-status.ts'
export type { FileStatusOptions } from './api/operations/file-status.ts'
export { parseSetValue } from './api/operations/parse-set-value.ts'
export type { ParseSetValueOptions } from './api/operations/parse-set-value.ts'
export { rotate, rotateFile } from './api/operations/rotate.ts'
export type { RotateFileOptions, RotateOptions } from './api/operations/rotate.ts'
export { setValue, setValueInFile } from './api/operations/set-value.ts'
export type {
  NewValue,
  SetValueInFileOptions,
  SetValueOptions,
} from './api/operations/set-value.ts'
export { unsetValue, unsetValueInFile } from './api/operations/unset-value.ts'
export type { UnsetValueInFileOptions, UnsetValueOptions } from './api/operations/unset-value.ts'
export { checkKeys, updateKeys } from './api/operations/update-keys.ts'
export type {
  CheckKeysOptions,
  UpdateKeysOptions,
  UpdateKeysResult,
  WantedKeyOptions,
} from './api/operations/update-keys.ts'
export { checkKeysInFile, updateKeysInFile } from './api/operations/update-keys-in-file.ts'
export type {
  CheckKeysInFileOptions,
  Confirmed,
  UpdateKeysInFileOptions,
} from './api/operations/update-keys-in-file.ts'
export type { SkipReason } from './api/operations/skipped-file.ts'
export { updateKeysInFiles } from './api/operations/update-keys-in-files.ts'
export type {
  FileUpdate,
  Progress,
  UpdateKeysInFilesOptions,
  UpdateKeysSummary,
} from './api/operations/update-keys-in-files.ts'
export type { Notice, Output, OutputFacts } from './api/output.ts'
export { checkFiles } from './check/check-files.ts'
export type { CheckFilesOptions, CheckProgress, CheckReport } from './check/check-options.ts'
export type { CheckRule } from './check/check-rule.ts'
export type { CheckFailure, Finding, FindingCode, Severity } from './check/finding.ts'
export { formatCheckReport } from './check/report/report-format.ts'
export type { ReportFormat } from './check/report/report-format.ts'
export type { ConfigOptions } from './config/config-options.ts'
export { findConfig } from './config/find-config.ts'
export { loadConfig } from './config/load-config.ts'
export type { LoadedConfig } from './config/load-config.ts'
export { editFile } from './edit/edit-file.ts'
export type { EditFileOptions, EditFileResult } from './edit/edit-file.ts'
export type { OnRejected, RejectedAnswer, RejectedEdit } from './edit/rejected-edit.ts'
export type { CommandEnd } from './exec/command-end.ts'
export { environmentOf } from './exec/environment-of.ts'
export type { DecryptedEnvironment } from './exec/environment-of.ts'
export type { RunOptions, RunResult } from './exec/run-options.ts'
export { runWithEnvironment } from './exec/run-with-environment.ts'
export type { RunWithEnvironmentOptions } from './exec/run-with-environment.ts'
export { runWithFile } from './exec/run-with-file.ts'
export type { RunWithFileOptions } from './exec/run-with-file.ts'
export { formatOfPath } from './formats/file-format.ts'
export type { FileFormat } from './formats/file-format.ts'
export type { IdentityOptions } from './options/identity-options.ts'
export type { FileLayout, LayoutOptions } from './options/layout-options.ts'
export type { RecipientOptions } from './options/recipient-options.ts'
export type { EncryptRuntimeOptions, RuntimeOptions } from './options/runtime-options.ts'
export { keyServicesFromEnvironment } from './services/key-services-from-environment.ts'
export type { KeyServicesFromEnvironmentOptions } from './services/key-services-from-environment.ts'
export type { AskPassphrase } from './services/service-environment.ts'
export type { Surroundings } from './processes/surroundings.ts'
export type {
  GcsClient,
  PublishClients,
  S3Client,
  VaultClient,
  VaultRequest,
} from './publish/clients.ts'
export { publishFile } from './publish/publish-file.ts'
export { publishFiles } from './publish/publish-files.ts'
export type { PublishFilesOptions } from './publish/publish-files.ts'
export type {
  PlannedPublication,
  Publication,
  PublishNotice,
  PublishOptions,
} from './publish/publish-options.ts'
export { fromPlainObject } from './values/from-plain.ts'
export type { PlainObject, PlainOptions, PlainValue } from './values/plain-value.ts'
export { toPlainObject } from './values/to-plain.ts'
export { describeKeyChanges, isSopsError, SopsError } from '@sopskit/core'
export type { RuleTexts as RuleOptions, SopsErrorCode } from '@sopskit/core'
