import { defineCommand } from '#src/lib/operation/operation.ts'
import { duplicate } from '../clients/duplicate.ts'
import { insertClient } from '../clients/repository.ts'
import { toClient } from '../clients/resource.ts'
import { clientResource, createClientInput } from '../clients/schema.ts'

export const createClient = defineCommand({
  name: 'clients.create',
  summary: 'Add a client.',
  permission: 'clients.write',
  input: createClientInput,
  output: clientResource,
  async run({ context, tx, input: { client_no: clientNo, name, country, is_active: isActive }, audit }) {
    const { tenantId } = context.principal
    const row = await insertClient(tx, { tenantId, clientNo, name, country, isActive })
    if (!row) throw duplicate(clientNo)
    await audit({
      action: 'client.created',
      subjectType: 'client',
      subjectId: row.id,
      details: { name, client_no: clientNo },
    })
    return toClient(row)
  },
})
