const sealed = /^ENC\[AES256_GCM,data:[^\n]*,type:(\w+)\]$/

/** True for a text of the form that encrypted values have (V4). */
export function isSealed(text: string): boolean {
  return sealed.test(text)
}

/** True for an encrypted comment, which core makes an item of its list (V20). */
export function isSealedComment(text: string): boolean {
  return sealed.exec(text)?.[1] === 'comment'
}
