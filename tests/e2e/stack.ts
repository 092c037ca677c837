import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addTenant, type FixtureTenant, vacuumTables } from '../../scripts/sample/fixtures.ts'
import { hashCheaply } from '../support/hash-cheaply.ts'
import { oidcClient, startOidcProvider } from './oidc-provider.ts'

const root = join(import.meta.dirname, '..', '..')
const patienceMs = 15 * 60_000

/** The running product, as tests see it. */
export interface Stack {
  baseUrl: string
  tenants: FixtureTenant[]
  /** The folder of the instance: WAYBILL_DIR for the project's own commands. */
  dir: string
  storageDir: string
  mailDir: string
  webPid: number
  workerPids: number[]
  /** The owner's connection string. */
  ownerUrl: string
}

/** The product that the set-up below started. Process ids are those of the start. */
export function readStack(): Stack {
  return JSON.parse(readFileSync(stackFile(instanceDir()), 'utf8'))
}

/** Adds tenants of its own to the running product, for a test that must not meet another's rows. */
export function addTenants(tenants: number, rows: number): Promise<FixtureTenant[]> {
  return asOwner(readStack().ownerUrl, (client) => insertTenants(client, tenants, rows))
}

async function insertTenants(client: pg.Client, tenants: number, rows: number): Promise<FixtureTenant[]> {
  const added = []
  for (let tenant = 0; tenant < tenants; tenant++) {
    added.push(await addTenant(client, { rows, hash: hashCheaply }))
  }
  return added
}

async function asOwner<T>(ownerUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/**
 * Starts the product as `npm start` does, in a folder of its own, and returns what stops it. With
 * WAYBILL_E2E_DIR the instance that already runs in that folder is used and left running.
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  const running = process.env.WAYBILL_E2E_DIR
  if (running) {
    await describe(running)
    return undefined
  }
  const dir = await mkdtemp(join(tmpdir(), 'waybill-e2e-'))
  const providerPort = await freePort()
  const provider = await startOidcProvider(providerPort)
  const product = start(dir, await freePort(), providerPort)
  const tearDown = async () => {
    await stop(product)
    provider.close()
    await rm(dir, { recursive: true, force: true })
  }
  try {
    await untilReady(product, dir)
    await describe(dir)
  } catch (error) {
    await tearDown()
    throw error
  }
  // Playwright's workers inherit the environment as it is after the set-up.
  process.env.WAYBILL_E2E_DIR = dir
  return tearDown
}

/** With a channel to this process, so that it ends even when this process is killed. */
function start(dir: string, port: number, providerPort: number): ChildProcess {
  const log = openSync(join(dir, 'start.log'), 'a')
  return spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    stdio: ['ignore', log, log, 'ipc'],
    env: {
      ...process.env,
      WAYBILL_DIR: dir,
      PORT: String(port),
      DATABASE_URL: '',
      APP_URL: '',
      SMTP_URL: '',
      RATE_LIMIT_MAX: '100000',
      HEARTBEAT_SECONDS: '0.5',
      AUTH_OIDC_ISSUER: `http://127.0.0.1:${providerPort}`,
      AUTH_OIDC_CLIENT_ID: oidcClient.id,
      AUTH_OIDC_CLIENT_SECRET: oidcClient.secret,
      AUTH_OIDC_NAME: 'the company sign-on',
      DELIVERY_NETWORKS: '127.0.0.0/8',
    },
  })
}

async function untilReady(product: ChildProcess, dir: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!readRunFile(dir)) {
    if (product.exitCode !== null || product.signalCode !== null || Date.now() > deadline) {
      throw new Error(`The product did not start:\n${readFileSync(join(dir, 'start.log'), 'utf8')}`)
    }
    await sleep(100)
  }
}

async function describe(dir: string): Promise<void> {
  const running = readRunFile(dir)
  if (!running) throw new Error(`No instance runs in ${dir}.`)
  const stack: Stack = {
    baseUrl: running.base_url,
    tenants: await asOwner(running.pg.url, async (client) => {
      const tenants = await insertTenants(client, 2, 1000)
      await vacuumTables(client)
      return tenants
    }),
    dir,
    storageDir: running.storage_dir,
    mailDir: running.mail_dir,
    webPid: running.web_pid,
    workerPids: running.worker_pids,
    ownerUrl: running.pg.url,
  }
  writeFileSync(stackFile(dir), JSON.stringify(stack), { mode: 0o600 })
}

async function stop(product: ChildProcess): Promise<void> {
  if (product.exitCode !== null || product.signalCode !== null) return
  const ended = new Promise((resolve) => product.once('exit', resolve))
  product.kill('SIGTERM')
  await ended
}

interface RunFile {
  base_url: string
  web_pid: number
  worker_pids: number[]
  pg: { url: string }
  storage_dir: string
  mail_dir: string
}

/** Undefined until the product is ready. */
function readRunFile(dir: string): RunFile | undefined {
  try {
    return JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'))
  } catch {
    return undefined
  }
}

function instanceDir(): string {
  const dir = process.env.WAYBILL_E2E_DIR
  if (!dir) throw new Error('The product runs only inside `playwright test`.')
  return dir
}

function stackFile(dir: string): string {
  return join(dir, 'e2e.json')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
