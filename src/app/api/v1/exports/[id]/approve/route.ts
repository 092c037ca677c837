import { approveExport } from '#src/features/exports/governance/commands/decide.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(approveExport) })
