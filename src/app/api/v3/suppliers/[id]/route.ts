import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import { deactivateSupplier } from '#src/features/suppliers/commands/deactivate.ts'
import { replaceSupplier } from '#src/features/suppliers/commands/replace.ts'
import { getSupplier } from '#src/features/suppliers/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getSupplier),
  PUT: route(replaceSupplier, { ifMatch: 'required' }),
  PATCH: route(changeSupplier, { ifMatch: 'optional' }),
  DELETE: route(deactivateSupplier, { ifMatch: 'required' }),
})
