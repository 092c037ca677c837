import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { processStamp } from '../../src/lib/db/embedded/lock.mjs'
import { withScratchCluster } from '../../src/lib/db/embedded/scratch.ts'
import { runNode, until } from './node-process.ts'

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
