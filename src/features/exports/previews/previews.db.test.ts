import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { estimateExport, previewExport } from './service.ts'

const rows = 30
let boss: Context

beforeAll(async () => {
  boss = await contextOf(await createTenant(rows), 'super_admin')
})

// That it is the beginning of the file is proved for each dataset and format in tests/laws/every-export.db.test.ts.
describe('a preview', () => {
  it('of formatted values shows the cells as the file has them', async () => {
    const options = { values: 'formatted', locale: 'de-DE' }
    const asked = {
      export_type: 'customers',
      format: 'csv',
      columns: ['customer_no', 'credit_limit'],
      options,
    }
    const { cells, content } = await previewExport.execute(boss, { ...asked, rows: 3 })
    expect(cells.flat().join()).toMatch(/\d,\d\d/)
    for (const [no, limit] of cells) {
      expect(content).toContain(no!)
      if (limit) expect(content).toContain(limit)
    }
  })

  it('of a compressed format can be read', async () => {
    const options = { compression: 'gzip' }
    const asked = { export_type: 'customers', format: 'csv', columns: ['customer_no'], options }
    const seen = await previewExport.execute(boss, { ...asked, rows: 1 })
    expect(seen).toMatchObject({ encoding: 'utf-8', file_name: 'Customers.csv' })
    expect(seen.content).toContain(seen.cells[0]![0]!)
  })

  it('of no rows is a file with a heading, and no cell', async () => {
    const filters = { customer_no: ['no such customer'] }
    const seen = await previewExport.execute(boss, { export_type: 'customers', format: 'csv', filters })
    expect(seen).toMatchObject({
      cells: [],
      has_more: false,
      content: expect.stringContaining('Customer no.'),
    })
  })

  it('is refused like the export itself', async () => {
    const asked = { export_type: 'customers', format: 'csv', columns: ['nothing'] }
    await expect(previewExport.execute(boss, asked)).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('an estimate', () => {
  it('is exact about rows, and right about bytes once there were exports', async () => {
    const asked = { export_type: 'sales', format: 'csv' }
    const { files } = await finishedExport(boss, asked)
    const found = await estimateExport.execute(boss, asked)
    expect(found).toMatchObject({ rows, is_exact: true, fits: true, warnings: [], basis: 'past_runs' })
    expect(Math.abs(found.bytes - files[0]!.bytes)).toBeLessThan(files[0]!.bytes / 10)
    expect(found.seconds).toBeGreaterThan(0)
  })

  it('rests on the first rows where nothing like it was ever made', async () => {
    const fresh = await contextOf(await createTenant(rows), 'super_admin')
    const asked = { export_type: 'sales', format: 'csv' }
    const found = await estimateExport.execute(fresh, asked)
    const { files } = await finishedExport(fresh, asked)
    expect(found.basis).toBe('first_rows')
    expect(Math.abs(found.bytes - files[0]!.bytes)).toBeLessThan(files[0]!.bytes / 10)
  })

  it('warns of a wide PDF', async () => {
    const { fits, warnings } = await estimateExport.execute(boss, { export_type: 'sales', format: 'pdf' })
    expect([fits, warnings.map(({ code }) => code)]).toEqual([
      true,
      expect.arrayContaining(['columns_split']),
    ])
  })

  it('counts the cells whose letters a PDF cannot show, and other formats can', async () => {
    const tenant = await createTenant(rows)
    const context = await contextOf(tenant, 'super_admin')
    await ownerRows(
      `update customers set name = case when customer_no <= 'C-0000003' then 'ქართული' else 'Ana' end
       where tenant_id = $1`,
      [tenant.id],
    )
    const asked = { export_type: 'customers', columns: ['customer_no', 'name'] }
    const { warnings } = await estimateExport.execute(context, { ...asked, format: 'pdf' })
    expect(warnings).toMatchObject([
      { code: 'undrawable_letters', message: expect.stringMatching(/^3 cells are affected\. A PDF cannot/) },
    ])
    const asExcel = await estimateExport.execute(context, { ...asked, format: 'excel' })
    expect(asExcel.warnings).toEqual([])
  })
})
