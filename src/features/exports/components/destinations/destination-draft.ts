import type { Destination } from '../../destinations/record/schema.ts'

/** A destination as it stands in the form; each kind uses its own fields. */
export interface DestinationDraft {
  name: string
  kind: Destination['kind']
  url: string
  endpoint: string
  region: string
  bucket: string
  prefix: string
  forcePathStyle: boolean
  accessKeyId: string
  host: string
  port: number | string
  username: string
  folder: string
  hostKey: string
  usesKey: boolean
  passphrase: string
  /** Signing secret, secret access key, password or private key; never read back from the server. */
  secret: string
}

export function draftOf(existing?: Destination): DestinationDraft {
  const settings = (existing?.settings ?? {}) as Record<string, never>
  return {
    name: existing?.name ?? '',
    kind: existing?.kind ?? 'webhook',
    url: settings.url ?? '',
    endpoint: settings.endpoint ?? '',
    region: settings.region ?? '',
    bucket: settings.bucket ?? '',
    prefix: settings.prefix ?? '',
    forcePathStyle: settings.force_path_style ?? false,
    accessKeyId: settings.access_key_id ?? '',
    host: settings.host ?? '',
    port: settings.port ?? 22,
    username: settings.username ?? '',
    folder: settings.folder ?? '',
    hostKey: settings.host_key ?? '',
    usesKey: false,
    passphrase: '',
    secret: '',
  }
}

export function settingsOf(draft: DestinationDraft): Record<string, unknown> {
  switch (draft.kind) {
    case 'webhook':
      return { url: draft.url.trim() }
    case 's3':
      return {
        endpoint: draft.endpoint.trim() || null,
        region: draft.region.trim(),
        bucket: draft.bucket.trim(),
        prefix: draft.prefix,
        force_path_style: draft.forcePathStyle,
        access_key_id: draft.accessKeyId.trim(),
      }
    case 'sftp':
      return {
        host: draft.host.trim(),
        port: draft.port,
        username: draft.username,
        folder: draft.folder,
        host_key: draft.hostKey.trim() || null,
      }
  }
}

/** Undefined where nothing was entered: the stored one stays, or a new webhook gets one. */
export function secretOf(draft: DestinationDraft): Record<string, string> | undefined {
  if (draft.secret === '') return undefined
  switch (draft.kind) {
    case 'webhook':
      return { signing_secret: draft.secret.trim() }
    case 's3':
      return { secret_access_key: draft.secret.trim() }
    case 'sftp':
      return draft.usesKey
        ? {
            private_key: draft.secret,
            ...(draft.passphrase === '' ? {} : { passphrase: draft.passphrase }),
          }
        : { password: draft.secret }
  }
}

/** Errors by the field of the form: `settings.url` is `url`, and everything about the secret is `secret`. */
export function errorsByField(errors: { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      const [part = '', key = ''] = path.split('.')
      return [part === 'settings' ? key : part, message]
    }),
  )
}
