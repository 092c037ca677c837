import type { Source } from '#src/features/sources/record/schema.ts'

export const tlsLabels: Record<Source['tls'], string> = {
  'verify-full': 'Encrypted, the server proves its name',
  'verify-ca': 'Encrypted, the name of the server is not checked',
  require: 'Encrypted, the server is not checked',
  disable: 'Not encrypted',
}
