import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
  /** A hot standby of the same database, where exports read their rows while it keeps up. */
  DATABASE_REPLICA_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' })
    .optional(),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s):// URL' })
    .default('http://localhost:3000'),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  STORAGE_DIR: z.string().min(1).default(join('.waybill', 'storage')),
  /** With a bucket, finished files are kept there and not in STORAGE_DIR. */
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: z.stringbool().default(false),
  S3_PREFIX: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'must be empty, or folders that end with a slash, such as waybill/')
    .default(''),
  /** Whether the bucket itself hands downloads out; not where browsers cannot reach it. */
  S3_REDIRECT: z.stringbool().default(true),
  S3_ENCRYPTION: z.enum(['AES256', 'aws:kms']).optional(),
  S3_KMS_KEY_ID: z.string().optional(),
  /** Where workers keep what they are making; by default inside STORAGE_DIR. */
  WORK_DIR: z.string().min(1).optional(),
  MAIL_DIR: z.string().min(1).default(join('.waybill', 'mail')),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp(s):// URL' }).optional(),
  /** How long a mail server may take to accept a connection; three times as long to answer. */
  SMTP_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(20).default(10),
  /** Up to this size a file goes with its mail where somebody wants that; beyond it the mail has the link alone. */
  MAIL_ATTACHMENT_MB: z.coerce.number().min(0).max(50).default(10),
  MAIL_FROM: z.string().min(3).default('Waybill <waybill@localhost>'),
  RATE_LIMIT_MAX: count(100),
  RATE_LIMIT_WINDOW_SECONDS: count(900),
  /** OpenID Connect: the issuer's address, and what it calls this product. */
  AUTH_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  AUTH_OIDC_CLIENT_ID: z.string().min(1).optional(),
  AUTH_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** What the button on the sign-in page calls the identity provider. */
  AUTH_OIDC_NAME: z.string().min(1).max(60).default('single sign-on'),
  /** How many proxies in front may be believed about the client's address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  HEARTBEAT_SECONDS: z.coerce.number().min(0.2).default(2),
  /** A running export, or a worker, that is silent for so long counts as lost; by default five heartbeats, at least 10. */
  LEASE_SECONDS: z.coerce.number().min(1).optional(),
  /** The pause before a failed export is tried again; it doubles each time. Mails wait ten times as long. */
  RETRY_SECONDS: z.coerce.number().min(0.1).default(2),
  /** How often workers look for jobs that nobody announces: those that were put off, and those of dead workers. */
  QUEUE_POLL_SECONDS: z.coerce.number().min(0.5).default(5),
  /** How long a worker that is told to stop lets running exports go on before it hands them back. */
  GRACE_SECONDS: z.coerce.number().min(0.1).default(8),
  /** When the database has not answered for so long, its connection counts as lost. */
  DATABASE_TIMEOUT_SECONDS: z.coerce.number().min(2).default(15),
  EXPORT_RETENTION_DAYS: count(7),
  /** Exports one worker runs at once, and how many of them may be one tenant's. */
  WORKER_CONCURRENCY: count(4),
  TENANT_CONCURRENCY: count(3),
  WORKER_NAME: z.string().min(1).default(hostname()),
  /** The machine whose disk a worker works on: what it keeps there, only workers of the same machine find. */
  WORKER_HOST: z.string().min(1).default(hostname()),
  /**
   * Rows of finished exports that a worker's machine keeps for other formats and comparisons, in megabytes and hours:
   * longer than a day, so that a daily run meets the one before.
   */
  SPOOL_KEEP_MB: z.coerce.number().int().min(0).default(1024),
  SPOOL_KEEP_HOURS: count(26),
  /** Live views, and downloads, that one person may have open at once with one web process. */
  STREAMS_PER_PERSON: count(12),
  DOWNLOADS_PER_PERSON: count(24),
  /** A download whose reader takes nothing for so long is ended. */
  DOWNLOAD_STALL_SECONDS: z.coerce.number().min(0.1).default(120),
  /** How long a destination of exports may keep silent before an attempt counts as failed. */
  DELIVERY_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(600).default(30),
  /** How long a failed delivery is tried again by itself. */
  DELIVERY_HOURS: z.coerce.number().min(0).max(168).default(24),
  /** Networks that deliveries may enter although they are not public, such as 10.2.0.0/16,192.168.7.0/24. */
  DELIVERY_NETWORKS: z
    .string()
    .regex(/^([0-9a-f.:]+\/\d{1,3},?)*$/i, 'must be networks such as 10.2.0.0/16, with commas between them')
    .default(''),
  /** Host names and networks where companies' own databases may be; empty: anywhere but at addresses of one machine's own use. */
  SOURCE_HOSTS: z
    .string()
    .regex(
      /^([\w.:-]+(\/\d{1,3})?,?)*$/i,
      'must be host names and networks such as db.example.com,10.2.0.0/16',
    )
    .default(''),
  /** Whether such a database may run on this machine. */
  SOURCE_LOOPBACK: z.stringbool().default(false),
  /** Shows monitors the whole picture of the health, and the metrics. */
  MONITOR_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Where a worker answers the same; nowhere by default. */
  WORKER_HEALTH_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  WORKER_HEALTH_HOST: z.string().min(1).default('127.0.0.1'),
  /** The company whose super admins see what the database does; the first one by default. */
  OPERATOR_TENANT_ID: z.uuid('must be the ID of a company').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

type Name = keyof z.infer<typeof variables>

/** What says nothing alone: a variable, and those that must stand beside it. */
const companions: [Name, Name[]][] = [
  ['AUTH_OIDC_ISSUER', ['AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET']],
  ['AUTH_OIDC_CLIENT_ID', ['AUTH_OIDC_ISSUER']],
  ['S3_ENDPOINT', ['S3_BUCKET']],
  ['S3_ACCESS_KEY_ID', ['S3_BUCKET', 'S3_SECRET_ACCESS_KEY']],
  ['S3_SECRET_ACCESS_KEY', ['S3_ACCESS_KEY_ID']],
  ['S3_ENCRYPTION', ['S3_BUCKET']],
]

const schema = variables.superRefine((given, problems) => {
  const refuse = (name: Name, message: string) => problems.addIssue({ code: 'custom', path: [name], message })
  for (const [name, needed] of companions) {
    if (given[name] === undefined) continue
    for (const other of needed) if (given[other] === undefined) refuse(other, `is required with ${name}`)
  }
  if (given.S3_KMS_KEY_ID !== undefined && given.S3_ENCRYPTION !== 'aws:kms')
    refuse('S3_ENCRYPTION', 'must be aws:kms with S3_KMS_KEY_ID')
})

export type Env = z.infer<typeof schema>

let loaded: Env | undefined

/** The validated environment; throws once with every problem named in one message. */
export function env(): Env {
  loaded ??= parseEnv(process.env)
  return loaded
}

/** A variable that cannot be used, and why. */
export interface EnvProblem {
  name: string
  message: string
  isMissing: boolean
}

/** The variables in full, or everything that is wrong with them. An unset variable and an empty one are the same. */
export function checkEnv(variables: Record<string, string | undefined>): Env | EnvProblem[] {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value))
  const result = schema.safeParse(present)
  if (result.success) return result.data
  return result.error.issues.map((issue) => {
    const name = issue.path.join('.')
    const isMissing = present[name] === undefined
    return { name, message: isMissing && issue.code !== 'custom' ? 'is required' : issue.message, isMissing }
  })
}

export function parseEnv(variables: Record<string, string | undefined>): Env {
  const checked = checkEnv(variables)
  if (!Array.isArray(checked)) return checked
  const problems = checked.map(({ name, message }) => `  ${name}: ${message}`)
  throw new Error(`The environment is not complete:\n${problems.join('\n')}`)
}

/** Every variable that the web process and the workers read. */
export const envNames = Object.keys(variables.shape)
