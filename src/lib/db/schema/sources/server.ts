/** How a connection is protected, the strongest first; the names are those of libpq. */
export const tlsModes = ['verify-full', 'verify-ca', 'require', 'disable'] as const
export type TlsMode = (typeof tlsModes)[number]

/** A database that is not ours, and how much of it we may use. */
export interface ForeignServer {
  /** Reads are counted under this name. */
  id: string
  host: string
  port: number
  database: string
  user: string
  password: string
  tls: TlsMode
  /** Certificates that are trusted instead of the public ones, as PEM. */
  ca: string | null
  /** The server ends a statement that takes longer. */
  statementSeconds: number
  concurrentReads: number
}

/** What was read from, as manifests say it. */
export interface ForeignFacts {
  version: string
  isReplica: boolean
}
