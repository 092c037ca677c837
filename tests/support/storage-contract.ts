import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '#src/lib/storage/port.ts'

/** What every kind of storage promises; each backend runs it. */
export function describeStorage(name: string, open: () => Promise<Storage> | Storage): void {
  let workFolder: string
  let storage: Storage

  beforeEach(async () => {
    workFolder = mkdtempSync(join(tmpdir(), 'waybill-made-'))
    storage = await open()
    await storage.check()
  })

  afterEach(() => rmSync(workFolder, { recursive: true, force: true }))

  function made(content: string): string {
    const path = join(workFolder, 'made')
    writeFileSync(path, content)
    return path
  }

  describe(`${name} storage`, () => {
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

    it('removes the named files and no other, and is content when they are gone', async () => {
      await storage.put('a/b/1/part-1', made('x'))
      await storage.put('a/b/1/part-2', made('y'))
      await storage.remove(['a/b/1/part-1', 'a/b/1/manifest.json'])
      await expect(storage.size('a/b/1/part-1')).rejects.toMatchObject({ code: 'ENOENT' })
      expect(await text(await storage.read('a/b/1/part-2'))).toBe('y')
      await storage.remove(['a/b/1/part-1', 'a/b/1/part-2', 'nowhere/1/part-1'])
      await expect(storage.size('a/b/1/part-2')).rejects.toMatchObject({ code: 'ENOENT' })
    })

    it('says ENOENT for a file that is not there', async () => {
      await expect(storage.read('nothing')).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(storage.size('nothing')).rejects.toMatchObject({ code: 'ENOENT' })
    })
  })
}
