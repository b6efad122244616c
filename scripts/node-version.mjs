// Imported before anything else. Old syntax only, so that an old Node gets as far as the message.

const oldest = { major: 20, minor: 19 }

/**
 * What to say about a Node that is too old, or an empty text.
 *
 * @param {string} version such as `20.19.0`
 */
export function complaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return ''
  return `sopskit needs Node ${oldest.major}.${oldest.minor} or newer; this is Node ${version}.`
}

const message = complaint(process.versions.node)
if (message !== '') {
  console.error(message)
  process.exit(1)
}
