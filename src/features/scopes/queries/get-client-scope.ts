import { defineQuery } from '#src/lib/operation/operation.ts'
import { clientScopeById, clientScopeResource } from '../agreements/schema.ts'
import { getResource } from '../agreements/service.ts'

export const getClientScope = defineQuery({
  name: 'client_scopes.get',
  summary: 'One scope of work as one client has it.',
  permission: 'clients.read',
  input: clientScopeById,
  output: clientScopeResource,
  run: ({ context, tx, input: { id } }) => getResource(tx, context, id),
})
