import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { type RunningPostgres, startPostgres, stopPostgres } from '../../src/lib/db/embedded/postgres.ts'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'
import { makeFolder, runNode, until } from './node-process.ts'

const superuserPassword = 'p/a:s s@word'
const settings = { fsync: 'off' }
const isRoot = process.getuid?.() === 0
let dir: string

beforeEach(() => {
  dir = makeFolder('waybill-postgres-')
})
afterEach(async () => {
  await stopPostgres(dir)
  rmSync(dir, { recursive: true })
})

const start = (more = {}) => startPostgres({ dir, superuserPassword, settings, ...more })

async function query({ url }: { url: string }, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
    .query(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** Starts it in a process of its own, which prints what it got and stays. */
const starter = (folder = dir) =>
  runNode(
    `import { startPostgres } from 'embedded/postgres.ts'
     const [, dir, superuserPassword] = process.argv
     console.log(JSON.stringify(await startPostgres({ dir, superuserPassword, settings: { fsync: 'off' } })))
     setInterval(() => {}, 1000)`,
    [folder, superuserPassword],
  )

test('a first start gives a server of our own making', async () => {
  const postgres = await start()
  expect(postgres.reattached).toBe(false)
  const rows = await query(
    postgres,
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('TimeZone') as zone,
       current_setting('max_connections') as connections, current_setting('listen_addresses') as address,
       current_setting('unix_socket_directories') as sockets, current_setting('fsync') as fsync,
       current_setting('shared_preload_libraries') as libraries, datlocprovider as provider, lower('ÄÉ') as lower
     from pg_database where datname = current_database()`,
  )
  expect(rows).toEqual([
    {
      version: 18,
      zone: 'UTC',
      connections: '200',
      address: '127.0.0.1',
      sockets: '',
      fsync: 'off',
      libraries: 'pg_stat_statements',
      provider: 'i',
      lower: 'äé',
    },
  ])
  const wrong = { url: postgres.url.replace(encodeURIComponent(superuserPassword), 'guessed') }
  await expect(query(wrong, 'select')).rejects.toThrow('password authentication failed')
})

test('a second start finds the data and the port of the first', async () => {
  const first = await start()
  await query(first, 'create table kept as select 42 as answer')
  await stopPostgres(dir)
  expect(processStamp(first.pid)).toBeUndefined()
  const second = await start()
  expect(second).toMatchObject({ port: first.port, reattached: false })
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('the server outlives a killed launcher, and the next start finds it again', async () => {
  const launcher = starter()
  const first: RunningPostgres = JSON.parse((await launcher.line())!)
  await launcher.kill()
  expect(await start()).toEqual({ ...first, reattached: true })
})

test('after kill -9 of the server, with a session at work, the next start heals it and the data is kept', async () => {
  const first = await start({ settings: {} })
  await query(first, 'create table kept as select generate_series(1, 1000) as n')
  const busy = query(first, 'select count(*) from generate_series(1, 100000000000)').catch(() => 'cut')
  await until(async () => {
    const running = `select 1 from pg_stat_activity where state = 'active' and query like '%100000000000%' and pid <> pg_backend_pid()`
    return (await query(first, running)).length > 0
  })
  process.kill(first.pid, 'SIGKILL')
  const second = await start()
  expect(second.pid).not.toBe(first.pid)
  expect(await query(second, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  expect(await busy).toBe('cut')
})

test('a pid file whose pid another process has now is no running server', async () => {
  const first = await start()
  const pidFile = join(dir, 'data', 'postmaster.pid')
  const content = readFileSync(pidFile, 'utf8')
  await stopPostgres(dir)
  const { uid, gid } = statSync(join(dir, 'data'))
  const stranger = runNode('console.log(1); setInterval(() => {}, 1000)', [], isRoot ? { uid, gid } : {})
  await stranger.line()
  writeFileSync(pidFile, content.replace(String(first.pid), String(stranger.pid)))
  expect((await start()).reattached).toBe(false)
  expect(stranger.child.exitCode).toBeNull()
})

test('of starts at once one launches the server and the others find it', async () => {
  const lines = await Promise.all([starter(), starter(), starter()].map((each) => each.line()))
  const outcomes: RunningPostgres[] = lines.map((line) => JSON.parse(line!))
  expect(new Set(outcomes.map(({ pid }) => pid)).size).toBe(1)
  expect(outcomes.filter(({ reattached }) => !reattached)).toHaveLength(1)
})

test('a port that was asked for and is taken is one clear sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const failure = await start({ port }).catch((error) => error)
  other.close()
  expect(failure).toBeInstanceOf(Refusal)
  expect(failure.message).toBe(
    `Port ${port}, meant for PostgreSQL (WAYBILL_PG_PORT), is taken by another program.`,
  )
  expect(existsSync(join(dir, 'data', 'postmaster.pid'))).toBe(false)
})

test('a running server moves to the port that is asked for', async () => {
  const first = await start()
  const port = first.port === 31_999 ? 15_000 : first.port + 1
  expect(await start({ port })).toMatchObject({ port, reattached: false })
})

test('a remembered port that is taken is replaced', async () => {
  const first = await start()
  await stopPostgres(dir)
  const other = createServer().listen(first.port, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const second = await start()
  other.close()
  expect(second.port).not.toBe(first.port)
})

test('another password than the one it was made with is one clear sentence', async () => {
  await start()
  const failure = await startPostgres({ dir, superuserPassword: 'other' }).catch((error) => error)
  expect(failure).toBeInstanceOf(Refusal)
  expect(failure.message).toContain('a different password')
})

test('the remains of a killed first start are swept away', async () => {
  mkdirSync(join(dir, 'data.init'))
  writeFileSync(join(dir, 'data.init', 'PG_VERSION'), '18')
  await start()
  expect(existsSync(join(dir, 'data.init'))).toBe(false)
})

test('a server that cannot start says why', async () => {
  const failure = await start({ settings: { shared_buffers: 'plenty' } }).catch((error) => error)
  expect(failure).toBeInstanceOf(Refusal)
  expect(failure.message).toContain('invalid value for parameter "shared_buffers"')
})

test.runIf(isRoot)('root runs it as another user', async () => {
  const { pid } = await start()
  expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
  expect(statSync(join(dir, 'data')).mode & 0o777).toBe(0o700)
})

test.runIf(isRoot)('below a closed folder the data of root moves to /var/lib, and stays there', async () => {
  const closed = join(dir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const inside = join(closed, 'postgres')
  const first = await start({ dir: inside })
  await query(first, 'create table kept as select 42 as answer')
  const { data } = JSON.parse(readFileSync(join(inside, 'cluster.json'), 'utf8'))
  expect(data).toMatch(/^\/var\/lib\/waybill\//)
  await stopPostgres(inside)
  chmodSync(closed, 0o755)
  expect(await query(await start({ dir: inside }), 'select answer from kept')).toEqual([{ answer: 42 }])
  await stopPostgres(inside)
  rmSync(join(data, '..'), { recursive: true })
})

const canSwitchUser = isRoot && spawnSync(process.execPath, ['--version'], { uid: 65_534 }).status === 0
if (!canSwitchUser) console.warn('Not root, or the project is closed to others: no test as another user.')

test.runIf(canSwitchUser)('a user who is not root runs it as themselves', async () => {
  const own = makeFolder('waybill-nobody-')
  chmodSync(own, 0o777)
  const nobody = { uid: 65_534, gid: 65_534 }
  const code = `
    import { startPostgres, stopPostgres } from 'embedded/postgres.ts'
    const dir = process.argv[1] + '/postgres'
    const { pid } = await startPostgres({ dir, superuserPassword: 'x', settings: { fsync: 'off' } })
    const { statSync } = await import('node:fs')
    console.log(statSync('/proc/' + pid).uid, statSync(dir).mode & 0o777)
    await stopPostgres(dir)`
  expect(await runNode(code, [own], nobody).line()).toBe(`65534 ${0o700}`)
  rmSync(own, { recursive: true })
})
