const floatForm = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
// Behind a leading point underscores are not dropped beforehand: each needs a digit on both sides.
// Said in two patterns, for repeating a group millions of times exhausts the pattern engine.
const dottedFloatForm = /^\.[0-9][0-9_]*([eE][-+]?[0-9][0-9_]*)?$/
const looseUnderscore = /_(?![0-9])/

/** Reads a decimal float whose underscores are gone already; `undefined` when it is none or overflows. */
export function parsePlainFloat(text: string): number | undefined {
  return floatForm.test(text) ? finite(text) : undefined
}

/** Reads a float that starts with its point, `.1_2` included; `undefined` when it is none or overflows. */
export function parseDottedFloat(text: string): number | undefined {
  const isFloat = dottedFloatForm.test(text) && !looseUnderscore.test(text)
  return isFloat ? finite(text.replaceAll('_', '')) : undefined
}

function finite(digits: string): number | undefined {
  const value = Number(digits)
  return Number.isFinite(value) ? value : undefined
}
