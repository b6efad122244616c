const floatForm = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
// Behind a leading point underscores are not dropped beforehand: each needs a digit on both sides.
const dottedFloatForm = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/

/** Reads a decimal float whose underscores are gone already; `undefined` when it is none or overflows. */
export function parsePlainFloat(text: string): number | undefined {
  return floatForm.test(text) ? finite(text) : undefined
}

/** Reads a float that starts with its point, `.1_2` included; `undefined` when it is none or overflows. */
export function parseDottedFloat(text: string): number | undefined {
  return dottedFloatForm.test(text) ? finite(text.replaceAll('_', '')) : undefined
}

function finite(digits: string): number | undefined {
  const value = Number(digits)
  return Number.isFinite(value) ? value : undefined
}
