import * as z from 'zod'
import { isAllowedScheme } from '#src/lib/outbound/address.ts'
import { plainText } from '../../record/schema.ts'

/** A kind of place that exports go to. What sends there stands in ../senders. */
export interface DestinationKind {
  key: string
  label: string
  settings: z.ZodType<Record<string, unknown>>
  secret: z.ZodType<Record<string, unknown>>
  /** Settings that say who gets to see the secret: with another of them it has to be entered again. */
  address: readonly string[]
  /** Where it leads, for people. */
  target: (settings: Record<string, string>) => string
}

const word = plainText.min(1).max(500)
const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9_.:-]+$/, 'must be a host name such as files.example.com, without a protocol or port')
const address = z
  .url({ protocol: /^https?$/, error: 'must be an https:// address' })
  .max(2000)
  .refine(
    (url) => URL.canParse(url) && isAllowedScheme(new URL(url)),
    'must begin with https://, so that nobody on the way can read or change what is sent',
  )
  .refine((url) => !/^\w+:\/\/[^/]*@/.test(url), 'must not contain a user name or a password')

export const webhookSettings = z.strictObject({ url: address })
export const webhookSecret = z.strictObject({
  signing_secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and then 24 to 64 random bytes in base64'),
})

export const s3Settings = z.strictObject({
  /** Null: Amazon's own. */
  endpoint: address.nullable().default(null),
  region: z.string().regex(/^[a-z0-9-]{1,50}$/, 'must be a region such as eu-central-1'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
  /** Put before the name of every file. */
  prefix: z
    .string()
    .max(500)
    .regex(/^([\w. -]+\/)*$/, 'must be empty, or folders that end with a slash, such as from-waybill/')
    .default(''),
  force_path_style: z.boolean().default(false),
  access_key_id: word,
})
export const s3Secret = z.strictObject({ secret_access_key: word })

/** As `ssh-keygen -l` shows it. */
export const fingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be a fingerprint such as SHA256:… with 43 characters after it')

export const sftpSettings = z.strictObject({
  host,
  port: z.int().min(1).max(65_535).default(22),
  username: word,
  /** From the folder that the server shows after sign-in, or from / on. */
  folder: z
    .string()
    .max(500)
    .regex(/^[^\p{Cc}\\]*$/u, 'must not contain control characters or backslashes')
    .default(''),
  /** Of the host key that somebody has confirmed; nothing is sent to a server with another one. */
  host_key: fingerprint.nullable().default(null),
})
export const sftpSecret = z.union(
  [
    z.strictObject({ password: z.string().min(1).max(1000) }),
    z.strictObject({
      private_key: z.string().min(50).max(20_000),
      passphrase: z.string().max(1000).optional(),
    }),
  ],
  'must be { password } or { private_key, passphrase }',
)

export type WebhookSettings = z.output<typeof webhookSettings>
export type S3Settings = z.output<typeof s3Settings>
export type SftpSettings = z.output<typeof sftpSettings>

export const kinds = {
  webhook: {
    key: 'webhook',
    label: 'Webhook',
    settings: webhookSettings,
    secret: webhookSecret,
    // The secret signs and is never sent.
    address: [],
    target: ({ url = '' }) => new URL(url).host,
  },
  s3: {
    key: 's3',
    label: 'S3 bucket',
    settings: s3Settings,
    secret: s3Secret,
    address: ['endpoint'],
    target: ({ bucket, prefix }) => `${bucket}/${prefix}`,
  },
  sftp: {
    key: 'sftp',
    label: 'SFTP server',
    settings: sftpSettings,
    secret: sftpSecret,
    address: ['host', 'port', 'host_key'],
    target: ({ host, folder }) => (folder ? `${host}: ${folder}` : `${host}`),
  },
} as const satisfies Record<string, DestinationKind>

export type KindKey = keyof typeof kinds
export const kindKeys = Object.keys(kinds) as [KindKey, ...KindKey[]]
