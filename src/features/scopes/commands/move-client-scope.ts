import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { clientScopeById, clientScopeResource, endClientScopeInput } from '../agreements/schema.ts'
import { getChangeable, move } from '../agreements/service.ts'

export const acceptClientScope = defineCommand({
  name: 'client_scopes.accept',
  summary: 'The client agrees to what was proposed, in this version.',
  permission: 'clients.write',
  input: clientScopeById,
  output: clientScopeResource,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    return move(tx, context, before, 'accept', { acceptedAt: new Date() }, audit)
  },
})

export const declineClientScope = defineCommand({
  name: 'client_scopes.decline',
  summary: 'The client does not want what was proposed.',
  permission: 'clients.write',
  input: clientScopeById,
  output: clientScopeResource,
  async run({ context, tx, input: { id }, audit }) {
    return move(tx, context, await getChangeable(tx, context, id), 'decline', {}, audit)
  },
})

export const endClientScope = defineCommand({
  name: 'client_scopes.end',
  summary: 'End an agreement, today or on the day that is named.',
  permission: 'clients.write',
  input: endClientScopeInput,
  output: clientScopeResource,
  async run({ context, tx, input: { id, ends_on: day }, audit }) {
    const before = await getChangeable(tx, context, id)
    if (day !== undefined && day < before.startsOn)
      throw invalid('ends_on', `must not be before its first day, ${before.startsOn}`)
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: context.principal.timeZone })
    // What ends before it began has only its first day.
    const endsOn = day ?? (today < before.startsOn ? before.startsOn : today)
    return move(tx, context, before, 'end', { endsOn }, audit)
  },
})
