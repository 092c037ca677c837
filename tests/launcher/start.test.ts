import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { stopPostgres } from '../../src/lib/db/embedded/postgres.ts'
import {
  freePort,
  isAlive,
  isReady,
  isRunning,
  readRunFile,
  ready,
  runScript,
  type Script,
} from './instance.ts'
import { makeFolder, until } from './node-process.ts'

const dir = makeFolder('waybill-start-')
let port: number
let url: string
let firstOutput: string
const running: Script[] = []

beforeAll(async () => {
  port = await freePort()
  url = `http://localhost:${port}`
  firstOutput = (await startInstance()).output()
  await stopAll()
})
afterEach(stopAll)
afterAll(async () => {
  await stopPostgres(join(dir, 'postgres'))
  rmSync(dir, { recursive: true })
})

async function stopAll(): Promise<void> {
  for (const { child } of running) child.kill('SIGTERM')
  for (const { ended } of running.splice(0)) await ended
}

function script(name: string, env: object = {}, node?: string): Script {
  const run = runScript(name, dir, { PORT: String(port), WORKERS: '2', ...env }, node)
  running.push(run)
  return run
}

async function startInstance(env: object = {}, node?: string): Promise<Script> {
  const instance = script('start.mjs', env, node)
  await ready(instance)
  return instance
}

test('the first start tells the address and the first admin', () => {
  expect(firstOutput).toContain(`Waybill is ready at ${url}`)
  expect(firstOutput).toMatch(/Sign in {3}\S+@\S+\n {2}Password {2}\S+ /)
})

describe('a running instance', () => {
  test('says about itself what the run contract asks', async () => {
    await startInstance()
    const run = readRunFile(dir)
    expect(run).toEqual({
      base_url: url,
      web_pid: expect.any(Number),
      worker_pids: [expect.any(Number), expect.any(Number)],
      pg: {
        url: expect.stringMatching(/^postgresql:\/\/waybill:[^@]+@127\.0\.0\.1:\d+\/waybill$/),
        pid: expect.any(Number),
      },
      storage_dir: join(dir, 'storage'),
      mail_dir: join(dir, 'mail'),
      log_files: ['logs/web.log', 'logs/worker-1.log', 'logs/worker-2.log', 'postgres/postgres.log'].map(
        (file) => join(dir, file),
      ),
    })
    expect([run.web_pid, ...run.worker_pids, run.pg.pid].map(isAlive)).toEqual([true, true, true, true])
    expect(run.log_files.filter(existsSync)).toEqual(run.log_files)
    expect(statSync(join(dir, 'run.json')).mode & 0o777).toBe(0o600)
    expect(await isReady(url)).toBe(true)
  })

  test('is not shown the password again, and stops in order when asked to', async () => {
    const instance = await startInstance()
    expect(instance.output()).not.toContain('Password')
    const run = readRunFile(dir)
    instance.child.kill('SIGTERM')
    expect(await instance.ended).toBe(0)
    expect([run.web_pid, ...run.worker_pids, run.pg.pid].map(isAlive)).toEqual([false, false, false, false])
    expect(isRunning(dir)).toBe(false)
    expect(existsSync(join(dir, 'start.lock'))).toBe(false)
    expect(readFileSync(join(dir, 'postgres', 'postgres.log'), 'utf8').trim()).toMatch(
      /database system is shut down$/,
    )
  })

  test('refuses a second start in one sentence with its address, and goes on', async () => {
    await startInstance()
    const second = script('start.mjs', { PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(
      new RegExp(`^Waybill is already running in this folder at ${url} \\(process \\d+\\)\\.\n$`),
    )
    expect(await isReady(url)).toBe(true)
  })

  test('has a state that npm run status tells', async () => {
    await startInstance()
    const status = script('status.ts')
    expect(await status.ended).toBe(0)
    expect(status.output()).toContain(`Waybill at ${url} is ready`)
    expect(status.output().match(/running/g)).toHaveLength(4)
  })

  test('starts killed processes again, and names the new ones', async () => {
    await startInstance()
    const before = readRunFile(dir)
    for (const pid of [before.web_pid, before.worker_pids[1]!]) process.kill(pid, 'SIGKILL')
    await until(() => {
      const now = readRunFile(dir)
      return now.web_pid !== before.web_pid && now.worker_pids[1] !== before.worker_pids[1]
    })
    expect(readRunFile(dir).worker_pids[0]).toBe(before.worker_pids[0])
    await until(() => isReady(url))
  })

  test('starts a killed PostgreSQL again at the same address', async () => {
    await startInstance()
    const { pg } = readRunFile(dir)
    process.kill(pg.pid, 'SIGKILL')
    await until(() => readRunFile(dir).pg.pid !== pg.pid)
    expect(readRunFile(dir).pg.url).toBe(pg.url)
    await until(() => isReady(url))
  })

  test('takes one worker more', async () => {
    await startInstance()
    const worker = script('worker.ts')
    await until(() => worker.output().includes('worker ready'))
    worker.child.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
    expect(await isReady(url)).toBe(true)
  })

  test('does not wait for anything when asked to stop a second time', async () => {
    const instance = await startInstance()
    const { worker_pids } = readRunFile(dir)
    process.kill(worker_pids[0]!, 'SIGSTOP')
    instance.child.kill('SIGINT')
    await until(() => instance.output().includes('Ctrl-C again stops at once'))
    expect(isAlive(worker_pids[0]!)).toBe(true)
    // A request that follows at once is taken for npm's echo of the first, so it is repeated until it counts.
    await until(() => !instance.child.kill('SIGINT') || instance.child.exitCode !== null)
    expect(await instance.ended).toBe(130)
    await until(() => !isAlive(worker_pids[0]!), 1_000)
  })

  test('that lost its launcher ends but for PostgreSQL, which the next start finds again', async () => {
    const instance = await startInstance()
    const before = readRunFile(dir)
    instance.child.kill('SIGKILL')
    await until(() => ![before.web_pid, ...before.worker_pids].some(isAlive))
    expect(isAlive(before.pg.pid)).toBe(true)
    const status = script('status.ts')
    expect(await status.ended).toBe(1)
    await startInstance()
    expect(readRunFile(dir).pg).toEqual(before.pg)
  })

  test('handed to another Node.js holds the lock itself, and ends with the process that started it', async () => {
    const otherNode = join(dir, 'node')
    copyFileSync(process.execPath, otherNode)
    const first = await startInstance({}, otherNode)
    const holder = JSON.parse(readFileSync(join(dir, 'start.lock'), 'utf8')).pid
    expect(holder).not.toBe(first.child.pid)
    first.child.kill('SIGKILL')
    await until(() => !isAlive(holder))
    expect(isRunning(dir)).toBe(false)
  })
})

describe('a start that cannot go on', () => {
  test('says in one sentence that its port is taken, before it starts anything', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const instance = script('start.mjs', { WAYBILL_DIR: join(dir, 'untouched') })
    expect(await instance.ended).toBe(1)
    other.close()
    expect(instance.output()).toBe(
      `Port ${port} is taken by another program: free it, or choose another one with PORT=3001 npm start.\n`,
    )
    expect(existsSync(join(dir, 'untouched', 'postgres'))).toBe(false)
  })

  test('names every problem of the environment in one message', async () => {
    const instance = script('start.mjs', { AUTH_SECRET: 'short', APP_URL: 'ftp://x' })
    expect(await instance.ended).toBe(1)
    expect(instance.output()).toContain('AUTH_SECRET')
    expect(instance.output()).toContain('APP_URL')
    expect(instance.output()).not.toContain('    at ')
  })

  test('has no state and no worker to add', async () => {
    const status = script('status.ts')
    expect(await status.ended).toBe(1)
    expect(status.output()).toBe('Waybill is not running in this folder. Start it with npm start.\n')
    const worker = script('worker.ts')
    expect(await worker.ended).toBe(1)
    expect(worker.output()).toMatch(/^There is no instance in this folder/)
  })
})
