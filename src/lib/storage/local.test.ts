import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
  const path = join(storage.workFolder, 'made')
  writeFileSync(path, content)
  return path
}

describe('local storage', () => {
  it('takes a finished file away from where it was made, and gives it back', async () => {
    const path = made('hello world')
    await storage.put('tenant/export/1/part-1', path)
    expect(existsSync(path)).toBe(false)
    expect(await text(await storage.read('tenant/export/1/part-1'))).toBe('hello world')
    expect(await storage.size('tenant/export/1/part-1')).toBe(11)
  })

  it('reads a range with both ends included', async () => {
    await storage.put('key', made('0123456789'))
    expect(await text(await storage.read('key', { start: 2, end: 4 }))).toBe('234')
    expect(await text(await storage.read('key', { start: 9, end: 9 }))).toBe('9')
  })

  it('replaces a file whole', async () => {
    await storage.put('key', made('first, and longer'))
    await storage.put('key', made('second'))
    expect(await text(await storage.read('key'))).toBe('second')
  })

  it('lists what lies directly below a prefix, and nothing below none', async () => {
    await storage.put('a/b/1/part-1', made('x'))
    await storage.put('a/c/1/part-1', made('x'))
    expect((await storage.list('a')).sort()).toEqual(['b', 'c'])
    expect(await storage.list('nowhere')).toEqual([])
  })

  it('removes a file or all below a prefix, and is content when there is nothing', async () => {
    await storage.put('a/b/1/part-1', made('x'))
    await storage.put('a/b/2/part-1', made('x'))
    await storage.put('a/bc/1/part-1', made('x'))
    await storage.remove('a/b')
    expect(await storage.list('a')).toEqual(['bc'])
    await storage.remove('a/b')
  })

  it('says ENOENT for a file that is not there', async () => {
    await expect(storage.read('nothing')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(storage.size('nothing')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each(['../secret', 'a/../../secret', '..', 'a/../..'])('refuses the key %s', async (key) => {
    writeFileSync(join(root, 'secret'), 'x')
    await expect(storage.read(key)).rejects.toThrow(/leaves its folder/)
    await expect(storage.put(key, made('y'))).rejects.toThrow(/leaves its folder/)
    await expect(storage.remove(key)).rejects.toThrow(/leaves its folder/)
    expect(existsSync(join(root, 'secret'))).toBe(true)
  })

  it('keeps everyone else out of its folders', async () => {
    await storage.put('tenant/export/part-1', made('x'))
    for (const folder of ['work', 'files/tenant', 'files/tenant/export'])
      expect(statSync(join(root, folder)).mode & 0o077).toBe(0)
  })

  it('is not well where it cannot write', async () => {
    writeFileSync(join(root, 'file'), '')
    await expect(new LocalStorage(join(root, 'file')).check()).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
