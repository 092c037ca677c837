import { replaceContacts } from '#src/features/suppliers/commands/replace-contacts.ts'
import { listContacts } from '#src/features/suppliers/queries/list-contacts.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listContacts),
  PUT: route(replaceContacts, { ifMatch: 'required' }),
})
