import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { pendingMigrations } from '#src/lib/db/migrate.ts'
import { brokenByPooler } from '#src/lib/db/pooler-check.ts'
import { refusePrivilegedRole } from '#src/lib/db/role-check.ts'
import { placeOfVariable } from '../environment.ts'
import { type Diagnosis, lineOf } from '../finding.ts'

/** Whether the database is there, is safe, and is the one that this code was written for. */
export async function checkDatabase(root: string, url: string): Promise<Diagnosis[]> {
  const place = placeOfVariable(root, 'DATABASE_URL')
  const about = (message: string, suggestion: string): Diagnosis => ({
    type: 'database',
    ...place,
    message,
    suggestion,
  })
  const open = async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: 'waybill doctor',
    })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  let client: pg.Client
  try {
    client = await open()
  } catch (error) {
    return [about(...unreachable(url, error))]
  }
  try {
    const query = (text: string) => client.query(text)
    return [
      ...checkEncryption(url).map((given) => about(...given)),
      ...(await checkRole(query)).map((given) => about(...given)),
      ...(await checkMigrations(root, query)),
      ...(await checkExtensions(root, client)),
      ...(await checkPooler(open)).map((given) => about(...given)),
    ]
  } finally {
    await client.end()
  }
}

type Words = [message: string, suggestion: string]

function unreachable(url: string, error: unknown): Words {
  const { host, pathname, username } = new URL(url)
  const { code, message } = error as { code?: string; message: string }
  if (code === '28P01' || code === '28000')
    return [
      `PostgreSQL at ${host} refuses ${username}.`,
      'Correct the user and the password in DATABASE_URL.',
    ]
  if (code === '3D000')
    return [
      `There is no database ${pathname.slice(1)} at ${host}.`,
      'Create it, or correct the name in DATABASE_URL.',
    ]
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`There is no host ${host}.`, 'Correct the host in DATABASE_URL.']
  if (/certificate|SSL|TLS/i.test(message))
    return [
      `The certificate of ${host} is not trusted: ${message}.`,
      'Name its authority: add sslrootcert=/path/to/ca.pem to DATABASE_URL.',
    ]
  return [
    `PostgreSQL does not answer at ${host}: ${code ?? message}.`,
    'Start it, and let its firewall or security group admit this machine.',
  ]
}

/** Whatever leaves the machine, or the network of one compose file, is encrypted and proves who it is. */
function checkEncryption(url: string): Words[] {
  const { hostname, searchParams } = new URL(url)
  if (!hostname.includes('.') || /^(127\.|\[::1\])/.test(hostname)) return []
  const mode = searchParams.get('sslmode')
  if (mode === 'no-verify')
    return [['The certificate of the database is not verified.', 'Set sslmode=verify-full in DATABASE_URL.']]
  if (mode && mode !== 'disable') return []
  return [[`The connection to ${hostname} is not encrypted.`, 'Add sslmode=verify-full to DATABASE_URL.']]
}

type Query = (text: string) => Promise<pg.QueryResult>

async function checkRole(query: Query): Promise<Words[]> {
  try {
    await refusePrivilegedRole(query)
    return []
  } catch (error) {
    const [message = '', suggestion = ''] = (error as Error).message.split(/(?<=\.) /)
    return [[message, suggestion]]
  }
}

async function checkMigrations(root: string, query: Query): Promise<Diagnosis[]> {
  const suggestion = 'Run npm run migrate as the owner of the database before the new version starts.'
  const pending = await pendingMigrations(query, join(root, 'drizzle')).catch(() => undefined)
  if (!pending) {
    const place = placeOfVariable(root, 'DATABASE_URL')
    return [{ type: 'database', ...place, message: 'The database has no Waybill tables.', suggestion }]
  }
  return pending.map((name) => ({
    ...{ type: 'database', file: `drizzle/${name}`, line: 1 },
    message: `The migration ${name} is not applied.`,
    suggestion,
  }))
}

/** Those that the migrations ask for. */
async function checkExtensions(root: string, client: pg.Client): Promise<Diagnosis[]> {
  const { rows } = await client.query<{ extname: string }>('select extname from pg_extension')
  const installed = new Set(rows.map(({ extname }) => extname))
  return readdirSync(join(root, 'drizzle'))
    .filter((name) => name.endsWith('.sql'))
    .flatMap((name) => {
      const text = readFileSync(join(root, 'drizzle', name), 'utf8')
      const wanted = [...text.matchAll(/create extension if not exists (\w+)/gi)].map(
        ([, extension]) => extension!,
      )
      return wanted
        .filter((extension) => !installed.has(extension))
        .map((extension) => ({
          ...{ type: 'database' as const, file: `drizzle/${name}`, line: lineOf(text, extension) },
          message: `The extension ${extension} is missing.`,
          suggestion: `Run create extension ${extension} in the database as its owner.`,
        }))
    })
}

async function checkPooler(open: () => Promise<pg.Client>): Promise<Words[]> {
  const broken = await brokenByPooler(open)
  if (!broken) return []
  return [
    [
      `A pooler stands between here and PostgreSQL, and ${broken} do not pass it.`,
      'Connect directly, or set the pooler to session mode.',
    ],
  ]
}
