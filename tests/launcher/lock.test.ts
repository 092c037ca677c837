import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LockHeld, processStamp, takeLock } from '../../src/lib/db/embedded/lock.mjs'
import { makeFolder, runNode, until } from './node-process.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = makeFolder('waybill-lock-')
  file = join(folder, 'start.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const holder = `
  import { takeLock } from 'embedded/lock.mjs'
  await takeLock(process.argv[1]).then(() => console.log('taken'), (error) => console.log(error.constructor.name))
  setInterval(() => {}, 1000)`

test('a lock is held until it is released', async () => {
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toThrow(LockHeld)
  lock.release()
  const next = await takeLock(file)
  lock.release()
  await expect(takeLock(file), 'the first holder cannot release it any more').rejects.toThrow(LockHeld)
  next.release()
  expect(readdirSync(folder)).toEqual([])
})

test('the lock of a living process is refused, naming it; killed, it gives way', async () => {
  const other = runNode(holder, [file])
  expect(await other.line()).toBe('taken')
  await expect(takeLock(file)).rejects.toMatchObject({ holder: { pid: other.pid } })
  await other.kill()
  await takeLock(file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
})

test('a lock is waited for', async () => {
  const lock = await takeLock(file)
  setTimeout(() => lock.release(), 200)
  await takeLock(file, { waitMs: 5_000 })
})

test('the lock of a dead process is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, JSON.stringify({ pid, stamp: 'any' }))
  await takeLock(file)
})

test('the lock of a dead process whose pid another one has now is taken over', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, stamp: `${processStamp(process.pid)}0` }))
  await takeLock(file)
})

test('a lock that cannot be read is taken over', async () => {
  writeFileSync(file, '')
  await takeLock(file)
})

test('of many that find a stale lock at once, one gets it', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, stamp: 'stale' }))
  const starters = Array.from({ length: 6 }, () => runNode(holder, [file]))
  const outcomes = await Promise.all(starters.map((starter) => starter.line()))
  expect(outcomes.sort()).toEqual(['LockHeld', 'LockHeld', 'LockHeld', 'LockHeld', 'LockHeld', 'taken'])
})

test('a process takes over the lock of the one it names, and holds it from then on', async () => {
  const other = runNode(holder, [file])
  expect(await other.line()).toBe('taken')
  const lock = await takeLock(file, { from: other.pid })
  await other.kill()
  await expect(takeLock(file)).rejects.toThrow(LockHeld)
  lock.release()
})

test('a zombie counts as gone', async () => {
  // Its parent never collects it: the shell has become a sleep.
  const parent = runNode(
    `import { spawn } from 'node:child_process'
     const sh = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'inherit', 'inherit'] })
     process.on('SIGTERM', () => sh.kill() && process.exit())`,
  )
  const zombie = Number(await parent.line())
  await until(() => / Z /.test(readFileSync(`/proc/${zombie}/stat`, 'utf8')))
  expect(process.kill(zombie, 0)).toBe(true)
  expect(processStamp(zombie)).toBeUndefined()
  parent.child.kill('SIGTERM')
  await new Promise((resolve) => parent.child.once('exit', resolve))
})
