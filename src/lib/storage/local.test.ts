import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeStorage } from '../../../tests/support/storage-contract.ts'
import { LocalStorage } from './local.ts'

let root: string
let storage: LocalStorage

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'waybill-local-'))
  storage = new LocalStorage(root)
  await storage.check()
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function made(content: string): string {
  const path = join(root, 'made')
  writeFileSync(path, content)
  return path
}

describeStorage('local', () => new LocalStorage(root))

it('a folder goes with its last file, and its neighbours stay', async () => {
  await storage.put('a/b/1/part-1', made('x'))
  await storage.put('a/bc/1/part-1', made('x'))
  await storage.remove(['a/b/1/part-1'])
  expect(existsSync(join(root, 'files/a/b'))).toBe(false)
  expect(existsSync(join(root, 'files/a/bc/1/part-1'))).toBe(true)
  await storage.remove(['a/bc/1/part-1'])
  expect(existsSync(join(root, 'files'))).toBe(true)
  expect(existsSync(join(root, 'files/a'))).toBe(false)
})

it.each(['../secret', 'a/../../secret', '..', 'a/../..'])('the key %s is refused', async (key) => {
  writeFileSync(join(root, 'secret'), 'x')
  await expect(storage.read(key)).rejects.toThrow(/leaves its folder/)
  await expect(storage.put(key, made('y'))).rejects.toThrow(/leaves its folder/)
  await expect(storage.remove([key])).rejects.toThrow(/leaves its folder/)
  expect(existsSync(join(root, 'secret'))).toBe(true)
})

it('everyone else is kept out of its folders', async () => {
  await storage.put('a/part-1', made('x'))
  const mode = (path: string) => statSync(join(root, path)).mode & 0o777
  expect(mode('files')).toBe(0o700)
  expect(mode('files/a')).toBe(0o700)
})
