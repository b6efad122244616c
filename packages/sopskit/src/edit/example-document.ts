import { encodeUtf8 } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'

const examples: Readonly<Record<FileFormat, string>> = {
  yaml: `# Replace these lines by your own. Values are encrypted, keys stay readable.
database:
    user: app
    password: change me
    port: 5432
hosts:
    - a.example
    - b.example
`,
  json: `{
	"database": {
		"user": "app",
		"password": "change me",
		"port": 5432
	},
	"hosts": [
		"a.example",
		"b.example"
	]
}
`,
  dotenv: `# Replace these lines by your own. Values are encrypted, names stay readable.
DATABASE_USER=app
DATABASE_PASSWORD=change me
`,
  ini: `; Replace these lines by your own. Values are encrypted, names stay readable.
[database]
user     = app
password = change me
`,
  binary: 'Replace this text by what is to be kept secret.\n',
}

/** What is put into the editor for a file that does not exist yet (CLI-076). */
export function exampleDocument(format: FileFormat): Uint8Array {
  return encodeUtf8(examples[format])
}
