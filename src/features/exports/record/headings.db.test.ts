import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { languages } from '#src/features/datasets/labels/languages.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { createExport } from '../commands/create.ts'
import { makeOtherFormat } from '../commands/other-format.ts'
import { previewExport } from '../previews/service.ts'
import type { Manifest } from '../proofs/manifest.ts'
import type { CreateExportInput } from './schema.ts'
import { partKey } from './stored-files.ts'

let admin: Context

beforeAll(async () => {
  admin = await contextOf(await createTenant(2), 'admin')
})

async function made(input: Partial<CreateExportInput>) {
  const columns = ['customer_no', { key: 'city', label: 'Where' }]
  const { id } = await finishedExport(admin, { export_type: 'customers', columns, ...input })
  const [row] = await ownerRows<{ file_path: string; manifest: Manifest }>(
    'select file_path, manifest from data_exports where id = $1',
    [id],
  )
  const file = await text(await getStorage().read(partKey(row!.file_path, 1)))
  return { id, file, manifest: row!.manifest }
}

describe('the headings of a file', () => {
  it('have the language that was asked for, but for those that were renamed', async () => {
    const firstLines: Record<string, string> = { en: 'Customer no.', de: 'Kundennummer', fr: 'N° de client' }
    for (const language of languages) {
      const { file, manifest } = await made({ options: { language } })
      expect(file.split(/\r?\n/)[0]).toBe(`${firstLines[language]},Where`)
      expect(manifest.language).toBe(language)
      expect(manifest.columns[0]).toMatchObject({ key: 'customer_no', label: firstLines[language] })
    }
    const plain = await made({})
    expect(plain.file).toMatch(/^Customer no\.,Where/)
    expect(plain.manifest).not.toHaveProperty('language')
  })

  it('never change the keys in JSON', async () => {
    const { file } = await made({ format: 'json', options: { language: 'fr' } })
    expect(Object.keys(JSON.parse(file)[0])).toEqual(['customer_no', 'city'])
  })

  it('are the same in the preview, and in another format of the same rows', async () => {
    const asked = { export_type: 'sow', format: 'csv', options: { language: 'de' } }
    const preview = await previewExport.execute(admin, asked)
    expect(preview.columns.map(({ label }) => label)).toEqual([
      'Leistungen',
      'Name der Leistungsbeschreibung',
      'Hochgeladen von',
      'Hochgeladen am',
      'Geändert von',
      'Geändert am',
      'Status',
    ])
    const { id } = await made({ options: { language: 'de' } })
    await expect(
      makeOtherFormat.execute(admin, { id, format: 'json', options: { language: 'fr' } }),
    ).rejects.toMatchObject({ details: { errors: [{ path: 'options.language' }] } })
  })

  it('are refused in a language that Waybill does not have, with those that it has', async () => {
    const asked = { export_name: 'x', export_type: 'sow', format: 'csv', options: { language: 'tlh' } }
    await expect(createExport.execute(admin, asked)).rejects.toMatchObject({
      details: { errors: [{ path: 'options.language', message: expect.stringContaining('en, de, fr') }] },
    })
  })
})
