import { acknowledgeAlert } from '#src/features/spend/commands/acknowledge-alert.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  PATCH: route(acknowledgeAlert),
})
