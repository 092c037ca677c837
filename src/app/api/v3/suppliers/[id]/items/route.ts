import { replaceItems } from '#src/features/suppliers/commands/replace-items.ts'
import { listItems } from '#src/features/suppliers/queries/list-items.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listItems),
  PUT: route(replaceItems, { ifMatch: 'required' }),
})
