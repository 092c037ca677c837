import { removeLimit } from '#src/features/spend/commands/remove-limit.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  DELETE: route(removeLimit, { ifMatch: 'required', takesBody: true }),
})
