/** Begins the messages in which it does not matter which key it is. */
export const someAgeKey = 'The age key'
