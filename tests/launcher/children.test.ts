import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Child, supervise } from '../../scripts/launcher/children.ts'
import { openLogFile } from '../../scripts/launcher/log-file.ts'
import { processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { makeFolder, runNode, until } from './node-process.ts'

let folder: string
let logPath: string
let children: Child[]

beforeEach(() => {
  folder = makeFolder('waybill-children-')
  logPath = join(folder, 'child.log')
  children = []
})
afterEach(async () => {
  for (const child of children) await child.stop(0)
  rmSync(folder, { recursive: true })
})

function program(source: string): string {
  writeFileSync(join(folder, 'program.mjs'), source)
  return join(folder, 'program.mjs')
}

function begin(source: string) {
  const events: string[] = []
  const child = supervise({
    name: 'program',
    args: [program(source)],
    env: process.env,
    log: openLogFile(logPath, 'program'),
    onSpawn: () => events.push('started again'),
    onDeath: (how, delayMs) => events.push(`${how}, again in ${delayMs}`),
  })
  children.push(child)
  return { child, events, log: () => readFileSync(logPath, 'utf8') }
}

test('what a process prints goes to its log', async () => {
  const { log } = begin(`console.log('out'); console.error('err'); setInterval(() => {}, 1000)`)
  await until(() => log().includes('out\n') && log().includes('err\n'))
  expect(statSync(logPath).mode & 0o777).toBe(0o600)
})

test('a process that ends is started again, after growing pauses', async () => {
  const { events } = begin('process.exit(3)')
  await until(() => events.length >= 5)
  expect(events.slice(0, 5)).toEqual([
    'ended with code 3, again in 250',
    'started again',
    'ended with code 3, again in 500',
    'started again',
    'ended with code 3, again in 1000',
  ])
})

test('a killed process comes back under another pid', async () => {
  const { child, events } = begin(`setInterval(() => {}, 1000)`)
  const first = child.pid()
  process.kill(first, 'SIGKILL')
  await until(() => events.includes('started again'))
  expect(events[0]).toBe('was ended by SIGKILL, again in 250')
  expect(child.pid()).not.toBe(first)
})

test('stopping lets a process finish', async () => {
  const { child, events, log } = begin(`
    console.log('up')
    process.on('SIGTERM', () => setTimeout(() => { console.log('finished'); process.exit() }, 200))
    setInterval(() => {}, 1000)`)
  await until(() => log().includes('up'))
  await child.stop(5_000)
  await until(() => log().includes('finished'))
  expect(events).toEqual([])
})

test('a process that does not stop within its grace time is killed with all it started', async () => {
  const { child, log } = begin(`
    import { spawn } from 'node:child_process'
    process.on('SIGTERM', () => {})
    console.log('below', spawn('sleep', ['60'], { stdio: 'ignore' }).pid)
    setInterval(() => {}, 1000)`)
  await until(() => log().includes('below'))
  const below = Number(log().match(/below (\d+)/)![1])
  await child.stop(100)
  expect(processStamp(child.pid())).toBeUndefined()
  await until(() => processStamp(below) === undefined)
})

const supervisor = `
  import { supervise } from 'launcher/children.ts'
  import { openLogFile } from 'launcher/log-file.ts'
  const [, program, log] = process.argv
  supervise({ name: 'x', args: [program], env: process.env, log: openLogFile(log, 'x'), onSpawn() {}, onDeath() {} })`

test('when the launcher is killed its processes stop in order', async () => {
  const mark = join(folder, 'stopped')
  const source = `
    import { writeFileSync } from 'node:fs'
    console.log(process.pid)
    process.on('SIGTERM', () => { writeFileSync('${mark}', ''); process.exit() })
    setInterval(() => {}, 1000)`
  const launcher = runNode(supervisor, [program(source), logPath])
  const pid = Number((await launcher.line())!.split('|')[1])
  await launcher.kill()
  await until(() => processStamp(pid) === undefined)
  expect(existsSync(mark)).toBe(true)
})

test('a process that is forked by one of them is left to its own parent', async () => {
  const source = `
    import { fork } from 'node:child_process'
    if (process.argv[2]) {
      console.log('forked', process.pid)
      process.on('disconnect', () => setTimeout(() => process.exit(), 1_000))
      process.on('SIGTERM', () => console.log('stopped by the preload'))
    } else {
      const forked = fork(process.argv[1], ['forked'])
      setTimeout(() => forked.disconnect(), 500)
    }
    setInterval(() => {}, 1000)`
  const { log } = begin(source)
  await until(() => log().includes('forked'))
  const pid = Number(log().match(/forked (\d+)/)![1])
  await until(() => processStamp(pid) === undefined)
  expect(log()).not.toContain('stopped by the preload')
})

test('a log that has grown large is put aside', async () => {
  writeFileSync(logPath, 'x'.repeat(20_000_001))
  const { log } = begin(`console.log('first'); setInterval(() => {}, 1000)`)
  await until(() => log() === 'first\n')
  expect(statSync(`${logPath}.1`).size).toBe(20_000_001)
})
