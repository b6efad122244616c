export type { AgeEnvironment } from './age-environment.ts'
export { ageIdentitiesFromEnvironment } from './identities-from-environment.ts'
export type { AgeIdentitySearchOptions } from './identities-from-environment.ts'
export type { AgeIdentitySearch, AgeSourceFailure } from './identity-search.ts'
export { ageKeyServiceFromEnvironment } from './key-service-from-environment.ts'
export { agePlugins } from './plugins/age-plugins.ts'
export type { PluginEnvironment as AgePluginEnvironment } from './plugins/converse.ts'
export type {
  AgePluginChoice,
  AgePluginMessage,
  AgePluginQuestion,
  AgePluginUi,
} from './plugins/plugin-ui.ts'
