import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { withScratchCluster } from '../../src/lib/db/embedded/scratch.ts'
import { makeFolder, runNode, until } from './node-process.ts'

const holding = `
  import { withScratchCluster } from 'embedded/scratch.ts'
  import { readFileSync } from 'node:fs'
  await withScratchCluster(async ({ data }) => {
    console.log(data)
    console.log(readFileSync(data + '/postmaster.pid', 'utf8').split('\\n')[0])
    await new Promise(() => setInterval(() => {}, 1000))
  })`

test('a scratch cluster ends with its run, also where that fails', async () => {
  let folder = ''
  const failing = withScratchCluster(async ({ data }) => {
    folder = data
    throw new Error('as planned')
  })
  await expect(failing).rejects.toThrow('as planned')
  expect(folder).not.toBe('')
  expect(existsSync(folder)).toBe(false)
})

test('a scratch cluster ends with a process that is killed, and leaves no file', async () => {
  const holder = runNode(holding)
  const data = (await holder.line())!
  const pid = Number(await holder.line())
  expect(processStamp(pid)).toBeDefined()
  await holder.kill()
  await until(() => processStamp(pid) === undefined)
  await until(() => !existsSync(data))
})

test('a scratch cluster whose process is killed while it starts leaves no file', async () => {
  const folder = makeFolder('waybill-test-')
  const holder = runNode(holding, [], { env: { ...process.env, TMPDIR: folder } })
  await until(() =>
    readdirSync(folder, { recursive: true }).some((name) => /postgres\.lock/.test(String(name))),
  )
  await holder.kill()
  await until(() => readdirSync(folder).length === 0)
  rmSync(folder, { recursive: true })
})

test.runIf(process.getuid?.() === 0)(
  'data that a closed folder keeps elsewhere is removed, too',
  async () => {
    const folder = makeFolder('waybill-test-')
    const options = { env: { ...process.env, TMPDIR: folder } }
    const ending = runNode(`${holding.replace(/await new Promise.*/, '')}\nconsole.log('ended')`, [], options)
    const ended = (await ending.line())!
    expect(ended.startsWith(folder)).toBe(false)
    await ending.line()
    expect(await ending.line()).toBe('ended')
    expect(existsSync(dirname(ended))).toBe(false)
    const holder = runNode(holding, [], options)
    const data = (await holder.line())!
    await holder.line()
    await holder.kill()
    await until(() => !existsSync(dirname(data)) && readdirSync(folder).length === 0)
    rmSync(folder, { recursive: true })
  },
)
