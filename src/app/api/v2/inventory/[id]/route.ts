import { archiveItem } from '#src/features/inventory/commands/archive-item.ts'
import { changeItem, replaceItem } from '#src/features/inventory/commands/change-item.ts'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getItem),
  PUT: route(replaceItem, { ifMatch: 'required' }),
  PATCH: route(changeItem, { ifMatch: 'optional' }),
  DELETE: route(archiveItem, { ifMatch: 'required' }),
})
