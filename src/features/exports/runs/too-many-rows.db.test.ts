import { afterEach, describe, expect, it } from 'vitest'
import { pdf } from '#src/encoding/pdf/pdf.ts'
import { finishedExport, runNow } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant } from '../../../../tests/support/owner.ts'
import { createExport } from '../commands/create.ts'

const { limits } = pdf
afterEach(() => {
  pdf.limits = limits
})

describe('a format that takes fewer rows than there are', () => {
  it.each([40, 1500])('ends the export of %i rows before a file, and offers another format', async (rows) => {
    const context = await contextOf(await createTenant(rows), 'super_admin')
    const asked = { export_name: 'Test', export_type: 'sales', format: 'pdf' }
    const { id } = await createExport.execute(context, asked)
    // As when rows are added between the request and the run.
    pdf.limits = { ...limits, rows: rows - 1 }
    const found = await runNow(context, id)
    expect(found).toMatchObject({ status: 'failed', attempt: 1, files: [] })
    expect(found.error).toMatchObject({ code: 'too_many_rows', action: expect.stringContaining('Excel') })
  })

  it('takes exactly as many as it says', async () => {
    const context = await contextOf(await createTenant(40), 'super_admin')
    pdf.limits = { ...limits, rows: 40 }
    const found = await finishedExport(context, { export_type: 'sales', format: 'pdf' })
    expect(found).toMatchObject({ status: 'completed', record_count: 40 })
  })
})
