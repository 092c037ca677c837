import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { isConnectionError } from '#src/lib/errors.ts'
import { Refusal } from '../src/lib/db/embedded/start-error.mjs'
import { waybillDir } from './launcher/paths.mjs'
import { addTenant, type FixtureTenant, vacuumTables } from './sample/fixtures.ts'

/** The command itself was wrong: nothing was tried. */
class Misuse extends Refusal {}

interface Request {
  tenants: number
  rows: number
  json: boolean
}

try {
  const request = readArguments(process.argv.slice(2))
  const instance = findInstance()
  const tenants = await addTenants(instance.ownerUrl, request)
  if (request.json) console.log(JSON.stringify({ base_url: instance.baseUrl, tenants }))
  else print(instance.baseUrl, tenants)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = error instanceof Misuse ? 2 : 1
}

function readArguments(args: string[]): Request {
  const text = { type: 'string' } as const
  let values: { tenants?: string; rows?: string; json?: boolean }
  try {
    ;({ values } = parseArgs({ args, options: { tenants: text, rows: text, json: { type: 'boolean' } } }))
  } catch {
    const asked = args.join(' ')
    throw new Misuse(`"${asked}" is not a known option: use --tenants 1..50, --rows 0..5000000 and --json.`)
  }
  return {
    tenants: count('--tenants', values.tenants ?? '1', 1, 50),
    rows: count('--rows', values.rows ?? '1000', 0, 5_000_000),
    json: values.json ?? false,
  }
}

function count(option: string, value: string, low: number, high: number): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= low && number <= high) return number
  throw new Misuse(`${option} must be a whole number from ${low} to ${high}, not "${value}".`)
}

/** DATABASE_URL where it is set, else the instance that runs here. */
function findInstance(): { ownerUrl: string; baseUrl: string } {
  const file = join(waybillDir(), 'run.json')
  const running = readRunFile(file)
  const ownerUrl = process.env.DATABASE_URL || running?.pg.url
  if (!ownerUrl) {
    throw new Refusal(
      `No instance is running here (${file} is missing): use npm start, or set DATABASE_URL and APP_URL.`,
    )
  }
  const baseUrl = process.env.APP_URL || running?.base_url || 'http://localhost:3000'
  return { ownerUrl, baseUrl }
}

function readRunFile(file: string): { base_url: string; pg: { url: string } } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`)
  }
}

async function addTenants(ownerUrl: string, { tenants, rows }: Request): Promise<FixtureTenant[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'waybill fixtures' })
  // The statement that is cut off says so; without a listener this would end the process first.
  client.on('error', () => {})
  try {
    await client.connect()
    const added = []
    for (let index = 0; index < tenants; index++) added.push(await addTenant(client, { rows }))
    await vacuumTables(client)
    return added
  } catch (error) {
    if (!(error as { code?: string }).code && !isConnectionError(error)) throw error
    throw new Refusal(`The fixtures were not added: ${reason(error)}`)
  } finally {
    await client.end().catch(() => {})
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  if (code === '42P01') return 'the database has no Waybill tables yet; npm start creates them.'
  if (isConnectionError(error)) return 'the connection to the database was lost; start it, then try again.'
  return message || `the database does not answer (${code}).`
}

function print(baseUrl: string, tenants: FixtureTenant[]): void {
  console.log(`Tenants added to ${baseUrl}: ${tenants.length}`)
  for (const tenant of tenants) {
    const rows = Object.entries(tenant.rows).map(([dataset, count]) => `${count} ${dataset}`)
    console.log(`\n${tenant.name} (${tenant.id}): ${rows.join(', ')}`)
    for (const user of tenant.users) console.log(`  ${user.role.padEnd(12)} ${user.email}  ${user.password}`)
    for (const key of tenant.api_keys) console.log(`  ${key.kind} key of ${key.role}: ${key.key}`)
  }
}
