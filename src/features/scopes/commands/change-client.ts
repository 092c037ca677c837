import { isTaken } from '#src/lib/db/transaction.ts'
import { invalid, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { duplicate } from '../clients/duplicate.ts'
import { lockClient, updateClient } from '../clients/repository.ts'
import { toClient } from '../clients/resource.ts'
import { changeClientInput, clientResource } from '../clients/schema.ts'

export const changeClient = defineCommand({
  name: 'clients.change',
  summary: 'Change what is named and leave the rest.',
  permission: 'clients.write',
  input: changeClientInput,
  output: clientResource,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const before = await lockClient(tx, id)
    if (!before) throw notFound('client')
    requireVersion(context, before.version)
    const changed = Object.keys(given)
    if (changed.length === 0) throw invalid('', 'names nothing to change')
    const { client_no: clientNo, name, country, is_active: isActive } = given
    const row = await updateClient(tx, before, { clientNo, name, country, isActive }).catch((error) => {
      throw isTaken(error, 'clients_client_no_key') ? duplicate(clientNo ?? before.clientNo) : error
    })
    await audit({
      action: 'client.updated',
      subjectType: 'client',
      subjectId: id,
      details: { name: row.name, changed, version: row.version },
    })
    return toClient(row)
  },
})
