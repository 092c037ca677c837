import { dismissAlert } from '#src/features/exports/governance/commands/dismiss-alert.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(dismissAlert) })
