import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { addSuppliers, passDeadline, publishedRfp, respond } from '../../../tests/support/rfps.ts'
import { closeDueRfps } from './closing/sweeps.ts'
import { changeResponse } from './commands/change-response.ts'
import { createResponse } from './commands/create-response.ts'
import { submitResponse, withdrawResponse } from './commands/move-response.ts'
import { cancelRfp } from './commands/move-rfp.ts'
import { getResponse } from './queries/get-response.ts'
import { getRfp } from './queries/get-rfp.ts'
import { listResponses } from './queries/list-responses.ts'

let admin: Context
let manager: Context
let suppliers: string[]

beforeAll(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  suppliers = await addSuppliers(admin)
})

async function storedText(exportId: string): Promise<string> {
  const [row] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
    exportId,
  ])
  return text(await getStorage().read(`${row!.file_path}/part-1`))
}

describe('a sealed price', () => {
  it('is in no answer, list, export, job, mail, audit entry or error before the deadline, and read by nobody', async () => {
    const rfp = await publishedRfp(admin, suppliers)
    const [line] = rfp.lines
    const planted = ['7319.4268', '8642.9731']
    const said: unknown[] = []
    const note = async (promise: Promise<unknown>) => said.push(await promise.catch((error) => error))
    const given = { lines: [{ line_id: line!.id, price: planted[0]! }], notes: `Or ${planted[1]}` }
    const { id: response } = await createResponse.execute(admin, {
      ...{ id: rfp.id, supplier_id: suppliers[0]!, ...given },
    })
    const named = { id: rfp.id, response }
    await note(changeResponse.execute(admin, { ...named, ...given }))
    await note(
      changeResponse.execute(admin, { ...named, lines: [{ line_id: response, price: planted[0]! }] }),
    )
    await note(submitResponse.execute(admin, named))
    await note(getResponse.execute(admin, named))
    await note(listResponses.execute(admin, { id: rfp.id }))
    await note(getRfp.execute(admin, { id: rfp.id }))
    for (const key of ['rfp', 'rfp_responses']) await note(listRows.execute(admin, { key }))
    const exported = await finishedExport(admin, { export_type: 'rfp_responses' })
    said.push(exported, await storedText(exported.id))
    for (const table of ['audit_entries', 'outgoing_mails', 'idempotency_keys', 'data_exports'])
      said.push(
        await ownerRows(`select to_jsonb(t) from ${table} t where tenant_id = $1`, [
          admin.principal.tenantId,
        ]),
      )
    said.push(
      await ownerRows(`select data from pgboss.job where data->>'tenantId' = $1`, [admin.principal.tenantId]),
    )
    expect(await storedText(exported.id)).toContain('RFP')
    const everything = JSON.stringify(said, (_, value) =>
      value instanceof Error ? { ...value, text: String(value) } : value,
    )
    for (const figure of [...planted, '73194.27']) expect(everything).not.toContain(figure)
    for (const column of ['amount', 'notes'])
      await expect(
        transaction(admin.principal.tenantId, 'read only', (tx) =>
          tx.$client.query(`select ${column} from rfp_responses`),
        ),
      ).rejects.toThrow(/permission denied/)

    await passDeadline(rfp.id)
    await closeDueRfps()
    expect(await getResponse.execute(manager, named)).toMatchObject({
      ...{ is_sealed: false, amount: '73194.27', notes: `Or ${planted[1]}` },
      lines: [{ line_id: line!.id, price: planted[0] }],
    })
  })

  it('stays sealed where a response was withdrawn, or its request cancelled', async () => {
    const rfp = await publishedRfp(admin, suppliers)
    const withdrawn = await respond(manager, rfp, suppliers[0]!, ['10', ''])
    await withdrawResponse.execute(manager, { id: rfp.id, response: withdrawn })
    await passDeadline(rfp.id)
    await closeDueRfps()
    expect(await getResponse.execute(admin, { id: rfp.id, response: withdrawn })).toMatchObject({
      ...{ is_sealed: true, amount: null, lines: [{ price: null }] },
    })
    const other = await publishedRfp(admin, suppliers)
    const response = await respond(manager, other, suppliers[0]!, ['10', ''])
    await cancelRfp.execute(manager, { id: other.id })
    await passDeadline(other.id)
    expect(await getResponse.execute(admin, { id: other.id, response })).toMatchObject({ amount: null })
  })
})
